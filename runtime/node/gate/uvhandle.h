// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <uv.h>

#include <memory>

namespace looptide::host {

// Owns a libuv handle of Looptide's own in the loop of a program: it does not keep the loop alive,
// and uv_walk() passes it by, so that the diagnostic report of a program (process.report) shows the
// program's handles only. libuv uses the memory of a handle until its close callback, which frees
// it.
//
// Thread: loop. The loop must run its close callbacks before it ends.
template <typename Handle>
class UvHandle
{
public:
    UvHandle() = default;

    // init: uv_..._init() with its loop bound.
    template <typename Init>
    UvHandle(Init init, void *data) : m_handle(new Handle {})
    {
        constexpr unsigned internalHandle = 0x10; // UV_HANDLE_INTERNAL of libuv
        init(m_handle.get());
        m_handle->data = data;
        m_handle->flags |= internalHandle;
        uv_unref(base());
    }

    explicit operator bool() const { return m_handle != nullptr; }
    Handle *get() const { return m_handle.get(); }
    uv_handle_t *base() const { return reinterpret_cast<uv_handle_t *>(m_handle.get()); }
    void close() { m_handle.reset(); }

private:
    struct Close
    {
        void operator()(Handle *handle) const
        {
            uv_close(reinterpret_cast<uv_handle_t *>(handle),
                     [](uv_handle_t *closed) { delete reinterpret_cast<Handle *>(closed); });
        }
    };

    std::unique_ptr<Handle, Close> m_handle;
};

} // namespace looptide::host
