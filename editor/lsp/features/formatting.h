// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

struct FormattingOptions
{
    int tabSize = 2;
    bool insertsSpaces = true;
};

/// Edits that format a whole document.
class Formatting
{
public:
    /// error: from the server, in English; empty when the text was formatted or already is.
    static RequestHandle
    request(Server *server, Document *document, const FormattingOptions &options, QObject *context,
            std::function<void(const QList<TextEdit> &, const QString &error)> handler);
};

} // namespace looptide::lsp
