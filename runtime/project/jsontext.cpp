// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/jsontext.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace looptide::project {

namespace {

constexpr qsizetype escapeSize = 6; // \u and four hexadecimal digits

// The code of a \uXXXX at this place.
std::optional<char16_t> escapedUnit(QStringView text, qsizetype at)
{
    const QStringView escape = text.mid(at, escapeSize);
    if (escape.size() < escapeSize || !escape.startsWith(u"\\u"))
        return {};
    bool isNumber = false;
    const ushort code = escape.mid(2).toUShort(&isNumber, 16);
    return isNumber ? std::optional(char16_t(code)) : std::nullopt;
}

// nlohmann::json rejects numbers outside of the range of double and lone surrogates, and has no
// option for either. Both are replaced with text of the same length, so that the locations of
// errors stay correct.
class Replacement
{
public:
    explicit Replacement(QString *text) : m_text(*text) { }

    void run()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (c == u'"')
                passString();
            else if (c == u'-' || (c >= u'0' && c <= u'9'))
                passNumber();
            else
                ++m_at;
        }
    }

private:
    void passString()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text.at(m_at) == u'"') {
                ++m_at;
                return;
            }
            if (m_text.at(m_at) == u'\\')
                passEscape();
        }
    }

    // Leaves the position at the last character.
    void passEscape()
    {
        const std::optional<char16_t> unit = escapedUnit(m_text, m_at);
        if (!unit) {
            ++m_at;
            return;
        }
        const std::optional<char16_t> next = escapedUnit(m_text, m_at + escapeSize);
        if (QChar::isHighSurrogate(*unit) && next && QChar::isLowSurrogate(*next))
            m_at += escapeSize;
        else if (QChar::isSurrogate(*unit))
            m_text.replace(m_at, escapeSize, QStringLiteral("\\uFFFD"));
        m_at += escapeSize - 1;
    }

    void passNumber()
    {
        static constexpr QStringView letters = u"0123456789+-.eE";
        static const QRegularExpression number(
            QStringLiteral(R"(^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$)"));
        const qsizetype start = m_at;
        while (m_at < m_text.size() && letters.contains(m_text.at(m_at)))
            ++m_at;
        const QStringView token = QStringView(m_text).sliced(start, m_at - start);
        if (!qIsInf(token.toDouble()) || !number.matchView(token).hasMatch())
            return;
        m_text.replace(start, token.size(),
                       QStringLiteral("null").leftJustified(token.size(), u' '));
    }

    QString &m_text;
    qsizetype m_at = 0;
};

// "[json.exception.parse_error.101] parse error at line 2, column 3: while ... - unexpected ..."
QString reasonOf(const std::exception &error)
{
    const QString what = QString::fromUtf8(error.what());
    const qsizetype dash = what.indexOf(QLatin1StringView(" - "));
    return dash < 0 ? what : what.mid(dash + 3);
}

void setError(JsonText *result, const QByteArray &text, qsizetype byte, const QString &reason)
{
    const QByteArray before = text.first(std::clamp<qsizetype>(byte, 0, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    result->line = int(before.count('\n')) + 1;
    result->column = int(QString::fromUtf8(before.mid(lineStart)).size()) + 1;
    result->error = reason;
}

} // namespace

JsonText JsonText::parse(const QByteArray &text)
{
    JsonText result;
    QString content = QString::fromUtf8(text);
    if (content.startsWith(QChar(QChar::ByteOrderMark)))
        content.remove(0, 1);
    Replacement(&content).run();
    const QByteArray checked = content.toUtf8();
    try {
        result.value = Json::parse(checked.begin(), checked.end());
    } catch (const nlohmann::json::parse_error &error) {
        setError(&result, checked, qsizetype(error.byte) - 1, reasonOf(error));
    } catch (const std::exception &error) { // whatever else the library has: never past here
        setError(&result, checked, 0, reasonOf(error));
    }
    return result;
}

QString stringAt(const Json &object, const char *name)
{
    if (!object.is_object())
        return {};
    const auto it = object.find(name);
    return it != object.end() && it->is_string()
        ? QString::fromStdString(it->get_ref<const std::string &>())
        : QString();
}

} // namespace looptide::project
