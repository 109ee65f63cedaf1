// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::app {

// What the user can do when the last output explains why the program ended: a port in use, a
// package that is not installed, TypeScript that needs more than Node's type stripping. Empty when
// nothing is recognised.
struct FailureHint
{
    QString text {}; // for users
    QString missingPackage {}; // a name as npm allows them
    bool needsLoader = false; // a TypeScript loader can run the program
    qint64 portHolder = 0; // the process that has the port; 0: not known, or Looptide itself

    // Looks for files that the output names.
    static FailureHint of(const QByteArray &lastOutput);
};

} // namespace looptide::app
