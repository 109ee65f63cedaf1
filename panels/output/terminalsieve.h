// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace looptide::models {

// Stands between a program and the terminal that shows its output, and keeps back what a terminal
// in a panel has no use for and a program could do harm with:
// - strings for the terminal (OSC, DCS, APC, PM, SOS): titles, clipboard, colours, pictures. They
// are
//   taken to end at their terminator; all but DCS also at a line end, so that one without a
//   terminator does not swallow what follows;
// - resizing (CSI t, 132 columns), which costs the terminal seconds, and its VT52 mode;
// - repetitions of a character by the thousand (CSI b);
// - the bell.
// Everything else is passed on byte for byte, also what is no UTF-8. Nothing is kept but the
// beginning of a sequence, at most 64 bytes.
class TerminalSieve
{
public:
    // Takes the front of input off, as much as is shown in about a millisecond, and returns what is
    // to be shown of it. Valid until the next call.
    // spent: the cost of what is shown together with it.
    const QByteArray &take(QByteArrayView *input, int spent = 0);
    // Of the last call, with what was spent before. A byte of text costs 1.
    int cost() const { return m_cost; }
    static constexpr int costOfSequence = 200;
    static constexpr int costOfSlice = 2048;

private:
    enum class State { Text, HighControl, Escape, Sequence, LongSequence, String, StringEscape };

    bool takeText(QByteArrayView *input);
    // Each takes one byte; false: the byte belongs to the state that is set now.
    bool takeInText(char byte);
    bool takeAfterHighControl(char byte);
    bool takeAfterEscape(char byte);
    bool takeInSequence(char byte);
    bool takeInString(char byte);
    bool takeAfterStringEscape(char byte);
    bool takeByte(char byte);
    void passSequence(char last);

    QByteArray m_passed;
    QByteArray m_sequence; // as far as it has come
    State m_state = State::Text;
    bool m_stringEndsWithLine = false;
    int m_cost = 0;
};

} // namespace looptide::models
