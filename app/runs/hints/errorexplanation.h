// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/knownerror.h"

namespace looptide::app {

// What a known error means, its likely cause and what to try, in plain words for users.
QString explanationOf(const project::KnownError &error);

} // namespace looptide::app
