// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/cli.h"

#include <QString>

int main(int argc, char **argv)
{
    using namespace looptide;
    if (argc > 1 && cli::isVerb(QString::fromLocal8Bit(argv[1])))
        return cli::runCommandLine(argc, argv);
    return 2;
}
