// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/server.h"

namespace looptide::lsp {

/// A position in an open document, and the server that is asked about it.
struct Place
{
    Server *server = nullptr;
    Document *document = nullptr;
    Position position;

    /// TextDocumentPositionParams.
    QJsonObject params() const
    {
        return { { QStringLiteral("textDocument"), document->identifier() },
                 { QStringLiteral("position"), position.toJson() } };
    }
};

} // namespace looptide::lsp
