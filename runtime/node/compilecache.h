// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::host {

// Where Node's own module compile cache keeps what it made of the files of programs that run in a
// window, so that the next run of a program need not compile them again. In the person's cache
// folder; Node checks that an entry belongs to the file's present text.
//
// The first call sees to it, in the background, that the folder does not grow without end.
// Thread: GUI.
QString compileCacheDirectory();

} // namespace looptide::host
