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
        MainThread, // of the program; not its workers or child processes
        NotOfNpmScript, // npm starts the program; nothing is recorded
        NotOfProgram, // the program is not Node; nothing is recorded
    };

    Recording recording = Recording::MainThread;
    bool isRunning = false;
    bool hasChildren = false; // child processes of the program are running
    QList<QUrl> printed {}; // addresses of this machine in its output

    bool isRecorded() const { return recording == Recording::MainThread; }
    bool operator==(const RunCoverage &) const = default;
};

// For users: why nothing is recorded, in one or two sentences; empty when it is recorded.
QString notRecordedText(const RunCoverage &coverage);
// A sentence with the address that the output names; empty without one.
QString printedAddressText(const RunCoverage &coverage);

} // namespace looptide::models
