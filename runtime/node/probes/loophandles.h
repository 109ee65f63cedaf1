// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/gate/uvhandle.h"

namespace looptide::host {

// Two pairs of prepare and check handles around all others of a loop. libuv calls the handle of a
// phase that was started last first. So the outer pair is started first, then the others are
// started again in their order, then the inner pair.
//
// Owned by PhaseProbe. Thread: loop, but not in the prepare or check phase.
class LoopHandles
{
public:
    struct Callbacks
    {
        uv_prepare_cb firstPrepare;
        uv_prepare_cb lastPrepare;
        uv_check_cb firstCheck;
        uv_check_cb lastCheck;
    };

    // data: of each handle.
    void start(uv_loop_t *loop, void *data, const Callbacks &callbacks);
    void stop();

private:
    UvHandle<uv_prepare_t> m_firstPrepare;
    UvHandle<uv_prepare_t> m_lastPrepare;
    UvHandle<uv_check_t> m_firstCheck;
    UvHandle<uv_check_t> m_lastCheck;
};

} // namespace looptide::host
