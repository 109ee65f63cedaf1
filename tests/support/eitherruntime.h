// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/host/noderuntime.h"
#include "runtime/process/isolatedruntime.h"

#include <memory>

namespace looptide::tests {

// For tests of what is the same in process and isolated.
inline std::unique_ptr<core::Runtime> makeRuntime(bool isIsolated)
{
    if (isIsolated)
        return std::make_unique<process::IsolatedRuntime>();
    return std::make_unique<host::NodeRuntime>();
}

} // namespace looptide::tests
