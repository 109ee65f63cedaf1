// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// Where a symbol is defined and used.
class Navigation
{
public:
    enum class Target { Definition, TypeDefinition, Implementation, References };
    using Handler = std::function<void(const QList<Location> &)>;

    static QLatin1StringView capability(Target target);
    static RequestHandle request(Target target, const Place &place, QObject *context,
                                 Handler handler);
    /// The other places of the symbol in the same document.
    static RequestHandle highlights(const Place &place, QObject *context,
                                    std::function<void(const QList<Range> &)> handler);
};

} // namespace looptide::lsp
