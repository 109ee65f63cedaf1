// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausereason.h"

#include <functional>

namespace looptide::host {

// Called with the reason when Node begins to wait for a debugger, and with None when it continues.
using PauseListener = std::function<void(core::PauseReason)>;

// Sets the listener of the calling thread. It must live until another one, or null, replaces it.
//
// Node reports a pause to the debugger only. Therefore the executable defines the four functions of
// Node's inspector in which a thread waits, and calls Node's own from there. The dynamic linker
// binds libnode's calls to the functions of the executable, as it does for malloc(). Node calls
// them for a wait, and one of them when an environment starts. With a libnode that does not export
// these functions, the listener is never called.
void setPauseListener(const PauseListener *listener);

// A module must use the function of its executable.
using SetPauseListener = decltype(&setPauseListener);

} // namespace looptide::host
