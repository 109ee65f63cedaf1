// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programpause.h"
#include "runtime/core/run.h"

#include <optional>

namespace looptide::core {

// Computes the states that a runtime passes through when its program is paused and resumed. Of
// several pauses in quick succession, only the last one is shown, with a Running between it and the
// one before.
//
// Owned by the runtime. Thread: GUI.
class PauseTracker
{
public:
    // The next state of a run in this state. Call it again until it returns nothing, at most twice.
    std::optional<RunState> next(RunState state, const ProgramPause &now)
    {
        if (state == RunState::Paused && now != m_shown)
            return RunState::Running;
        if (state != RunState::Running || now.reason == PauseReason::None)
            return std::nullopt;
        m_shown = now;
        return RunState::Paused;
    }
    // The reason of the pause that is shown, or was shown last.
    PauseReason reason() const { return m_shown.reason; }

private:
    ProgramPause m_shown;
};

} // namespace looptide::core
