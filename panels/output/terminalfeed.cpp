// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/terminalfeed.h"

#include "panels/output/terminaltty.h"
#include "panels/output/termwidget.h"

#include <QElapsedTimer>
#include <QLocale>

#include <chrono>
#include <utility>

namespace looptide::panels {

namespace {

using namespace std::chrono_literals;

// Between two turns the window has its say.
constexpr auto turnLength = 8ms;
constexpr qsizetype fullBytes = 256 * 1024;
constexpr qsizetype roomAgainBytes = 64 * 1024;

QObject *sessionOf(const QTermWidget *terminal)
{
    for (QObject *child : terminal->children()) {
        if (child->inherits("Konsole::Session"))
            return child;
    }
    return nullptr;
}

} // namespace

TerminalFeed::TerminalFeed(QTermWidget *terminal, QObject *parent, Way way)
    : QObject(parent), m_terminal(terminal)
{
    if (way == Way::Tty || !connectSession())
        useTty();
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &TerminalFeed::takeTurn);
    m_turn.start(0); // a terminal that was just made has yet to learn its size
}

bool TerminalFeed::isBlocked() const
{
    return m_tty && m_tty->isFull();
}

bool TerminalFeed::connectSession()
{
    const QObject *session = sessionOf(m_terminal);
    return session && session->metaObject()->indexOfSlot("onReceiveBlock(const char*,int)") >= 0
        && connect(this, SIGNAL(bytesTaken(const char *, int)), session,
                   SLOT(onReceiveBlock(const char *, int)));
}

void TerminalFeed::useTty()
{
    m_tty = new TerminalTty(m_terminal->getPtySlaveFd(), this);
    connect(this, &TerminalFeed::bytesTaken, m_tty,
            [this](const char *bytes, int size) { m_tty->write(QByteArray(bytes, size)); });
    connect(m_tty, &TerminalTty::emptied, this, &TerminalFeed::takeTurn);
}

void TerminalFeed::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_pending.append(bytes);
    m_pendingBytes += bytes.size();
    if (!m_turn.isActive() && !m_inTurn)
        takeTurn();
    if (m_pendingBytes > m_limit)
        dropOldest();
    updateFull();
}

void TerminalFeed::discard()
{
    m_pending.clear();
    m_passed.clear();
    m_pendingBytes = 0;
    m_offset = 0;
    m_sieve = {};
    updateFull();
}

void TerminalFeed::setLimit(qsizetype bytes)
{
    m_limit = bytes;
}

void TerminalFeed::takeTurn()
{
    m_inTurn = true; // what the terminal answers may make somebody print
    if (m_fonts.isReady())
        feedSlices();
    else
        m_fonts.loadNext(); // a turn of its own: it may take longer than one
    m_inTurn = false;
    if (!isEmpty() && !isBlocked())
        m_turn.start(0);
    updateFull();
}

void TerminalFeed::feedSlices()
{
    QElapsedTimer clock;
    clock.start();
    while (!isEmpty() && !isBlocked() && clock.durationElapsed() < turnLength) {
        if (m_passed.isEmpty())
            takeSlice();
        if (!m_fonts.isReady())
            return;
        const QByteArray passed = std::exchange(m_passed, {});
        if (!passed.isEmpty())
            Q_EMIT bytesTaken(passed.constData(), int(passed.size()));
    }
}

void TerminalFeed::takeSlice()
{
    QByteArrayView rest = QByteArrayView(m_pending.constFirst()).sliced(m_offset);
    const qsizetype before = rest.size();
    m_passed = m_colors.correct(m_sieve.take(&rest));
    m_fonts.expect(m_passed, m_terminal->getTerminalFont());
    const qsizetype taken = before - rest.size();
    m_offset += taken;
    m_pendingBytes -= taken;
    if (rest.isEmpty()) {
        m_pending.removeFirst();
        m_offset = 0;
    }
}

void TerminalFeed::updateFull()
{
    const bool full = m_pendingBytes > (m_full ? roomAgainBytes : fullBytes);
    if (full != std::exchange(m_full, full))
        Q_EMIT fullChanged(full);
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
    m_pending = { "\x1b[0m\r\n\x1b[2m" + notice.toUtf8() + "\x1b[0m\r\n", all.sliced(dropped) };
    m_pendingBytes = m_pending.first().size() + m_pending.last().size();
    m_offset = 0;
    m_sieve = {};
}

} // namespace looptide::panels
