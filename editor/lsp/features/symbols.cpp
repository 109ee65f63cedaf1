// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/symbols.h"

#include <algorithm>

namespace looptide::lsp {

namespace {

constexpr int MaxDepth = 60;

void collect(const QJsonArray &items, int depth, QList<DocumentSymbol> *symbols)
{
    for (const QJsonValue &item : items) {
        const QJsonObject object = item.toObject();
        DocumentSymbol symbol;
        symbol.name = object.value(QLatin1StringView("name")).toString();
        symbol.detail = object.value(QLatin1StringView("detail")).toString();
        symbol.kind = object.value(QLatin1StringView("kind")).toInt();
        symbol.depth = depth;
        // Flat lists have a location instead of two ranges.
        const QJsonObject location = object.value(QLatin1StringView("location")).toObject();
        const QJsonValue range = location.isEmpty() ? object.value(QLatin1StringView("range"))
                                                    : location.value(QLatin1StringView("range"));
        symbol.range = Range::fromJson(range);
        symbol.selection = object.contains(QLatin1StringView("selectionRange"))
            ? Range::fromJson(object.value(QLatin1StringView("selectionRange")))
            : symbol.range;
        if (!symbol.name.isEmpty())
            symbols->append(symbol);
        if (depth < MaxDepth)
            collect(object.value(QLatin1StringView("children")).toArray(), depth + 1, symbols);
    }
}

} // namespace

QList<DocumentSymbol> DocumentSymbol::listFromJson(const QJsonValue &value)
{
    QList<DocumentSymbol> symbols;
    collect(value.toArray(), 0, &symbols);
    std::ranges::stable_sort(symbols, {},
                             [](const DocumentSymbol &symbol) { return symbol.range.start; });
    return symbols;
}

RequestHandle DocumentSymbol::request(Server *server, Document *document, QObject *context,
                                      std::function<void(const QList<DocumentSymbol> &)> handler)
{
    return server->request(QStringLiteral("textDocument/documentSymbol"), document,
                           { { QStringLiteral("textDocument"), document->identifier() } }, context,
                           [handler = std::move(handler)](const Response &response) {
                               handler(listFromJson(response.result));
                           });
}

} // namespace looptide::lsp
