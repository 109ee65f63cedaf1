// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// The verbs. Each takes the arguments after its name and returns the exit code.
namespace looptide::cli {

int newVerb(const QStringList &arguments);
int runVerb(const QStringList &arguments);
int templatesVerb(const QStringList &arguments);
int traceVerb(const QStringList &arguments);

} // namespace looptide::cli
