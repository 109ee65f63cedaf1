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
    case RunCoverage::Recording::Recorded:
        break;
    case RunCoverage::Recording::NoneReported:
        return coverage.isRunning
            ? Text::tr("No Node.js process of this command has reported yet. Only the Node.js of "
                       "Looptide can be recorded, not another one on this computer.")
            : Text::tr("No Node.js process of this command has reported.");
    case RunCoverage::Recording::NotOfCommand:
        return Text::tr("The installation of packages is not recorded.");
    case RunCoverage::Recording::SwitchedOff:
        return Text::tr("Recording is switched off.");
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
