// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/runcoverage.h"

namespace looptide::models {

// What a server console without requests says, and the button that it offers.
struct EmptyConsole
{
    enum class Action { None, Run, OpenAddress };

    QString title;
    QString explanation;
    Action action = Action::None;
};

// listening: the first address of a server that is recorded; empty when none is seen.
EmptyConsole emptyConsole(const RunCoverage &coverage, const QString &listening);
// In place of an address that is not known.
QString noAddressText(const RunCoverage &coverage);

} // namespace looptide::models
