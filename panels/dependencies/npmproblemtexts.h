// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmproblem.h"

#include <QString>

// What the panel says about a command of npm.
namespace looptide::models {

// What went wrong and what to do, with npm's own lines below. Plain text.
QString textOf(const project::NpmProblem &problem);
// The lines that npm prints at the end, "added 3 packages".
QString summaryOf(const QByteArray &output);

} // namespace looptide::models
