// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace looptide::models {

// Filters the output of a program before a terminal shows it. It removes what a terminal in a panel
// has no use for, and what a program could do harm with:
// - strings for the terminal (OSC, DCS, APC, PM, SOS): titles, clipboard, colours, pictures. A
//   string ends at its terminator. All but DCS also end at a line end, so that a string without a
//   terminator does not remove the lines after it;
// - resizing (CSI t, 132 columns), which takes the terminal seconds, and its VT52 mode;
// - thousands of repetitions of a character (CSI b);
// - the bell.
// Everything else is passed on byte for byte, even if it is not UTF-8. The filter keeps only the
// beginning of an incomplete sequence, at most 64 bytes.
class OutputFilter
{
public:
    // Removes from the front of input as much as a terminal shows in about a millisecond, and
    // returns what to show of it. The result is valid until the next call. spent: the cost of what
    // is shown together with it.
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
