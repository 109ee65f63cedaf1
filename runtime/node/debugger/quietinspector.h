// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// On: the inspector that is opened next belongs to Looptide. Node then prints nothing about it,
// offers no list of its targets over HTTP, and does not wait for its client at the end of the
// program. Off: as in Node. One inspector is open in a process at a time. Thread: loop.
//
// The executable defines three functions of Node's inspector and calls Node's own from there, as
// in debuggerpause.h. With a libnode that does not export them, Node prints its usual lines.
void quietInspector(bool on);

// A module must use the function of its executable.
using QuietInspector = decltype(&quietInspector);

} // namespace looptide::host
