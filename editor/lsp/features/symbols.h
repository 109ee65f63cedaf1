// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// A symbol of a document, with its depth in the outline.
struct DocumentSymbol
{
    QString name;
    QString detail;
    /// SymbolKind of the protocol, 1 to 26.
    int kind = 0;
    int depth = 0;
    Range range;
    Range selection;

    /// In the order of the text.
    static QList<DocumentSymbol> listFromJson(const QJsonValue &value);
    static RequestHandle request(Server *server, Document *document, QObject *context,
                                 std::function<void(const QList<DocumentSymbol> &)> handler);
};

} // namespace looptide::lsp
