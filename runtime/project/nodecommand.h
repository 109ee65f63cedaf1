// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/dotenv.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// A command line that only starts a program with Node and therefore needs no shell:
// `[NAME=value...] [cross-env NAME=value...] node [option...] FILE [argument...]`.
struct NodeCommand
{
    Variables variables; // set for this command only
    bool usesCrossEnv = false; // valid only if the package cross-env is installed
    QStringList options; // of node itself, before the file
    QString script; // as written, relative to the project
    QStringList arguments;

    // Returns nothing when the command needs a shell (operators, variables, globs), starts another
    // program, or asks node for anything but running one file once (--eval, --test, --watch).
    static std::optional<NodeCommand> parse(const QString &command);
};

} // namespace looptide::project
