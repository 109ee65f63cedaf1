// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QByteArray>

namespace looptide::process {

// The last output of a program, bounded. It contains what Node prints when it aborts.
class OutputTail
{
public:
    void add(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

// For a result with Reason::Signalled. If the signal is that of a fault or an abort, the result
// becomes Crashed (or OutOfMemory) with an explanation. nativeStack is what the crashing process
// noted; it may be empty.
void explainSignal(core::RunResult &result, const OutputTail &tail, const QString &nativeStack);

} // namespace looptide::process
