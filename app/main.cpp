// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/demo.h"
#include "app/launch.h"
#include "runtime/cli/cli.h"

#include <QDir>

#include <cstdio>

namespace {

using namespace looptide::app;

int print(FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text), stream);
    return stream == stdout ? 0 : 2;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && looptide::cli::isVerb(QString::fromLocal8Bit(argv[1])))
        return looptide::cli::runCommandLine(argc, argv);

    const CommandLine commandLine = parseCommandLine(argumentsOf(argc, argv), QDir::currentPath());
    switch (commandLine.action) {
    case CommandLine::Action::Refuse:
        return print(stderr, QStringLiteral("looptide: ") + commandLine.error + u'\n');
    case CommandLine::Action::ShowHelp:
        return print(stdout, helpText());
    case CommandLine::Action::ShowVersion:
        return print(stdout, versionText());
    case CommandLine::Action::Demo:
        return runDemo(argc, argv, commandLine);
    case CommandLine::Action::OpenWindow:
        break;
    }
    return runWindow(argc, argv, commandLine);
}
