// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/runcoverage.h"

namespace looptide::models {

// The text of a server console without requests, and its button.
struct EmptyConsole
{
    enum class Action { None, Run, OpenAddress };

    QString title;
    QString explanation;
    Action action = Action::None;
};

// listening: the first address of a recorded server; empty without one.
EmptyConsole emptyConsole(const RunCoverage &coverage, const QString &listening);
// The text in place of an unknown address.
QString noAddressText(const RunCoverage &coverage);

} // namespace looptide::models
