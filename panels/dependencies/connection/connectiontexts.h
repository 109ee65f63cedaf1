// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/connectionreport.h"

#include <QString>

namespace looptide::models {

// What a test of the connection means, and what can be done.
QString verdictText(const project::ConnectionReport &report);
// Where a setting comes from: "default", a variable, or a file.
QString sourceText(const project::ConnectionReport::Setting &setting);

} // namespace looptide::models
