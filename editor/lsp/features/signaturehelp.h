// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// The signatures of the call at a position.
struct SignatureHelp
{
    struct Signature
    {
        QString label;
        QString documentation; // Markdown
        /// Start and end of each parameter in the label.
        QList<std::pair<int, int>> parameters;
        QStringList parameterDocumentation; // Markdown, as many
        /// -1: none.
        int activeParameter = -1;
    };

    QList<Signature> signatures;
    int active = 0;

    static SignatureHelp fromJson(const QJsonValue &value);
    /// Delivered for a text that has changed since: it is asked again for each change.
    static RequestHandle request(const Place &place, QObject *context,
                                 std::function<void(const SignatureHelp &)> handler);
    static QStringList triggers(const Server *server);
};

} // namespace looptide::lsp
