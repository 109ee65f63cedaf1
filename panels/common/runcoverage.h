// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace looptide::models {

// What Looptide can observe of a run. A panel that has nothing to show explains that, and makes no
// statement about what is not observed.
struct RunCoverage
{
    enum class Recording {
        Recorded, // each thread and process that runs the bundled Node
        NoneReported, // the command is not Node, and no Node process of it has reported
        NotOfCommand, // a command that is never recorded: an installation
        SwitchedOff, // by the user
    };

    Recording recording = Recording::Recorded;
    bool isRunning = false;
    QList<QUrl> printed {}; // addresses of this machine in its output

    bool isRecorded() const { return recording == Recording::Recorded; }
    bool operator==(const RunCoverage &) const = default;
};

// For users: why nothing is recorded, in one or two sentences; empty when it is recorded.
QString notRecordedText(const RunCoverage &coverage);
// A sentence with the address that the output names; empty without one.
QString printedAddressText(const RunCoverage &coverage);

} // namespace looptide::models
