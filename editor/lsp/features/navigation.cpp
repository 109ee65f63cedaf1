// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/navigation.h"

namespace looptide::lsp {

namespace {

QString methodOf(Navigation::Target target)
{
    switch (target) {
    case Navigation::Target::Definition:
        return QStringLiteral("textDocument/definition");
    case Navigation::Target::TypeDefinition:
        return QStringLiteral("textDocument/typeDefinition");
    case Navigation::Target::Implementation:
        return QStringLiteral("textDocument/implementation");
    case Navigation::Target::References:
        break;
    }
    return QStringLiteral("textDocument/references");
}

} // namespace

QLatin1StringView Navigation::capability(Target target)
{
    switch (target) {
    case Target::Definition:
        return QLatin1StringView("definitionProvider");
    case Target::TypeDefinition:
        return QLatin1StringView("typeDefinitionProvider");
    case Target::Implementation:
        return QLatin1StringView("implementationProvider");
    case Target::References:
        break;
    }
    return QLatin1StringView("referencesProvider");
}

RequestHandle Navigation::request(Target target, const Place &place, QObject *context,
                                  Handler handler)
{
    QJsonObject params = place.params();
    if (target == Target::References)
        params.insert(QStringLiteral("context"),
                      QJsonObject { { QStringLiteral("includeDeclaration"), true } });
    return place.server->request(methodOf(target), place.document, params, context,
                                 [handler = std::move(handler)](const Response &response) {
                                     handler(Location::listFromJson(response.result));
                                 });
}

RequestHandle Navigation::highlights(const Place &place, QObject *context,
                                     std::function<void(const QList<Range> &)> handler)
{
    return place.server->request(
        QStringLiteral("textDocument/documentHighlight"), place.document, place.params(), context,
        [handler = std::move(handler)](const Response &response) {
            QList<Range> ranges;
            const QJsonArray items = response.result.toArray();
            for (const QJsonValue &item : items)
                ranges.append(Range::fromJson(item.toObject().value(QLatin1StringView("range"))));
            handler(ranges);
        });
}

} // namespace looptide::lsp
