// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::host {

// The folder in which Node's module compile cache keeps the compiled files of programs that run in
// a window, so that the next run need not compile them again. It is in the user's cache folder.
// Node checks that an entry matches the current text of the file.
//
// The first call limits the size of the folder, in the background. Thread: GUI.
QString compileCacheDirectory();

} // namespace looptide::host
