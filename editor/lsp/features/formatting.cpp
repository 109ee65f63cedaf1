// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/formatting.h"

namespace looptide::lsp {

RequestHandle
Formatting::request(Server *server, Document *document, const FormattingOptions &options,
                    QObject *context,
                    std::function<void(const QList<TextEdit> &, const QString &error)> handler)
{
    const QJsonObject params {
        { QStringLiteral("textDocument"), document->identifier() },
        { QStringLiteral("options"),
          QJsonObject { { QStringLiteral("tabSize"), options.tabSize },
                        { QStringLiteral("insertSpaces"), options.insertsSpaces } } }
    };
    return server->request(QStringLiteral("textDocument/formatting"), document, params, context,
                           [handler = std::move(handler)](const Response &response) {
                               handler(TextEdit::listFromJson(response.result), response.error);
                           });
}

} // namespace looptide::lsp
