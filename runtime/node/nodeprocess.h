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
const std::vector<std::string> &nodeArguments();

// The right to run a program in this process; one at a time has it.
class InstanceSlot
{
    Q_DISABLE_COPY_MOVE(InstanceSlot)
public:
    InstanceSlot();
    ~InstanceSlot();
    bool isAcquired() const { return m_acquired; }

private:
    bool m_acquired;
};

} // namespace looptide::host
