// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/guard/stderrmarker.h"

#include <uv.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <dlfcn.h>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace looptide::host {

namespace {

std::atomic<const StderrMarkTexts *> s_texts { nullptr };
std::atomic<dev_t> s_terminal { 0 };
// Those of the calling thread that were opened on descriptor 2. libuv opens the terminal anew for
// each, so that their own descriptors are others.
thread_local std::vector<const void *> t_errorHandles;

// The function of this name that would have been called without this file.
template <typename Function>
Function *nextOne(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

std::optional<dev_t> terminalOf(int descriptor)
{
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || !S_ISCHR(status.st_mode))
        return std::nullopt;
    return status.st_rdev;
}

// Null: what is written there is not marked.
const StderrMarkTexts *textsFor(int descriptor)
{
    const StderrMarkTexts *texts = s_texts.load(std::memory_order_acquire);
    if (!texts || (fcntl(descriptor, F_GETFL) & O_NONBLOCK) // also when it is not open
        || terminalOf(descriptor) != s_terminal.load(std::memory_order_relaxed))
        return nullptr;
    return texts;
}

const StderrMarkTexts *textsFor(const uv_stream_t *stream, int *descriptor)
{
    if (!s_texts.load(std::memory_order_relaxed) || stream->type != UV_TTY
        || std::ranges::find(t_errorHandles, stream) == t_errorHandles.end()
        || uv_fileno(reinterpret_cast<const uv_handle_t *>(stream), descriptor) != 0)
        return nullptr;
    return textsFor(*descriptor);
}

size_t sizeOf(const uv_buf_t *buffers, unsigned int count)
{
    size_t size = 0;
    for (unsigned int i = 0; i < count; ++i)
        size += buffers[i].len;
    return size;
}

// Data between two marks, to be written to a terminal.
class MarkedWrite
{
public:
    MarkedWrite(const StderrMarkTexts &texts, const uv_buf_t *buffers, unsigned int count)
        : m_beginSize(texts.begin.size()), m_dataSize(sizeOf(buffers, count))
    {
        m_buffers.reserve(count + 2);
        m_buffers.push_back(bufferOf(texts.begin));
        m_buffers.insert(m_buffers.end(), buffers, buffers + count);
        m_buffers.push_back(bufferOf(texts.end));
        m_left = m_beginSize + m_dataSize + texts.end.size();
    }

    const uv_buf_t *buffers() const { return m_buffers.data(); }
    unsigned int count() const { return static_cast<unsigned int>(m_buffers.size()); }

    // After a first write with this result of libuv: writes what a signal has cut off. Returns the
    // result for the program, which counts the data alone.
    ssize_t complete(int descriptor, ssize_t written)
    {
        if (written <= 0)
            return written;
        const size_t all = m_left;
        skip(static_cast<size_t>(written));
        int error = 0;
        while (m_left > 0 && error == 0)
            error = writeMore(descriptor);
        const size_t done = all - m_left;
        if (error != 0 && done <= m_beginSize)
            return uv_translate_sys_error(error);
        return static_cast<ssize_t>(std::min(done - m_beginSize, m_dataSize));
    }

private:
    static uv_buf_t bufferOf(const std::string &text)
    {
        return uv_buf_init(const_cast<char *>(text.data()),
                           static_cast<unsigned int>(text.size())); // is only read
    }

    // Zero, or why nothing more can be written.
    int writeMore(int descriptor)
    {
        const auto first = std::ranges::find_if(m_buffers, [](const uv_buf_t &b) { return b.len; });
        const ssize_t written = write(descriptor, first->base, first->len);
        if (written >= 0) {
            skip(static_cast<size_t>(written));
            return 0;
        }
        if (errno == EAGAIN) { // another process has made it non-blocking meanwhile
            pollfd writable { descriptor, POLLOUT, 0 };
            poll(&writable, 1, -1);
            return 0;
        }
        return errno == EINTR ? 0 : errno;
    }

    void skip(size_t size)
    {
        m_left -= size;
        for (uv_buf_t &buffer : m_buffers) {
            const size_t part = std::min(size, buffer.len);
            buffer.base += part;
            buffer.len -= part;
            size -= part;
        }
    }

    std::vector<uv_buf_t> m_buffers;
    size_t m_beginSize;
    size_t m_dataSize;
    size_t m_left = 0;
};

void noteHandle(const uv_tty_t *handle, bool isForErrors)
{
    std::erase(t_errorHandles, handle); // an earlier handle at the same address
    if (isForErrors)
        t_errorHandles.push_back(handle);
}

} // namespace

void markStderr(const StderrMarkTexts *texts)
{
    const auto terminal = isatty(STDERR_FILENO) ? terminalOf(STDERR_FILENO) : std::nullopt;
    s_terminal = terminal.value_or(0);
    s_texts = terminal ? texts : nullptr;
}

} // namespace looptide::host

using looptide::host::MarkedWrite;
using looptide::host::nextOne;
using looptide::host::textsFor;

int uv_tty_init(uv_loop_t *loop, uv_tty_t *handle, uv_file descriptor, int readable)
{
    static auto *const next = nextOne<decltype(uv_tty_init)>("uv_tty_init");
    const int result = next(loop, handle, descriptor, readable);
    if (looptide::host::s_texts.load(std::memory_order_relaxed))
        looptide::host::noteHandle(handle, result == 0 && descriptor == STDERR_FILENO);
    return result;
}

// Node's streams; on a terminal, where it blocks, all of a write goes this way.
int uv_try_write(uv_stream_t *stream, const uv_buf_t *buffers, unsigned int count)
{
    static auto *const next = nextOne<decltype(uv_try_write)>("uv_try_write");
    int descriptor = -1;
    const auto *texts = textsFor(stream, &descriptor);
    if (!texts)
        return next(stream, buffers, count);
    MarkedWrite marked(*texts, buffers, count);
    const int written = next(stream, marked.buffers(), marked.count());
    return static_cast<int>(marked.complete(descriptor, written));
}

// fs.writeSync().
int uv_fs_write(uv_loop_t *loop, uv_fs_t *request, uv_file file, const uv_buf_t *buffers,
                unsigned int count, int64_t offset, uv_fs_cb callback)
{
    static auto *const next = nextOne<decltype(uv_fs_write)>("uv_fs_write");
    const bool isCandidate = file == STDERR_FILENO && !callback && offset < 0;
    const auto *texts = isCandidate ? textsFor(file) : nullptr;
    if (!texts)
        return next(loop, request, file, buffers, count, offset, callback);
    MarkedWrite marked(*texts, buffers, count);
    const int written =
        next(loop, request, file, marked.buffers(), marked.count(), offset, nullptr);
    request->result = marked.complete(file, written);
    return static_cast<int>(request->result);
}

namespace node {

// What Node prints itself: uncaught errors, warnings. No header of Node declares it; what matters
// is how the name is mangled.
[[gnu::used]] void FWrite(FILE *file, const std::string &text)
{
    static auto *const next = nextOne<void(FILE *, const std::string &)>(
        "_ZN4node6FWriteEP8_IO_FILERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
    const auto *texts = file == stderr && !text.empty() ? textsFor(STDERR_FILENO) : nullptr;
    if (texts)
        next(file, texts->begin + text + texts->end);
    else
        next(file, text);
}

} // namespace node
