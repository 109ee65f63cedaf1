// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// What a server says about a position.
struct Hover
{
    QString markdown;
    std::optional<Range> range;

    static Hover fromJson(const QJsonValue &value);
    static RequestHandle request(const Place &place, QObject *context,
                                 std::function<void(const Hover &)> handler);
};

} // namespace looptide::lsp
