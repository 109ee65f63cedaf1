// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::app {

// What a user can do about an end that explains itself in its last output: a port in use, a package
// that is not installed, TypeScript that needs more than Node's removal of types. Empty when
// nothing is recognised.
struct FailureHint
{
    QString text {}; // for users
    QString missingPackage {}; // a name as npm allows them
    bool needsLoader = false; // a loader for TypeScript would run it

    // Looks for files that the output names.
    static FailureHint of(const QByteArray &lastOutput);
};

} // namespace looptide::app
