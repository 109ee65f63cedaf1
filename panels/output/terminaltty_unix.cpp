// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/terminaltty.h"

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace looptide::panels {

TerminalTty::TerminalTty(int slaveFd, QObject *parent)
    : QObject(parent), m_fd(slaveFd), m_writable(slaveFd, QSocketNotifier::Write)
{
    // What comes was made for a terminal by the program's own tty already.
    termios mode {};
    if (tcgetattr(m_fd, &mode) == 0) {
        cfmakeraw(&mode);
        tcsetattr(m_fd, TCSANOW, &mode);
    }
    fcntl(m_fd, F_SETFL, fcntl(m_fd, F_GETFL) | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_writable, &QSocketNotifier::activated, this, &TerminalTty::flush);
}

void TerminalTty::write(const QByteArray &bytes)
{
    const bool wasEmpty = m_rest.isEmpty();
    m_rest += bytes;
    if (wasEmpty)
        flush();
}

void TerminalTty::flush()
{
    while (!m_rest.isEmpty()) {
        const ssize_t taken = ::write(m_fd, m_rest.constData(), size_t(m_rest.size()));
        if (taken < 0 && errno == EINTR)
            continue;
        if (taken < 0 && errno != EAGAIN)
            m_rest.clear(); // nobody reads it any more
        if (taken < 0)
            break;
        m_rest.remove(0, taken);
    }
    const bool wasWaiting = m_writable.isEnabled();
    m_writable.setEnabled(!m_rest.isEmpty());
    if (wasWaiting && m_rest.isEmpty())
        Q_EMIT emptied();
}

} // namespace looptide::panels
