// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/filecopy.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fs = std::filesystem;

namespace looptide::project {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

[[noreturn]] void fail(const fs::path &path)
{
    throw fs::filesystem_error("copy", path, std::error_code(errno, std::generic_category()));
}

// For file systems that copy_file_range() does not know.
void copyThroughMemory(int from, int to, const fs::path &path)
{
    char buffer[64 * 1024];
    for (;;) {
        const ssize_t count = ::read(from, buffer, sizeof buffer);
        if (count == 0)
            return;
        if (count < 0 && errno != EINTR)
            fail(path);
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = ::write(to, buffer + done, std::size_t(count - done));
            if (written < 0 && errno != EINTR)
                fail(path);
            done += written < 0 ? 0 : written;
        }
    }
}

void copyContent(int from, int to, off_t size, const fs::path &path)
{
    off_t done = 0;
    while (done < size) {
        const ssize_t count =
            ::copy_file_range(from, nullptr, to, nullptr, std::size_t(size - done), 0);
        if (count > 0) {
            done += count;
            continue;
        }
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == ENOSPC)
            fail(path);
        break; // other errors: not between these file systems
    }
    if (done < size)
        copyThroughMemory(from, to, path); // goes on where the offsets are
}

} // namespace

void copyNewFile(const fs::path &from, const fs::path &to)
{
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!source.isOpen() || ::fstat(source.get(), &status) != 0)
        fail(from);
    const mode_t mode = (status.st_mode & 0777) | S_IWUSR;
    Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (!target.isOpen())
        fail(to);
    try {
        copyContent(source.get(), target.get(), status.st_size, to);
        if (!target.close())
            fail(to);
    } catch (const fs::filesystem_error &) {
        ::unlink(to.c_str());
        throw;
    }
}

} // namespace looptide::project
