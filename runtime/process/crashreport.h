// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QByteArray>

namespace looptide::process {

// The last of what a program wrote, bounded: what Node prints when it aborts.
class OutputTail
{
public:
    void add(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

// For a result with Reason::Signalled: when the signal is one of a fault or an abort, makes it
// Crashed (or OutOfMemory) and says what happened. nativeStack is what the crashing process noted,
// if it did.
void explainSignal(core::RunResult &result, const OutputTail &tail, const QString &nativeStack);

} // namespace looptide::process
