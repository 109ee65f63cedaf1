// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/pty.h"

#include <QString>

#include <memory>

namespace looptide::host {

// While this object exists, a fault in native code writes the native stack of its thread into a
// file before it ends the process as usual. Node's own use of such signals (WebAssembly) takes
// precedence.
//
// One for each process. Thread: main, after initializeProcess().
class CrashNote
{
    Q_DISABLE_COPY_MOVE(CrashNote)
public:
    // The file must not exist yet. With an empty name, this object does nothing.
    explicit CrashNote(const QString &file);
    ~CrashNote();

private:
    std::unique_ptr<char[]> m_stack; // for the handler; the program's own may be full
};

} // namespace looptide::host
