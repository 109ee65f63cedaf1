// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/completion.h"

namespace looptide::lsp {

namespace {

constexpr int PlainText = 1;

// Where the user writes next: the first place, or the last one ($0) when there is no other.
void notePlace(CompletionItem *item, int number, qsizetype at)
{
    if (!item->caret || number == 1)
        item->caret = at;
}

// Places of a snippet become empty, or the text that they suggest.
void removePlaces(CompletionItem *item)
{
    const QString snippet = std::exchange(item->newText, {});
    QString &text = item->newText;
    for (qsizetype i = 0; i < snippet.size(); ++i) {
        const QChar c = snippet[i];
        const QChar next = i + 1 < snippet.size() ? snippet[i + 1] : QChar();
        if (c == u'\\' && !next.isNull()) {
            text += snippet[++i];
        } else if (c == u'$' && next.isDigit()) {
            notePlace(item, next.digitValue(), text.size());
            while (i + 1 < snippet.size() && snippet[i + 1].isDigit())
                ++i;
        } else if (c == u'$' && next == u'{') {
            const qsizetype end = snippet.indexOf(u'}', i);
            const qsizetype colon = snippet.indexOf(u':', i);
            if (end < 0)
                break;
            notePlace(item, snippet[i + 2].digitValue(), text.size());
            if (colon > 0 && colon < end)
                text += QStringView(snippet).sliced(colon + 1, end - colon - 1);
            i = end;
        } else {
            text += c;
        }
    }
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString();
}

} // namespace

CompletionItem CompletionItem::fromJson(const QJsonObject &object, const QJsonObject &defaults)
{
    CompletionItem item;
    item.json = object;
    if (!object.contains(QLatin1StringView("data")) && defaults.contains(QLatin1StringView("data")))
        item.json.insert(QStringLiteral("data"), defaults.value(QLatin1StringView("data")));
    item.label = text(object, QLatin1StringView("label"));
    item.kind = object.value(QLatin1StringView("kind")).toInt();
    item.sortText = text(object, QLatin1StringView("sortText"));
    if (item.sortText.isEmpty())
        item.sortText = item.label;
    item.filterText = text(object, QLatin1StringView("filterText"));
    if (item.filterText.isEmpty())
        item.filterText = item.label;
    item.isPreselected = object.value(QLatin1StringView("preselect")).toBool();
    item.isDeprecated = object.value(QLatin1StringView("deprecated")).toBool()
        || object.value(QLatin1StringView("tags")).toArray().contains(1);
    item.newText = text(object, QLatin1StringView("insertText"));
    if (item.newText.isEmpty())
        item.newText = item.label;
    if (object.contains(QLatin1StringView("textEdit"))) {
        const TextEdit edit = TextEdit::fromJson(object.value(QLatin1StringView("textEdit")));
        item.range = edit.range;
        item.newText = edit.newText;
    } else if (const QJsonObject range = defaults.value(QLatin1StringView("editRange")).toObject();
               !range.isEmpty()) {
        item.range = Range::fromJson(range.contains(QLatin1StringView("insert"))
                                         ? range.value(QLatin1StringView("insert"))
                                         : QJsonValue(range));
        if (object.contains(QLatin1StringView("textEditText")))
            item.newText = text(object, QLatin1StringView("textEditText"));
    }
    if (object.value(QLatin1StringView("insertTextFormat")).toInt(PlainText) != PlainText)
        removePlaces(&item);
    item.mergeResolved(object);
    return item;
}

void CompletionItem::mergeResolved(const QJsonObject &object)
{
    const QJsonObject details = object.value(QLatin1StringView("labelDetails")).toObject();
    if (!details.isEmpty()) {
        labelDetail = text(details, QLatin1StringView("detail"));
        description = text(details, QLatin1StringView("description"));
    }
    if (object.contains(QLatin1StringView("detail")))
        detail = text(object, QLatin1StringView("detail"));
    if (object.contains(QLatin1StringView("documentation")))
        documentation = markdownFromJson(object.value(QLatin1StringView("documentation")));
    if (object.contains(QLatin1StringView("additionalTextEdits")))
        additionalEdits =
            TextEdit::listFromJson(object.value(QLatin1StringView("additionalTextEdits")));
}

CompletionList CompletionList::fromJson(const QJsonValue &value)
{
    CompletionList list;
    const QJsonObject object = value.toObject();
    const QJsonArray items =
        value.isArray() ? value.toArray() : object.value(QLatin1StringView("items")).toArray();
    const QJsonObject defaults = object.value(QLatin1StringView("itemDefaults")).toObject();
    list.isIncomplete = object.value(QLatin1StringView("isIncomplete")).toBool();
    list.items.reserve(items.size());
    for (const QJsonValue &item : items) {
        CompletionItem read = CompletionItem::fromJson(item.toObject(), defaults);
        if (!read.label.isEmpty())
            list.items.append(std::move(read));
    }
    return list;
}

RequestHandle Completion::request(const Place &place, const QString &trigger, QObject *context,
                                  std::function<void(const CompletionList &)> handler)
{
    QJsonObject params = place.params();
    QJsonObject why { { QStringLiteral("triggerKind"), trigger.isEmpty() ? 1 : 2 } };
    if (!trigger.isEmpty())
        why.insert(QStringLiteral("triggerCharacter"), trigger);
    params.insert(QStringLiteral("context"), why);
    return place.server->request(
        QStringLiteral("textDocument/completion"), place.document, params, context,
        [handler = std::move(handler)](const Response &response) {
            handler(CompletionList::fromJson(response.result));
        },
        Server::Staleness::Keep);
}

RequestHandle Completion::resolve(const Place &place, const CompletionItem &item, QObject *context,
                                  std::function<void(const CompletionItem &)> handler)
{
    return place.server->request(
        QStringLiteral("completionItem/resolve"), place.document, item.json, context,
        [item, handler = std::move(handler)](const Response &response) {
            CompletionItem resolved = item;
            resolved.mergeResolved(response.result.toObject());
            handler(resolved);
        },
        Server::Staleness::Keep);
}

QStringList Completion::triggers(const Server *server)
{
    return server->capabilities()
        .value(QLatin1StringView("completionProvider"))
        .toObject()
        .value(QLatin1StringView("triggerCharacters"))
        .toVariant()
        .toStringList();
}

} // namespace looptide::lsp
