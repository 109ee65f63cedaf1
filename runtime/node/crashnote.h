// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/pty.h"

#include <QString>

#include <memory>

namespace looptide::host {

// While it lives, a fault in native code leaves the native stack of the thread in a file before it
// ends the process as it would have done anyway. Node's own use of such signals (WebAssembly) comes
// first.
//
// One a process. Thread: main, after initializeProcess().
class CrashNote
{
    Q_DISABLE_COPY_MOVE(CrashNote)
public:
    // The file must not exist yet. An empty name does nothing.
    explicit CrashNote(const QString &file);
    ~CrashNote();

private:
    std::unique_ptr<char[]> m_stack; // for the handler: the program's own may be used up
};

} // namespace looptide::host
