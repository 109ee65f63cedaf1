// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/rename.h"

namespace looptide::lsp {

Rename::Subject Rename::Subject::fromResponse(const Response &response)
{
    Subject subject;
    subject.refusal = response.error;
    const QJsonObject object = response.result.toObject();
    if (object.contains(QLatin1StringView("range")))
        subject.range = Range::fromJson(object.value(QLatin1StringView("range")));
    else if (object.contains(QLatin1StringView("start")))
        subject.range = Range::fromJson(object);
    subject.placeholder = object.value(QLatin1StringView("placeholder")).toString();
    return subject;
}

RequestHandle Rename::prepare(const Place &place, QObject *context,
                              std::function<void(const Subject &)> handler)
{
    return place.server->request(QStringLiteral("textDocument/prepareRename"), place.document,
                                 place.params(), context,
                                 [handler = std::move(handler)](const Response &response) {
                                     handler(Subject::fromResponse(response));
                                 });
}

RequestHandle
Rename::request(const Place &place, const QString &newName, QObject *context,
                std::function<void(const WorkspaceEdit &, const QString &error)> handler)
{
    QJsonObject params = place.params();
    params.insert(QStringLiteral("newName"), newName);
    return place.server->request(QStringLiteral("textDocument/rename"), place.document, params,
                                 context, [handler = std::move(handler)](const Response &response) {
                                     handler(WorkspaceEdit::fromJson(response.result),
                                             response.error);
                                 });
}

} // namespace looptide::lsp
