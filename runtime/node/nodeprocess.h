// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtClassHelperMacros>

#include <string>
#include <vector>

namespace node {
class EmbedderSnapshotData;
class MultiIsolatePlatform;
} // namespace node

// The side of process.h that only this folder sees. Valid after initializeProcess().
namespace looptide::host {

node::MultiIsolatePlatform *nodePlatform();
const node::EmbedderSnapshotData *nodeSnapshot();
// Options of Node (process.execArgv).
const std::vector<std::string> &nodeArguments();
// The word `node`, the script and its arguments, of the command line that Node was initialised
// with.
const std::vector<std::string> &programArguments();

// Whether the options of Node named a title for the process.
bool titleIsGiven();

// The right to run a program in this process; one at a time has it.
class InstanceSlot
{
    Q_DISABLE_COPY_MOVE(InstanceSlot)
public:
    InstanceSlot();
    ~InstanceSlot();
    bool isAcquired() const { return m_acquired; }
    // A thread is stuck in a program for good: nothing can run in this process any more, and it
    // ends without taking down what that thread uses.
    static void lose();
    static bool isLost();

private:
    bool m_acquired;
};

} // namespace looptide::host
