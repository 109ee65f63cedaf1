// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/stderrmarks.h"

#include "runtime/core/randomtoken.h"

namespace looptide::core {

namespace {

constexpr char escape = 0x1b;

} // namespace

StderrMarks StderrMarks::create()
{
    return StderrMarks(randomToken());
}

QByteArray StderrMarks::mark(char kind) const
{
    return isEmpty() ? QByteArray() : "\x1b]7999;" + m_token + ';' + kind + '\a';
}

StderrMarkReader::StderrMarkReader(const StderrMarks &marks)
    : m_begin(marks.begin()), m_end(marks.end())
{
}

ProgramOutput StderrMarkReader::take(const QByteArray &bytes)
{
    if (m_begin.isEmpty())
        return { bytes, {} };
    const QByteArray all = std::exchange(m_waiting, {}) + bytes;
    ProgramOutput output;
    qsizetype at = 0;
    for (qsizetype mark = nextMark(all, 0); mark >= 0; mark = nextMark(all, at)) {
        pass(&output, QByteArrayView(all).sliced(at, mark - at));
        at = mark + m_begin.size();
        m_inErrors = QByteArrayView(all).first(at).endsWith(m_begin);
    }
    QByteArrayView rest = QByteArrayView(all).sliced(at);
    const qsizetype begun = sizeOfBegunMark(rest);
    m_waiting = rest.last(begun).toByteArray();
    pass(&output, rest.chopped(begun));
    return output;
}

ProgramOutput StderrMarkReader::takeRest()
{
    ProgramOutput output;
    pass(&output, std::exchange(m_waiting, {}));
    return output;
}

// -1: there is none.
qsizetype StderrMarkReader::nextMark(const QByteArray &bytes, qsizetype from) const
{
    for (qsizetype at = bytes.indexOf(escape, from); at >= 0; at = bytes.indexOf(escape, at + 1)) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(at);
        if (rest.startsWith(m_begin) || rest.startsWith(m_end))
            return at;
    }
    return -1;
}

qsizetype StderrMarkReader::sizeOfBegunMark(QByteArrayView bytes) const
{
    const QByteArrayView tail = bytes.last(qMin(bytes.size(), m_begin.size() - 1));
    const qsizetype at = tail.lastIndexOf(escape);
    if (at < 0)
        return 0;
    const QByteArrayView begun = tail.sliced(at);
    return m_begin.startsWith(begun) || m_end.startsWith(begun) ? begun.size() : 0;
}

void StderrMarkReader::pass(ProgramOutput *output, QByteArrayView bytes) const
{
    const qsizetype begin = output->bytes.size();
    output->bytes.append(bytes);
    if (!m_inErrors || bytes.isEmpty())
        return;
    ByteRanges &errors = output->errors;
    if (!errors.isEmpty() && errors.last().begin + errors.last().size == begin)
        errors.last().size += bytes.size();
    else
        errors.append({ begin, bytes.size() });
}

} // namespace looptide::core
