// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/pty.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace looptide::process {

namespace {

using namespace std::chrono_literals;

// One wake-up passes on at most this much, about three milliseconds of a terminal widget's work.
constexpr size_t bitePerWakeUp = 16 * 1024;
constexpr qsizetype mostInput = 1024 * 1024;
// The output of an ended program is in the kernel already. A child of it that keeps the terminal
// open is not waited for when it has not written for this time.
constexpr auto drainSilence = 100ms;

winsize windowSize(int columns, int rows)
{
    winsize size {};
    size.ws_col = static_cast<unsigned short>(qBound(1, columns, 0xffff));
    size.ws_row = static_cast<unsigned short>(qBound(1, rows, 0xffff));
    return size;
}

termios cookedMode(int terminal)
{
    termios mode {};
    tcgetattr(terminal, &mode);
    mode.c_iflag = BRKINT | ICRNL | IXON | IMAXBEL | IUTF8;
    mode.c_oflag = OPOST | ONLCR;
    mode.c_cflag = CS8 | CREAD;
    mode.c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
    mode.c_cc[VINTR] = 0x03;
    mode.c_cc[VQUIT] = 0x1c;
    mode.c_cc[VERASE] = 0x7f;
    mode.c_cc[VKILL] = 0x15;
    mode.c_cc[VEOF] = 0x04;
    mode.c_cc[VSTART] = 0x11;
    mode.c_cc[VSTOP] = 0x13;
    mode.c_cc[VSUSP] = _POSIX_VDISABLE; // there is no shell to return to
    mode.c_cc[VWERASE] = 0x17;
    mode.c_cc[VLNEXT] = 0x16;
    mode.c_cc[VREPRINT] = 0x12;
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    cfsetspeed(&mode, B38400);
    return mode;
}

} // namespace

void FileDescriptor::reset()
{
    if (const int descriptor = release(); descriptor >= 0)
        close(descriptor);
}

std::optional<Pty> openPty(int columns, int rows)
{
    Pty pty { FileDescriptor(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), {}, {} };
    const int master = pty.master.get();
    std::array<char, 128> name {};
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0
        || ptsname_r(master, name.data(), name.size()) != 0)
        return std::nullopt;
    pty.slave = FileDescriptor(open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!pty.slave.isValid())
        return std::nullopt;
    const termios mode = cookedMode(pty.slave.get());
    tcsetattr(pty.slave.get(), TCSANOW, &mode);
    const winsize size = windowSize(columns, rows);
    ioctl(master, TIOCSWINSZ, &size);
    fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK);
    pty.name = name.data();
    return pty;
}

QProcessEnvironment terminalEnvironment(QProcessEnvironment environment)
{
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
    environment.insert(QStringLiteral("COLORTERM"), QStringLiteral("truecolor"));
    // Node trusts these more than the terminal.
    environment.remove(QStringLiteral("COLUMNS"));
    environment.remove(QStringLiteral("LINES"));
    return environment;
}

PtyMaster::PtyMaster(FileDescriptor master, QObject *parent)
    : QObject(parent), m_master(std::move(master)),
      m_readable(std::make_unique<QSocketNotifier>(m_master.get(), QSocketNotifier::Read)),
      m_writable(std::make_unique<QSocketNotifier>(m_master.get(), QSocketNotifier::Write))
{
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &PtyMaster::read);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &PtyMaster::flushInput);
    m_silence.setSingleShot(true);
    m_silence.setInterval(drainSilence);
    connect(&m_silence, &QTimer::timeout, this, &PtyMaster::finish);
}

PtyMaster::~PtyMaster() = default;

void PtyMaster::write(const QByteArray &bytes)
{
    if (m_input.size() > mostInput)
        return;
    m_input += bytes;
    flushInput();
}

void PtyMaster::resize(int columns, int rows)
{
    const winsize size = windowSize(columns, rows);
    ioctl(m_master.get(), TIOCSWINSZ, &size);
}

qint64 PtyMaster::foregroundGroup() const
{
    return qMax(0, tcgetpgrp(m_master.get()));
}

int PtyMaster::signalOf(char byte) const
{
    termios mode {};
    if (tcgetattr(m_master.get(), &mode) != 0 || !(mode.c_lflag & ISIG))
        return 0;
    const auto key = static_cast<cc_t>(byte);
    if (key == mode.c_cc[VINTR])
        return SIGINT;
    return key == mode.c_cc[VQUIT] ? SIGQUIT : 0;
}

void PtyMaster::settleInput() const
{
    std::array<char, 128> name {};
    if (ptsname_r(m_master.get(), name.data(), name.size()) != 0)
        return;
    const FileDescriptor slave(open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    pollfd state { slave.get(), POLLIN, 0 };
    poll(&state, 1, 0); // returns only after the kernel has passed on its data
}

void PtyMaster::drain()
{
    m_draining = true;
    m_held = false;
    updateReading();
    if (m_hungUp)
        QMetaObject::invokeMethod(this, &PtyMaster::finish, Qt::QueuedConnection);
    else
        m_silence.start();
}

void PtyMaster::hold(bool held)
{
    m_held = held && !m_draining;
    updateReading();
}

void PtyMaster::updateReading()
{
    m_readable->setEnabled(!m_held && !m_hungUp);
}

void PtyMaster::discard(int timeoutMs)
{
    pollfd waiting { m_master.get(), POLLIN, 0 };
    if (m_hungUp || poll(&waiting, 1, timeoutMs) <= 0)
        return;
    std::array<char, 4096> bytes {};
    while (::read(m_master.get(), bytes.data(), bytes.size()) > 0) { }
}

void PtyMaster::read()
{
    std::array<char, bitePerWakeUp> bite; // not initialised
    size_t size = 0;
    ssize_t got = 0;
    do {
        got = ::read(m_master.get(), bite.data() + size, bite.size() - size);
        size += static_cast<size_t>(qMax<ssize_t>(got, 0));
    } while (got > 0 && size < bite.size());
    // EIO: every holder of the slave has closed it. It comes only after the last byte was read.
    m_hungUp = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
    updateReading();
    if (size > 0)
        pass(m_marks.take(QByteArray(bite.data(), static_cast<qsizetype>(size))));
    if (m_draining && m_hungUp)
        finish();
    else if (m_draining)
        m_silence.start();
}

void PtyMaster::flushInput()
{
    while (!m_input.isEmpty()) {
        const ssize_t taken =
            ::write(m_master.get(), m_input.constData(), static_cast<size_t>(m_input.size()));
        if (taken < 0) {
            if (errno != EAGAIN && errno != EINTR)
                m_input.clear(); // there is no reader
            break;
        }
        m_input.remove(0, taken);
    }
    m_writable->setEnabled(!m_input.isEmpty());
}

void PtyMaster::finish()
{
    if (!std::exchange(m_draining, false))
        return;
    m_silence.stop();
    m_hungUp = true; // for us
    updateReading();
    pass(m_marks.takeRest());
    Q_EMIT drained();
}

void PtyMaster::pass(const core::ProgramOutput &output)
{
    if (!output.bytes.isEmpty())
        Q_EMIT outputReceived(output.bytes, output.errors);
}

} // namespace looptide::process
