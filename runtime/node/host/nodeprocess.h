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

// The part of process.h that only this folder uses. Valid after initializeProcess().
namespace looptide::host {

node::MultiIsolatePlatform *nodePlatform();
const node::EmbedderSnapshotData *nodeSnapshot();
// Options of Node (process.execArgv).
const std::vector<std::string> &nodeArguments();
// `node`, the script and its arguments, from the command line that Node was initialised with.
const std::vector<std::string> &programArguments();

// Whether Node's options contain a title for the process.
bool titleIsGiven();

// The right to run a program in this process. Only one InstanceSlot has it at a time.
class InstanceSlot
{
    Q_DISABLE_COPY_MOVE(InstanceSlot)
public:
    InstanceSlot();
    ~InstanceSlot();
    bool isAcquired() const { return m_acquired; }
    // Call it when a thread is stuck in a program for ever. No program can run in this process any
    // more, and the process ends without freeing what that thread uses.
    static void lose();
    static bool isLost();

private:
    bool m_acquired;
};

} // namespace looptide::host
