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
using models::TextSource;

// Between two turns, the window handles other events.
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

void TerminalFeed::append(const QByteArray &bytes, const core::ByteRanges &errors)
{
    qsizetype at = 0;
    for (const core::ByteRange &error : errors) {
        add(bytes.sliced(at, error.begin - at), TextSource::Output);
        add(bytes.sliced(error.begin, error.size), TextSource::Errors);
        at = error.begin + error.size;
    }
    add(at == 0 ? bytes : bytes.sliced(at), TextSource::Output); // without errors: no copy
    pendingAdded();
}

void TerminalFeed::appendOwn(const QByteArray &bytes)
{
    add(bytes, TextSource::Window);
    pendingAdded();
}

void TerminalFeed::add(const QByteArray &bytes, TextSource source)
{
    if (bytes.isEmpty())
        return;
    m_pending.append({ bytes, source });
    m_pendingBytes += bytes.size();
}

void TerminalFeed::pendingAdded()
{
    if (isEmpty())
        return;
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
    m_filter = {};
    updateFull();
}

void TerminalFeed::setLimit(qsizetype bytes)
{
    m_limit = bytes;
}

void TerminalFeed::takeTurn()
{
    m_inTurn = true; // a reply of the terminal may lead to more output
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
    int cost = 0;
    while (m_pendingBytes > 0 && cost < models::OutputFilter::costOfSlice)
        takeFront(&cost);
    m_fonts.expect(m_passed, m_terminal->getTerminalFont());
}

void TerminalFeed::takeFront(int *cost)
{
    const Part &front = m_pending.constFirst();
    if (const QByteArray change = m_colors.changeSource(front.source); !change.isEmpty()) {
        m_passed += change;
        *cost += models::OutputFilter::costOfSequence;
    }
    QByteArrayView rest = QByteArrayView(front.bytes).sliced(m_offset);
    const qsizetype before = rest.size();
    m_passed += m_colors.correct(m_filter.take(&rest, *cost));
    *cost = m_filter.cost();
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
    m_pending.first().bytes.remove(0, m_offset);
    m_offset = 0;
    const qsizetype dropped = lineEndAfter(m_pendingBytes - m_limit / 2);
    dropFront(dropped);
    const QString notice = tr("⋯ %1 of output skipped: it came faster than it can be shown ⋯")
                               .arg(QLocale().formattedDataSize(dropped));
    m_pending.prepend(
        { "\x1b[0m\r\n\x1b[2m" + notice.toUtf8() + "\x1b[0m\r\n", TextSource::Window });
    m_pendingBytes += m_pending.constFirst().bytes.size();
    m_filter = {};
}

// Of what waits; the position itself where there is no line end.
qsizetype TerminalFeed::lineEndAfter(qsizetype position) const
{
    qsizetype begin = 0;
    for (const Part &part : m_pending) {
        const qsizetype from = qMax<qsizetype>(position - begin, 0);
        const qsizetype at = from < part.bytes.size() ? part.bytes.indexOf('\n', from) : -1;
        if (at >= 0)
            return begin + at + 1;
        begin += part.bytes.size();
    }
    return position;
}

void TerminalFeed::dropFront(qsizetype size)
{
    m_pendingBytes -= size;
    while (!m_pending.isEmpty() && size >= m_pending.constFirst().bytes.size())
        size -= m_pending.takeFirst().bytes.size();
    if (size > 0)
        m_pending.first().bytes.remove(0, size);
}

} // namespace looptide::panels
