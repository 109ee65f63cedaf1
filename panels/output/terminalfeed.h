// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/output/outputfilter.h"
#include "panels/output/readablecolors.h"
#include "panels/output/scriptfonts.h"
#include "runtime/core/programoutput.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

class QTermWidget;

namespace looptide::panels {

class TerminalTty;

// Passes output through OutputFilter to a terminal, in turns that are short enough for the window
// to handle events in between, whatever the bytes are. (Some escape sequences take the terminal a
// thousand times as long as text.) When many bytes wait, fullChanged asks for the producer to be
// paused. Until the producer pauses, or if it cannot, bytes are kept up to the limit. Beyond that,
// the oldest whole lines are dropped, and a notice reports how much was dropped. (They would have
// scrolled out of the history anyway.)
//
// QTermWidget reads its own tty. The feed does not write to that tty, which would cost two copies
// through the kernel and a wake-up for each 4 KiB. It calls the slot of QTermWidget's session that
// receives what was read from the tty. No documentation mentions this slot. A QTermWidget without
// it gets the bytes through the tty.
//
// Thread: GUI. The terminal must outlive the feed.
class TerminalFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultLimit = 8 * 1024 * 1024;

    enum class Way { Shortest, Tty };

    explicit TerminalFeed(QTermWidget *terminal, QObject *parent = nullptr,
                          Way way = Way::Shortest);

    // Output of the program. Shows at once what fits into the current turn.
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
    bool isBlocked() const; // the tty has no room
    bool isEmpty() const { return m_pendingBytes == 0 && m_passed.isEmpty(); }
    void updateFull();
    void dropOldest();
    qsizetype lineEndAfter(qsizetype position) const;
    void dropFront(qsizetype size);

    QTermWidget *m_terminal;
    TerminalTty *m_tty = nullptr; // only when the session has no slot for bytes
    models::OutputFilter m_filter;
    models::ReadableColors m_colors;
    ScriptFonts m_fonts;
    QTimer m_turn;
    QList<Part> m_pending; // none is empty
    qsizetype m_offset = 0; // in m_pending.first(); bytes before it were shown
    QByteArray m_passed; // after the filter and the colours; waits for fonts
    qsizetype m_pendingBytes = 0;
    qsizetype m_limit = defaultLimit;
    bool m_inTurn = false;
    bool m_full = false;
};

} // namespace looptide::panels
