// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputfilter.h"

#include <QList>

namespace looptide::models {

namespace {

constexpr char bell = '\a';
constexpr char cancel = 0x18;
constexpr char substitute = 0x1a;
constexpr char escape = 0x1b;
// U+009B is a CSI in one character; in UTF-8 it is these two.
constexpr char highControlLead = '\xc2';
constexpr char highSequenceIntroducer = '\x9b';

constexpr qsizetype longestSequence = 64;
constexpr qsizetype digitsOfRepetitions = 3;

// What a terminal spends on a byte of text is 1, about a tenth of a microsecond. The dearest
// sequences take a thousand times as long.
constexpr int costOfLine = 5;

bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20;
}

bool endsSequence(char byte)
{
    return byte >= '@' && byte <= '~';
}

// Of a sequence without its last byte.
QList<QByteArray> parametersOf(const QByteArray &sequence)
{
    return sequence.sliced(2).replace('?', "").split(';');
}

bool isModeToKeepBack(const QByteArray &mode)
{
    const int number = mode.toInt();
    return number == 2 || number == 3 || number == 40; // VT52, 132 columns, allow 132 columns
}

bool mayPass(const QByteArray &sequence, char last)
{
    switch (last) {
    case 't':
        return false;
    case 'b':
        return parametersOf(sequence).constFirst().size() <= digitsOfRepetitions;
    case 'h':
    case 'l': {
        const QList<QByteArray> modes = parametersOf(sequence);
        return !sequence.startsWith("\x1b[?")
            || std::none_of(modes.begin(), modes.end(), isModeToKeepBack);
    }
    default:
        return true;
    }
}

} // namespace

const QByteArray &OutputFilter::take(QByteArrayView *input, int spent)
{
    m_passed.resize(0);
    m_cost = spent;
    while (!input->isEmpty() && m_cost < costOfSlice) {
        if (m_state == State::Text && takeText(input))
            continue;
        while (!takeByte(input->front())) { }
        *input = input->sliced(1);
        ++m_cost;
    }
    return m_passed;
}

// Nearly all bytes of nearly all programs go this way.
bool OutputFilter::takeText(QByteArrayView *input)
{
    qsizetype size = 0;
    for (; size < input->size() && m_cost < costOfSlice; ++size) {
        const char byte = input->at(size);
        if (byte == escape || byte == bell || byte == highControlLead)
            break;
        m_cost += byte == '\n' ? costOfLine : 1;
    }
    m_passed.append(input->first(size));
    *input = input->sliced(size);
    return size > 0;
}

bool OutputFilter::takeByte(char byte)
{
    switch (m_state) {
    case State::Text:
        return takeInText(byte);
    case State::HighControl:
        return takeAfterHighControl(byte);
    case State::Escape:
        return takeAfterEscape(byte);
    case State::Sequence:
    case State::LongSequence:
        return takeInSequence(byte);
    case State::String:
        return takeInString(byte);
    case State::StringEscape:
        return takeAfterStringEscape(byte);
    }
    Q_UNREACHABLE_RETURN(true);
}

bool OutputFilter::takeInText(char byte)
{
    if (byte == escape)
        m_state = State::Escape;
    else if (byte == highControlLead)
        m_state = State::HighControl;
    else if (byte != bell)
        m_passed.append(byte);
    return true;
}

bool OutputFilter::takeAfterHighControl(char byte)
{
    if (byte == highSequenceIntroducer) {
        m_sequence = QByteArrayLiteral("\x1b[");
        m_state = State::Sequence;
        return true;
    }
    m_passed.append(highControlLead);
    m_state = State::Text;
    return false;
}

bool OutputFilter::takeAfterEscape(char byte)
{
    if (byte == escape)
        return true;
    if (byte == '[') {
        m_sequence = QByteArrayLiteral("\x1b[");
        m_state = State::Sequence;
        return true;
    }
    if (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_') {
        m_stringEndsWithLine = byte != 'P';
        m_state = State::String;
        return true;
    }
    m_state = State::Text;
    if (isControl(byte))
        return byte == cancel || byte == substitute;
    if (byte != '\\') { // the end of a string that has ended
        m_passed.append(escape).append(byte);
        m_cost += costOfSequence;
    }
    return true;
}

bool OutputFilter::takeInSequence(char byte)
{
    if (endsSequence(byte)) {
        passSequence(byte);
    } else if (byte == escape) {
        m_state = State::Escape;
    } else if (byte == cancel || byte == substitute) {
        m_state = State::Text;
    } else if (isControl(byte)) { // is obeyed where it stands
        const State state = std::exchange(m_state, State::Text);
        takeInText(byte);
        m_state = state;
    } else if (static_cast<unsigned char>(byte) >= 0x80) {
        m_state = State::Text;
        return false;
    } else if (m_sequence.size() < longestSequence) {
        m_sequence.append(byte);
    } else {
        m_state = State::LongSequence;
    }
    return true;
}

void OutputFilter::passSequence(char last)
{
    if (m_state == State::Sequence && mayPass(m_sequence, last))
        m_passed.append(m_sequence).append(last);
    m_state = State::Text;
    m_cost += costOfSequence;
}

bool OutputFilter::takeInString(char byte)
{
    if (byte == escape) {
        m_state = State::StringEscape;
    } else if (byte == bell || byte == cancel || byte == substitute) {
        m_state = State::Text;
    } else if (byte == '\n' && m_stringEndsWithLine) {
        m_state = State::Text;
        return false;
    }
    return true;
}

bool OutputFilter::takeAfterStringEscape(char byte)
{
    m_state = byte == '\\' ? State::Text : State::Escape;
    return byte == '\\';
}

} // namespace looptide::models
