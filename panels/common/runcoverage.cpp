// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/runcoverage.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

namespace looptide::models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::RunCoverage)
};

} // namespace

QString notRecordedText(const RunCoverage &coverage)
{
    switch (coverage.recording) {
    case RunCoverage::Recording::MainThread:
        break;
    case RunCoverage::Recording::NotOfNpmScript:
        return coverage.isRunning
            ? Text::tr("This program was started by an npm script and is not recorded yet.")
            : Text::tr("This program was started by an npm script and was not recorded.");
    case RunCoverage::Recording::NotOfProgram:
        return coverage.isRunning
            ? Text::tr("Only programs that run in Node.js are recorded, and this is another one.")
            : Text::tr("Only programs that run in Node.js are recorded, and this was another one.");
    }
    return {};
}

QString printedAddressText(const RunCoverage &coverage)
{
    if (!coverage.isRunning || coverage.printed.isEmpty())
        return {};
    return Text::tr("Its output names the address %1.")
        .arg(visibleText(coverage.printed.first().toString()));
}

} // namespace looptide::models
