// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programoutput.h"

namespace looptide::core {

// The marks around what a program writes to standard error. Both streams share one terminal, which
// keeps their order exactly, so the marks travel among the bytes. host::markStderr() has them
// written them.
//
// A mark is an OSC string with the token of the run: a program that does not know the token cannot
// forge one. The characters of a mark that a terminal counts as columns are a multiple of 8, so
// that the kernel erases a typed tab as it would without marks.
class StderrMarks
{
public:
    // With a new token, from the system's source of randomness.
    static StderrMarks create();
    // Without a token there are no marks.
    explicit StderrMarks(QByteArray token = {}) : m_token(std::move(token)) { }

    bool isEmpty() const { return m_token.isEmpty(); }
    const QByteArray &token() const { return m_token; } // 32 hexadecimal digits
    QByteArray begin() const { return mark('1'); }
    QByteArray end() const { return mark('0'); }

private:
    QByteArray mark(char kind) const;

    QByteArray m_token;
};

// Takes the marks out of what comes from the terminal of a run, before anybody else reads it. A
// value; one for each run.
class StderrMarkReader
{
public:
    explicit StderrMarkReader(const StderrMarks &marks = StderrMarks());

    // The beginning of a mark at the end of the bytes waits for the next ones.
    ProgramOutput take(const QByteArray &bytes);
    // No more bytes come: what has waited was no mark.
    ProgramOutput takeRest();

private:
    qsizetype nextMark(const QByteArray &bytes, qsizetype from) const;
    qsizetype sizeOfBegunMark(QByteArrayView bytes) const;
    void pass(ProgramOutput *output, QByteArrayView bytes) const;

    QByteArray m_begin; // empty: there are no marks
    QByteArray m_end;
    QByteArray m_waiting;
    bool m_inErrors = false;
};

} // namespace looptide::core
