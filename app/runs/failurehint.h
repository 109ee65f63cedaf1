// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::app {

// What a person can do about an end that says so in its last output: a port in use, a package that
// is not installed. Empty when nothing is recognised.
struct FailureHint
{
    QString text; // for people
    QString missingPackage; // a name as npm allows them

    static FailureHint of(const QByteArray &lastOutput);
};

} // namespace looptide::app
