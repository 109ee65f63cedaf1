// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programpause.h"
#include "runtime/core/run.h"

#include <optional>

namespace looptide::core {

// The states that a runtime goes through as its program is paused and resumed. Of pauses that
// follow each other quickly the last one counts; between it and the one before it the run is
// Running.
//
// Owned by the runtime. Thread: GUI.
class PauseTracker
{
public:
    // What a run in this state goes to next. Ask again until that is nothing: two steps at most.
    std::optional<RunState> next(RunState state, const ProgramPause &now)
    {
        if (state == RunState::Paused && now != m_shown)
            return RunState::Running;
        if (state != RunState::Running || now.reason == PauseReason::None)
            return std::nullopt;
        m_shown = now;
        return RunState::Paused;
    }
    // Of the pause that is shown, or was last.
    PauseReason reason() const { return m_shown.reason; }

private:
    ProgramPause m_shown;
};

} // namespace looptide::core
