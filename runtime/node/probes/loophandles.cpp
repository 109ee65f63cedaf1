// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/loophandles.h"

namespace looptide::host {

namespace {

UvHandle<uv_prepare_t> startPrepare(uv_loop_t *loop, void *data, uv_prepare_cb callback)
{
    return { [&](uv_prepare_t *handle) {
                uv_prepare_init(loop, handle);
                uv_prepare_start(handle, callback);
            },
             data };
}

UvHandle<uv_check_t> startCheck(uv_loop_t *loop, void *data, uv_check_cb callback)
{
    return { [&](uv_check_t *handle) {
                uv_check_init(loop, handle);
                uv_check_start(handle, callback);
            },
             data };
}

// Moves a handle to the front of its phase.
void startAgain(uv_handle_t *handle, void *)
{
    if (!uv_is_active(handle))
        return;
    if (handle->type == UV_PREPARE) {
        auto *prepare = reinterpret_cast<uv_prepare_t *>(handle);
        const uv_prepare_cb callback = prepare->prepare_cb;
        uv_prepare_stop(prepare);
        uv_prepare_start(prepare, callback);
    } else if (handle->type == UV_CHECK) {
        auto *check = reinterpret_cast<uv_check_t *>(handle);
        const uv_check_cb callback = check->check_cb;
        uv_check_stop(check);
        uv_check_start(check, callback);
    }
}

} // namespace

void LoopHandles::start(uv_loop_t *loop, void *data, const Callbacks &callbacks)
{
    m_lastPrepare = startPrepare(loop, data, callbacks.lastPrepare);
    m_lastCheck = startCheck(loop, data, callbacks.lastCheck);
    uv_walk(loop, startAgain, nullptr); // in the order in which they were made
    m_firstPrepare = startPrepare(loop, data, callbacks.firstPrepare);
    m_firstCheck = startCheck(loop, data, callbacks.firstCheck);
}

void LoopHandles::stop()
{
    m_firstPrepare.close();
    m_lastPrepare.close();
    m_firstCheck.close();
    m_lastCheck.close();
}

} // namespace looptide::host
