// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/codeactions.h"

namespace looptide::lsp {

namespace {

CodeAction actionFrom(const QJsonObject &object)
{
    CodeAction action;
    action.json = object;
    action.title = object.value(QLatin1StringView("title")).toString();
    // A plain command has its name where an action has a command.
    if (object.value(QLatin1StringView("command")).isString()) {
        action.command = object;
        return action;
    }
    action.kind = object.value(QLatin1StringView("kind")).toString();
    action.isPreferred = object.value(QLatin1StringView("isPreferred")).toBool();
    action.disabled = object.value(QLatin1StringView("disabled"))
                          .toObject()
                          .value(QLatin1StringView("reason"))
                          .toString();
    if (object.contains(QLatin1StringView("edit")))
        action.edit = WorkspaceEdit::fromJson(object.value(QLatin1StringView("edit")));
    action.command = object.value(QLatin1StringView("command")).toObject();
    return action;
}

} // namespace

QList<CodeAction> CodeAction::listFromJson(const QJsonValue &value)
{
    QList<CodeAction> actions;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items) {
        const CodeAction action = actionFrom(item.toObject());
        if (!action.title.isEmpty())
            actions.append(action);
    }
    return actions;
}

RequestHandle CodeAction::request(Server *server, Document *document, const Range &range,
                                  const QList<Diagnostic> &diagnostics, const QString &only,
                                  QObject *context,
                                  std::function<void(const QList<CodeAction> &)> handler)
{
    QJsonArray known;
    for (const Diagnostic &diagnostic : diagnostics)
        known.append(diagnostic.json);
    QJsonObject why { { QStringLiteral("diagnostics"), known } };
    if (!only.isEmpty())
        why.insert(QStringLiteral("only"), QJsonArray { only });
    return server->request(QStringLiteral("textDocument/codeAction"), document,
                           { { QStringLiteral("textDocument"), document->identifier() },
                             { QStringLiteral("range"), range.toJson() },
                             { QStringLiteral("context"), why } },
                           context, [handler = std::move(handler)](const Response &response) {
                               handler(listFromJson(response.result));
                           });
}

RequestHandle CodeAction::resolve(Server *server, Document *document, const CodeAction &action,
                                  QObject *context,
                                  std::function<void(const WorkspaceEdit &)> handler)
{
    if (!action.command.isEmpty()) {
        const QJsonObject params {
            { QStringLiteral("command"), action.command.value(QLatin1StringView("command")) },
            { QStringLiteral("arguments"), action.command.value(QLatin1StringView("arguments")) }
        };
        return server->request(QStringLiteral("workspace/executeCommand"), document, params,
                               context, [](const Response &) { });
    }
    return server->request(QStringLiteral("codeAction/resolve"), document, action.json, context,
                           [handler = std::move(handler)](const Response &response) {
                               handler(WorkspaceEdit::fromJson(
                                   response.result.toObject().value(QLatin1StringView("edit"))));
                           });
}

} // namespace looptide::lsp
