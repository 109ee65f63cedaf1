// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/output/readablecolors.h"
#include "panels/output/scriptfonts.h"
#include "panels/output/terminalsieve.h"
#include "runtime/core/programoutput.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

class QTermWidget;

namespace looptide::panels {

class TerminalTty;

// Hands bytes through the sieve to a terminal, in turns that are short enough for the window to
// answer in between, whatever the bytes are: some escape sequences take the terminal a thousand
// times as long as text. Who prints is asked to wait while much is waiting here (fullChanged). From
// those who cannot wait it takes up to the limit; beyond that the oldest whole lines go, and a
// notice says how much went. (They would have scrolled out of the history anyway.)
//
// QTermWidget reads a tty of its own. The bytes take the slot of its session instead that what was
// read arrives at: the tty would cost two copies through the kernel and a wake-up for each 4 KiB. A
// QTermWidget without that slot, which no documentation names, gets them by the tty.
//
// Thread: GUI. The terminal must outlive it.
class TerminalFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultLimit = 8 * 1024 * 1024;

    enum class Way { Shortest, Tty };

    explicit TerminalFeed(QTermWidget *terminal, QObject *parent = nullptr,
                          Way way = Way::Shortest);

    // Output of the program. What fits into a turn is shown at once.
    void append(const QByteArray &bytes, const core::ByteRanges &errors = {});
    // Text of the window. It has no colours of the program, and ends them.
    void appendOwn(const QByteArray &bytes);
    void discard();
    void setLimit(qsizetype bytes);
    qsizetype pendingBytes() const { return m_pendingBytes + m_passed.size(); }

Q_SIGNALS:
    void fullChanged(bool full);
    void bytesTaken(const char *bytes, int size); // to the terminal

private:
    struct Part
    {
        QByteArray bytes;
        models::TextSource source;
    };

    void add(const QByteArray &bytes, models::TextSource source);
    void pendingAdded();
    bool connectSession();
    void useTty();
    void takeTurn();
    void feedSlices();
    void takeSlice();
    void takeFront(int *cost);
    bool isBlocked() const; // until the tty has room
    bool isEmpty() const { return m_pendingBytes == 0 && m_passed.isEmpty(); }
    void updateFull();
    void dropOldest();
    qsizetype lineEndAfter(qsizetype position) const;
    void dropFront(qsizetype size);

    QTermWidget *m_terminal;
    TerminalTty *m_tty = nullptr; // only where the session does not take bytes
    models::TerminalSieve m_sieve;
    models::ReadableColors m_colors;
    ScriptFonts m_fonts;
    QTimer m_turn;
    QList<Part> m_pending; // none is empty
    qsizetype m_offset = 0; // of what was shown of m_pending.first()
    QByteArray m_passed; // through sieve and colours; waits for fonts
    qsizetype m_pendingBytes = 0;
    qsizetype m_limit = defaultLimit;
    bool m_inTurn = false;
    bool m_full = false;
};

} // namespace looptide::panels
