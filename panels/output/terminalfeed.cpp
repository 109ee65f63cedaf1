// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/terminalfeed.h"

#include <QLocale>
#include <QSocketNotifier>

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace looptide::panels {

namespace {

// One turn of the event loop writes at most this much: what the kernel's tty buffer holds.
constexpr qsizetype sliceBytes = 64 * 1024;

void makeRawAndNonBlocking(int fd)
{
    termios modes;
    if (tcgetattr(fd, &modes) == 0) {
        cfmakeraw(&modes);
        tcsetattr(fd, TCSANOW, &modes);
    }
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

} // namespace

TerminalFeed::TerminalFeed(int ttyFd, QObject *parent)
    : QObject(parent), m_fd(ttyFd),
      m_writable(new QSocketNotifier(ttyFd, QSocketNotifier::Write, this))
{
    makeRawAndNonBlocking(ttyFd);
    m_writable->setEnabled(false);
    connect(m_writable, &QSocketNotifier::activated, this, &TerminalFeed::writeSome);
}

void TerminalFeed::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_pending.append(bytes);
    m_pendingBytes += bytes.size();
    if (m_pendingBytes > m_limit)
        dropOldest();
    m_writable->setEnabled(true);
}

void TerminalFeed::discard()
{
    m_pending.clear();
    m_pendingBytes = 0;
    m_offset = 0;
    m_writable->setEnabled(false);
}

void TerminalFeed::setLimit(qsizetype bytes)
{
    m_limit = bytes;
}

void TerminalFeed::writeSome()
{
    qsizetype room = sliceBytes;
    while (!m_pending.isEmpty() && room > 0) {
        const QByteArray &chunk = m_pending.constFirst();
        const qsizetype size = qMin(room, chunk.size() - m_offset);
        const ssize_t written = ::write(m_fd, chunk.constData() + m_offset, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // full: the notifier calls again
        room -= written;
        m_offset += written;
        m_pendingBytes -= written;
        if (m_offset == chunk.size()) {
            m_pending.removeFirst();
            m_offset = 0;
        }
    }
    if (m_pending.isEmpty()) {
        m_writable->setEnabled(false);
        Q_EMIT drained();
    }
}

// Half of the limit stays, so that this happens once in a while and not at every chunk. The cut is
// after a line end: never inside a character, and hardly ever inside an escape sequence.
void TerminalFeed::dropOldest()
{
    QByteArray all;
    all.reserve(m_pendingBytes);
    for (const QByteArray &chunk : std::as_const(m_pending))
        all.append(chunk);
    all.remove(0, m_offset);
    const qsizetype lineEnd = all.indexOf('\n', all.size() - m_limit / 2);
    const qsizetype dropped = lineEnd < 0 ? all.size() - m_limit / 2 : lineEnd + 1;
    const QString notice = tr("⋯ %1 of output skipped: it came faster than it can be shown ⋯")
                               .arg(QLocale().formattedDataSize(dropped));
    discard();
    m_pending = { "\x1b[0m\r\n\x1b[2m" + notice.toUtf8() + "\x1b[0m\r\n", all.sliced(dropped) };
    m_pendingBytes = m_pending.first().size() + m_pending.last().size();
}

} // namespace looptide::panels
