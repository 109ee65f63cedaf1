// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/console.h"

#include <cstdio>

namespace looptide::cli {

void print(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stdout);
}

void printError(const QString &message)
{
    std::fputs((QStringLiteral("looptide: ") + message + u'\n').toUtf8().constData(), stderr);
}

} // namespace looptide::cli
