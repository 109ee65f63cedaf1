// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/valuetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace looptide::inspector {

namespace {

constexpr qsizetype longestText = 500;

QString quoted(const QString &text)
{
    QString shown = text.first(qMin(text.size(), longestText));
    shown.replace(u'\\', QLatin1StringView("\\\\"));
    shown.replace(u'\'', QLatin1StringView("\\'"));
    shown.replace(u'\n', QLatin1StringView("\\n"));
    shown.replace(u'\r', QLatin1StringView("\\r"));
    shown.replace(u'\t', QLatin1StringView("\\t"));
    return u'\'' + shown + (text.size() > longestText ? QStringLiteral("…'") : QStringLiteral("'"));
}

QString functionText(const QString &source)
{
    static const QRegularExpression name(
        QStringLiteral(R"(^(?:async\s+)?(?:function)?\s*\*?\s*([\w$]+)\s*\()"));
    const QString head = source.section(u'\n', 0, 0);
    if (head.startsWith(QLatin1StringView("class")))
        return head.section(u'{', 0, 0).trimmed();
    const auto match = name.match(head);
    return match.hasMatch() && match.captured(1) != u"function"
        ? QStringLiteral("ƒ %1()").arg(match.captured(1))
        : QStringLiteral("ƒ ()");
}

// Of Runtime.ObjectPreview: a property, or an entry.
QString previewText(const QJsonObject &json)
{
    const QString type = json[QLatin1StringView("type")].toString();
    const QString value = json[QLatin1StringView("value")].toString(
        json[QLatin1StringView("description")].toString());
    if (type == u"string")
        return quoted(value);
    if (type == u"function")
        return QStringLiteral("ƒ");
    if (type == u"accessor")
        return QStringLiteral("(…)");
    if (type == u"object" && value == u"Object")
        return QStringLiteral("{…}");
    return value.section(u'\n', 0, 0);
}

QString propertiesText(const QJsonObject &preview, bool isArray)
{
    QStringList parts;
    const QJsonArray entries = preview[QLatin1StringView("entries")].toArray();
    for (const QJsonValue &each : entries) {
        const QJsonObject entry = each.toObject();
        const QString value = previewText(entry[QLatin1StringView("value")].toObject());
        const QJsonObject key = entry[QLatin1StringView("key")].toObject();
        parts.append(key.isEmpty() ? value : previewText(key) + u" => " + value);
    }
    const QJsonArray properties = preview[QLatin1StringView("properties")].toArray();
    qint64 next = 0;
    for (const QJsonValue &each : properties) {
        const QJsonObject property = each.toObject();
        const QString name = property[QLatin1StringView("name")].toString();
        if (!entries.isEmpty() && name == u"size")
            continue;
        const bool isElement = isArray && name == QString::number(next);
        next += isElement;
        parts.append(isElement ? previewText(property) : name + u": " + previewText(property));
    }
    if (preview[QLatin1StringView("overflow")].toBool())
        parts.append(QStringLiteral("…"));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString valueText(const RemoteValue &value)
{
    if (value.type == u"string")
        return quoted(value.value.toString());
    if (value.type == u"function")
        return functionText(value.description);
    if (value.type == u"undefined")
        return QStringLiteral("undefined");
    if (value.subtype == u"null")
        return QStringLiteral("null");
    if (value.type == u"boolean")
        return value.value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    const QString line = value.description.section(u'\n', 0, 0).left(longestText);
    const bool describesItself = value.type != u"object" || value.subtype == u"error"
        || value.subtype == u"regexp" || value.subtype == u"date" || value.preview.isEmpty();
    if (describesItself)
        return line;
    const bool isArray = value.subtype == u"array" || value.subtype == u"typedarray";
    const QString inside = propertiesText(value.preview, isArray);
    if (isArray)
        return line + u" [" + inside + u']';
    return (line == u"Object" ? QString() : line + u' ') + u'{' + inside + u'}';
}

QString accessText(const QString &property)
{
    static const QRegularExpression name(QStringLiteral(R"(^[A-Za-z_$][\w$]*$)"));
    static const QRegularExpression index(QStringLiteral(R"(^\d{1,9}$)"));
    if (name.match(property).hasMatch() || property.startsWith(u'#'))
        return u'.' + property;
    if (index.match(property).hasMatch())
        return u'[' + property + u']';
    const QByteArray list = QJsonDocument(QJsonArray { property }).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list); // ["name"]
}

} // namespace looptide::inspector
