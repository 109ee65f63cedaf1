// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::models {

// Something that is wrong at a place of a file, or could be better. Lines and columns count from 1.
struct Problem
{
    enum class Severity { Error, Warning, Information, Hint };

    int line = 1;
    int column = 1;
    Severity severity = Severity::Error;
    QString message;
    QString source; // "ts", "oxlint"
    QString code; // "2304", "no-debugger"

    bool operator==(const Problem &) const = default;
};

} // namespace looptide::models
