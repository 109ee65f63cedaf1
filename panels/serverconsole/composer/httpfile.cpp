// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/httpfile.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostReplacements = 20; // of variables within variables

bool isSeparator(const QString &line)
{
    return line.startsWith("###"_L1);
}

bool isComment(const QString &line)
{
    return line.startsWith(u'#') || line.startsWith("//"_L1);
}

// Reads one request, line by line.
class Section
{
public:
    explicit Section(const QString &name) { m_draft.name = name; }

    void take(const QString &line, QHash<QString, QString> &variables)
    {
        switch (m_part) {
        case Part::Before:
            takeBefore(line, variables);
            return;
        case Part::Headers:
            takeHeader(line);
            return;
        case Part::Body:
            m_body.append(line);
            return;
        }
    }

    bool hasRequest() const { return m_part != Part::Before; }
    RequestDraft draft() const
    {
        RequestDraft draft = m_draft;
        QStringList lines = m_body;
        while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
            lines.removeLast();
        draft.body = lines.join(u'\n').toUtf8();
        return draft;
    }

private:
    enum class Part { Before, Headers, Body };

    void takeBefore(const QString &line, QHash<QString, QString> &variables)
    {
        static const QRegularExpression variable(u"^@([^\\s=]+)\\s*=\\s*(.*)$"_s);
        static const QRegularExpression name(u"^(?:#|//)\\s*@name\\s*=?\\s*(\\S.*)$"_s);
        static const QRegularExpression request(
            u"^(?:([A-Z][A-Z-]*)\\s+)?(\\S.*?)(?:\\s+HTTP/[\\d.]+)?\\s*$"_s);
        if (const auto match = variable.match(line); match.hasMatch()) {
            variables.insert(match.captured(1), match.captured(2).trimmed());
        } else if (const auto match = name.match(line); match.hasMatch()) {
            m_draft.name = match.captured(1).trimmed();
        } else if (isComment(line) || line.trimmed().isEmpty()) {
            return;
        } else if (const auto match = request.match(line); match.hasMatch()) {
            if (match.hasCaptured(1) && !match.captured(1).isEmpty())
                m_draft.method = match.captured(1);
            m_draft.url = match.captured(2);
            m_part = Part::Headers;
        }
    }

    void takeHeader(const QString &line)
    {
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty()) {
            m_part = Part::Body;
        } else if (m_draft.headers.isEmpty() && line != trimmed
                   && (trimmed.startsWith(u'?') || trimmed.startsWith(u'&'))) {
            m_draft.url += trimmed;
        } else if (!isComment(line)) {
            m_draft.headers += headersOfLines(line);
        }
    }

    RequestDraft m_draft;
    QStringList m_body;
    Part m_part = Part::Before;
};

QString nameOfSeparator(const QString &line)
{
    return line.sliced(3).trimmed();
}

QString sectionText(const RequestDraft &draft)
{
    QString text = (u"### "_s + draft.name.simplified()).trimmed() + u'\n';
    text += draft.method + u' ' + draft.url + u'\n' + headerLines(draft.headers);
    if (!draft.body.isEmpty())
        text += u'\n' + QString::fromUtf8(draft.body) + u'\n';
    return text;
}

} // namespace

HttpFile HttpFile::parse(const QString &text)
{
    HttpFile file;
    Section section { QString() };
    const auto endSection = [&file](const Section &section) {
        if (section.hasRequest())
            file.m_requests.append(section.draft());
    };
    QString whole = text;
    for (const QString &line : whole.replace("\r\n"_L1, "\n"_L1).split(u'\n')) {
        if (isSeparator(line)) {
            endSection(section);
            section = Section(nameOfSeparator(line));
        } else {
            section.take(line, file.m_variables);
        }
    }
    endSection(section);
    return file;
}

QString HttpFile::withRequest(const QString &text, const RequestDraft &draft)
{
    const QStringList lines = text.split(u'\n');
    QString result;
    bool isReplaced = false;
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype end = i + 1;
        while (end < lines.size() && !isSeparator(lines[end]))
            ++end;
        const QStringList section = lines.sliced(i, end - i);
        QString joined = section.join(u'\n') + (end < lines.size() ? u"\n"_s : QString());
        const QList<RequestDraft> found = parse(joined).m_requests;
        const bool isMeant = !isReplaced && isSeparator(lines[i]) && !draft.name.isEmpty()
            && !found.isEmpty() && found.first().name == draft.name.simplified();
        if (isMeant) {
            joined = sectionText(draft) + (end < lines.size() ? u"\n"_s : QString());
            isReplaced = true;
        }
        result += joined;
        i = end;
    }
    if (isReplaced)
        return result;
    if (!result.trimmed().isEmpty()) {
        while (result.endsWith(u'\n'))
            result.chop(1);
        result += "\n\n"_L1;
    } else {
        result.clear();
    }
    return result + sectionText(draft);
}

QString HttpFile::filled(QString text) const
{
    static const QRegularExpression use(u"\\{\\{\\s*([^{}\\s]+)\\s*\\}\\}"_s);
    qsizetype from = 0;
    for (int i = 0; i < mostReplacements; ++i) {
        const auto match = use.match(text, from);
        if (!match.hasMatch())
            break;
        const auto value = m_variables.constFind(match.captured(1));
        if (value == m_variables.cend())
            from = match.capturedEnd();
        else
            text.replace(match.capturedStart(), match.capturedLength(), *value);
    }
    return text;
}

RequestDraft HttpFile::filled(const RequestDraft &draft) const
{
    RequestDraft result = draft;
    result.url = filled(draft.url);
    for (auto &[name, value] : result.headers)
        value = filled(value);
    if (const QString body = QString::fromUtf8(draft.body); body.toUtf8() == draft.body)
        result.body = filled(body).toUtf8();
    return result;
}

} // namespace looptide::models
