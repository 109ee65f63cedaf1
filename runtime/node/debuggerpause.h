// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausereason.h"

#include <functional>

namespace looptide::host {

// Told as Node begins to wait for a debugger (why), and as it goes on (None).
using PauseListener = std::function<void(core::PauseReason)>;

// Who is told of the calling thread; null: nobody. It must live until then.
//
// Node tells nobody but the debugger that a program is paused. So the executable defines the few
// functions of Node's inspector in which a thread waits, and hands on to Node's own: the dynamic
// linker binds libnode's calls to what the executable has, as it does for malloc(). They are called
// for a wait, and one of them when an environment starts. A libnode that keeps these functions to
// itself is not listened to.
void setPauseListener(const PauseListener *listener);

// A module has to use that of its executable.
using SetPauseListener = decltype(&setPauseListener);

} // namespace looptide::host
