// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/console.h"
#include "runtime/cli/verbs.h"
#include "runtime/project/projectcreator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLocale>

#include <atomic>
#include <csignal>

namespace looptide::cli {

namespace {

using project::ProjectCreation;
using project::ProjectCreator;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::New)
};

constexpr int interruptedExit = 128 + SIGINT;
std::atomic<ProjectCreator *> runningCreator;

// Ctrl+C removes what was created. cancel() sets one atomic flag, which is safe in a signal
// handler.
void interrupted(int)
{
    if (ProjectCreator *creator = runningCreator)
        creator->cancel();
}

ProjectCreation createAndWait(const QString &templateId, const QString &directory, bool install)
{
    ProjectCreation result;
    ProjectCreator creator;
    QObject::connect(&creator, &ProjectCreator::finished, qApp,
                     [&](const ProjectCreation &creation) {
                         result = creation;
                         QCoreApplication::quit();
                     });
    creator.start(templateId, directory, { .install = install });
    runningCreator = &creator;
    std::signal(SIGINT, interrupted);
    QCoreApplication::exec();
    std::signal(SIGINT, SIG_DFL);
    runningCreator = nullptr;
    return result;
}

QString quoted(const QString &path)
{
    return path.contains(u' ') ? u'"' + path + u'"' : path;
}

void report(const ProjectCreation &creation, const QString &directory, bool install)
{
    const QLocale locale;
    print(Texts::tr("Created %1: %2 files, %3, in %4 s.")
              .arg(creation.directory)
              .arg(creation.files)
              .arg(locale.formattedDataSize(creation.bytes),
                   locale.toString(double(creation.durationMs) / 1000.0, 'f', 1)));
    if (!install)
        print(Texts::tr("Install its packages:  cd %1 && npm install").arg(quoted(directory)));
    print(Texts::tr("Run it:                looptide run %1").arg(quoted(directory)));
}

} // namespace

int newVerb(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Texts::tr("Makes a project from a template, without network."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption noInstall(QStringLiteral("no-install"),
                                       Texts::tr("Leave out the packages (node_modules)."));
    parser.addOption(noInstall);
    parser.addPositionalArgument(QStringLiteral("TEMPLATE"),
                                 Texts::tr("What to make; `looptide templates` lists them."));
    parser.addPositionalArgument(
        QStringLiteral("DIR"), Texts::tr("A new or empty folder; its name becomes the package's."));
    const bool parsed = parser.parse(QStringList(QStringLiteral("looptide new")) + arguments);
    if (parser.isSet(help)) {
        print(parser.helpText());
        return 0;
    }
    const QStringList words = parser.positionalArguments();
    if (!parsed || words.size() != 2) {
        printError(parsed ? Texts::tr("Usage: looptide new TEMPLATE DIR [--no-install]")
                          : parser.errorText());
        return badInput;
    }
    const bool install = !parser.isSet(noInstall);
    const ProjectCreation creation = createAndWait(words.at(0), words.at(1), install);
    switch (creation.outcome) {
    case ProjectCreation::Outcome::Created:
        report(creation, words.at(1), install);
        return 0;
    case ProjectCreation::Outcome::Cancelled:
        printError(Texts::tr("Cancelled; nothing was left behind."));
        return interruptedExit;
    case ProjectCreation::Outcome::Refused:
        printError(creation.error);
        return badInput;
    case ProjectCreation::Outcome::Failed:
        break;
    }
    printError(creation.error);
    return 1;
}

} // namespace looptide::cli
