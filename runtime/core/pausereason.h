// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Includes nothing of Qt, because looptide-node uses it too.
namespace looptide::core {

// Why the main thread of a program is paused.
enum class PauseReason : unsigned char {
    None, // not paused
    Debugger, // a debugger has paused it and will resume it
    AwaitsDebugger, // it begins, or continues, when a debugger has attached and released it
    Stepping, // the user runs its event loop step by step
};
inline constexpr int pauseReasonCount = 4;

} // namespace looptide::core
