// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausereason.h"

#include <QtTypes>

namespace looptide::core {

// Whether a debugger pauses the main thread of the program.
struct ProgramPause
{
    PauseReason reason = PauseReason::None;
    quint64 count = 0; // pauses so far, this one included

    bool operator==(const ProgramPause &) const = default;
};

} // namespace looptide::core
