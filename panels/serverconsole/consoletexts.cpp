// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/consoletexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

namespace looptide::models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::ConsoleTexts)
};

using Action = EmptyConsole::Action;

EmptyConsole notRecorded(const RunCoverage &coverage)
{
    return { coverage.isRunning ? Text::tr("Not recorded yet") : Text::tr("Not recorded"),
             notRecordedText(coverage) + u' '
                 + Text::tr("The requests that it answers do not appear here."),
             Action::None };
}

EmptyConsole noServerSeen()
{
    return { Text::tr("No HTTP server seen yet"),
             Text::tr("Once the program, one of its workers or a process that it starts opens an "
                      "HTTP server, each request that it answers appears here."),
             Action::None };
}

} // namespace

EmptyConsole emptyConsole(const RunCoverage &coverage, const QString &listening)
{
    if (!listening.isEmpty())
        return { Text::tr("Waiting for requests"),
                 Text::tr("The server listens on %1. Each request it answers appears here.")
                     .arg(visibleText(listening)),
                 Action::OpenAddress };
    if (!coverage.isRunning && coverage.isRecorded())
        return { Text::tr("No requests yet"),
                 Text::tr("Press Run; each request your server answers appears here."),
                 Action::Run };
    EmptyConsole empty = coverage.isRecorded() ? noServerSeen() : notRecorded(coverage);
    if (const QString printed = printedAddressText(coverage); !printed.isEmpty()) {
        empty.explanation += u' ' + printed;
        empty.action = Action::OpenAddress;
    }
    return empty;
}

QString noAddressText(const RunCoverage &coverage)
{
    if (!coverage.isRunning)
        return Text::tr("not running");
    return coverage.isRecorded() ? Text::tr("no HTTP server seen yet") : Text::tr("not recorded");
}

} // namespace looptide::models
