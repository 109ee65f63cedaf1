// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/hover.h"

namespace looptide::lsp {

Hover Hover::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Hover hover { markdownFromJson(object.value(QLatin1StringView("contents"))), {} };
    if (object.contains(QLatin1StringView("range")))
        hover.range = Range::fromJson(object.value(QLatin1StringView("range")));
    return hover;
}

RequestHandle Hover::request(const Place &place, QObject *context,
                             std::function<void(const Hover &)> handler)
{
    return place.server->request(QStringLiteral("textDocument/hover"), place.document,
                                 place.params(), context,
                                 [handler = std::move(handler)](const Response &response) {
                                     handler(fromJson(response.result));
                                 });
}

} // namespace looptide::lsp
