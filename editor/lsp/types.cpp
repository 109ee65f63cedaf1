// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/types.h"

#include <QDir>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <cctype>

namespace looptide::lsp {

namespace {

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString();
}

QString codeOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

void addFile(WorkspaceEdit *edit, const QString &uri, const QJsonValue &edits)
{
    const QString path = pathOf(uri);
    const QList<TextEdit> list = TextEdit::listFromJson(edits);
    if (path.isEmpty()) {
        edit->isComplete = false;
        return;
    }
    const auto known = std::ranges::find(edit->files, path, &WorkspaceEdit::File::path);
    if (known != edit->files.end())
        known->edits += list;
    else if (!list.isEmpty())
        edit->files.append({ path, list });
}

} // namespace

Position Position::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    return { qMax(0, object.value(QLatin1StringView("line")).toInt()),
             qMax(0, object.value(QLatin1StringView("character")).toInt()) };
}

QJsonObject Position::toJson() const
{
    return { { QStringLiteral("line"), line }, { QStringLiteral("character"), character } };
}

Range Range::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    return { Position::fromJson(object.value(QLatin1StringView("start"))),
             Position::fromJson(object.value(QLatin1StringView("end"))) };
}

QJsonObject Range::toJson() const
{
    return { { QStringLiteral("start"), start.toJson() }, { QStringLiteral("end"), end.toJson() } };
}

QList<Location> Location::listFromJson(const QJsonValue &value)
{
    QList<Location> locations;
    const QJsonArray items = value.isObject() ? QJsonArray { value } : value.toArray();
    for (const QJsonValue &item : items) {
        const QJsonObject object = item.toObject();
        const bool isLink = object.contains(QLatin1StringView("targetUri"));
        Location location;
        location.path = pathOf(
            text(object, isLink ? QLatin1StringView("targetUri") : QLatin1StringView("uri")));
        location.range = Range::fromJson(object.value(
            isLink ? QLatin1StringView("targetSelectionRange") : QLatin1StringView("range")));
        if (!location.path.isEmpty() && !locations.contains(location))
            locations.append(location);
    }
    return locations;
}

TextEdit TextEdit::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    // An edit of a completion may have two ranges. The one that keeps the rest of the word is used.
    const QJsonValue range = object.contains(QLatin1StringView("range"))
        ? object.value(QLatin1StringView("range"))
        : object.value(QLatin1StringView("insert"));
    return { Range::fromJson(range), text(object, QLatin1StringView("newText")) };
}

QList<TextEdit> TextEdit::listFromJson(const QJsonValue &value)
{
    QList<TextEdit> edits;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        edits.append(fromJson(item));
    return edits;
}

Diagnostic Diagnostic::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Diagnostic diagnostic;
    diagnostic.range = Range::fromJson(object.value(QLatin1StringView("range")));
    diagnostic.severity =
        Severity(qBound(1, object.value(QLatin1StringView("severity")).toInt(1), 4));
    diagnostic.message = text(object, QLatin1StringView("message"));
    diagnostic.source = text(object, QLatin1StringView("source"));
    diagnostic.code = codeOf(object.value(QLatin1StringView("code")));
    const QJsonArray tags = object.value(QLatin1StringView("tags")).toArray();
    diagnostic.isUnnecessary = tags.contains(1);
    diagnostic.isDeprecated = tags.contains(2);
    diagnostic.json = object;
    return diagnostic;
}

QList<Diagnostic> Diagnostic::listFromJson(const QJsonValue &value)
{
    QList<Diagnostic> diagnostics;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        diagnostics.append(fromJson(item));
    return diagnostics;
}

WorkspaceEdit WorkspaceEdit::fromJson(const QJsonValue &value)
{
    WorkspaceEdit edit;
    const QJsonObject object = value.toObject();
    if (object.contains(QLatin1StringView("documentChanges"))) {
        const QJsonArray changes = object.value(QLatin1StringView("documentChanges")).toArray();
        for (const QJsonValue &item : changes) {
            const QJsonObject change = item.toObject();
            if (change.contains(QLatin1StringView("kind"))) {
                edit.isComplete = false;
                continue;
            }
            addFile(&edit,
                    text(change.value(QLatin1StringView("textDocument")).toObject(),
                         QLatin1StringView("uri")),
                    change.value(QLatin1StringView("edits")));
        }
        return edit;
    }
    const QJsonObject changes = object.value(QLatin1StringView("changes")).toObject();
    for (auto file = changes.begin(); file != changes.end(); ++file)
        addFile(&edit, file.key(), file.value());
    return edit;
}

qsizetype WorkspaceEdit::count() const
{
    qsizetype count = 0;
    for (const File &file : files)
        count += file.edits.size();
    return count;
}

QString uriOf(const QString &path)
{
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded(QUrl::FullyEncoded));
}

QString pathOf(const QString &uri)
{
    const QUrl url(uri);
    return url.isLocalFile() ? QDir::cleanPath(url.toLocalFile()) : QString();
}

QString markdownFromJson(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            parts.append(markdownFromJson(item));
        parts.removeAll(QString());
        return parts.join(QStringLiteral("\n\n"));
    }
    const QJsonObject object = value.toObject();
    const QString content = text(object, QLatin1StringView("value"));
    const QString language = text(object, QLatin1StringView("language"));
    if (!language.isEmpty())
        return QStringLiteral("```%1\n%2\n```").arg(language, content);
    if (text(object, QLatin1StringView("kind")) != QLatin1StringView("plaintext"))
        return content;
    return escapedMarkdown(content);
}

// Indented text would be code, and * would be emphasis.
QString escapedMarkdown(const QString &plain)
{
    QString escaped;
    for (const QChar c : plain) {
        if (c.unicode() < 0x80 && std::ispunct(c.unicode()))
            escaped += u'\\';
        escaped += c == u'\n' ? QStringLiteral("  \n") : QString(c);
    }
    return escaped;
}

} // namespace looptide::lsp
