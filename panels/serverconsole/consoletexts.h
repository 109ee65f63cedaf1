// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/runcoverage.h"

namespace looptide::trace {
struct RequestRule;
}

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
// What rules of the user have done to a request (HttpExchange::effects): "mocked, delayed".
QString effectsText(quint8 effects);
// What a rule does: "GET /tasks is delayed by 300 ms".
QString ruleText(const trace::RequestRule &rule);
// Why it cannot be applied, and what to do; empty for a valid rule.
QString ruleProblem(const trace::RequestRule &rule);
// The text in place of an unknown address.
QString noAddressText(const RunCoverage &coverage);

} // namespace looptide::models
