// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/cli.h"

#include "runtime/cli/verbs.h"
#include "runtime/node/host/process.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace looptide::cli {

namespace {

struct Verb
{
    const char *name;
    int (*run)(const QStringList &arguments);
};

constexpr std::array verbs {
    Verb { "new", newVerb },
    Verb { "run", runVerb },
    Verb { "templates", templatesVerb },
    Verb { "trace", traceVerb },
};

auto findVerb(const QString &word)
{
    return std::ranges::find_if(
        verbs, [&](const Verb &verb) { return word == QLatin1StringView(verb.name); });
}

} // namespace

bool isVerb(const QString &word)
{
    return findVerb(word) != verbs.end();
}

int runCommandLine(int &argc, char **argv)
{
    // Standard error belongs to the program. Qt would print a warning there that a C locale is not
    // UTF-8.
    const QtMessageHandler handler =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { });
    QCoreApplication application(argc, host::keepArguments(argc, argv));
    qInstallMessageHandler(handler);
    const QStringList arguments = QCoreApplication::arguments();
    return findVerb(arguments.value(1))->run(arguments.mid(2));
}

} // namespace looptide::cli
