// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace looptide::models {

// What Looptide can see of a run. A panel that has nothing to show says why, and claims nothing
// about what is not seen.
struct RunCoverage
{
    enum class Recording {
        MainThread, // of the program; not its workers, nor the processes that it starts
        NotOfNpmScript, // npm starts the program: nothing is recorded
        NotOfProgram, // another program than Node: nothing is recorded
    };

    Recording recording = Recording::MainThread;
    bool isRunning = false;
    bool hasChildren = false; // processes that it started run now
    QList<QUrl> printed {}; // addresses of this machine in its output

    bool isRecorded() const { return recording == Recording::MainThread; }
    bool operator==(const RunCoverage &) const = default;
};

// For people: why nothing is recorded, in a sentence or two; empty when it is.
QString notRecordedText(const RunCoverage &coverage);
// The address that the output names, as a sentence; empty without one.
QString printedAddressText(const RunCoverage &coverage);

} // namespace looptide::models
