// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// Renames a symbol everywhere.
class Rename
{
public:
    struct Subject
    {
        /// Nothing: it cannot be renamed, for the reason in `refusal`.
        std::optional<Range> range;
        /// Empty: the text of the range.
        QString placeholder;
        /// From the server, in English.
        QString refusal;

        static Subject fromResponse(const Response &response);
    };

    static RequestHandle prepare(const Place &place, QObject *context,
                                 std::function<void(const Subject &)> handler);
    /// error: from the server, in English; empty when it gave an edit.
    static RequestHandle
    request(const Place &place, const QString &newName, QObject *context,
            std::function<void(const WorkspaceEdit &, const QString &error)> handler);
};

} // namespace looptide::lsp
