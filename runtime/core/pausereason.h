// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Without Qt: looptide-node has it, too.
namespace looptide::core {

// Why the main thread of a program does not go on.
enum class PauseReason : unsigned char {
    None, // it does
    Debugger, // a debugger has paused it, and says when it goes on
    AwaitsDebugger, // it begins, or goes on, when a debugger has attached and says so
};
inline constexpr int pauseReasonCount = 3;

} // namespace looptide::core
