// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// A change that a server offers for a place, such as the fix of a problem.
struct CodeAction
{
    QString title;
    QString kind;
    bool isPreferred = false;
    /// From the server, in English; empty when it can be used.
    QString disabled;
    std::optional<WorkspaceEdit> edit {};
    QJsonObject command {};
    QJsonObject json {};

    static QList<CodeAction> listFromJson(const QJsonValue &value);

    /// only: a kind, such as "source.organizeImports"; empty: all for this place.
    static RequestHandle request(Server *server, Document *document, const Range &range,
                                 const QList<Diagnostic> &diagnostics, const QString &only,
                                 QObject *context,
                                 std::function<void(const QList<CodeAction> &)> handler);
    /// The edit of an action that came without one. An action with a command is run by the server,
    /// which asks for its edits (Server::editRequested).
    static RequestHandle resolve(Server *server, Document *document, const CodeAction &action,
                                 QObject *context,
                                 std::function<void(const WorkspaceEdit &)> handler);
};

} // namespace looptide::lsp
