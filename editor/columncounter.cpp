// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/columncounter.h"

#include "editor/scintilla.h"

#include <algorithm>
#include <cstdlib>

namespace looptide::editor {

namespace {

int utf16Units(QByteArrayView utf8)
{
    const auto isLead = [](char c) { return (uchar(c) & 0xC0) != 0x80; };
    const auto needsTwo = [](char c) { return uchar(c) >= 0xF0; };
    return int(std::ranges::count_if(utf8, isLead) + std::ranges::count_if(utf8, needsTwo));
}

} // namespace

int ColumnCounter::columnOf(int position)
{
    using Sci = QsciScintillaBase;
    const auto line = ulong(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(position)));
    const int lineStart = int(m_view->SendScintilla(Sci::SCI_POSITIONFROMLINE, line));
    if (lineStart != m_lineStart || std::abs(position - m_position) > position - lineStart) {
        m_lineStart = lineStart;
        m_position = lineStart;
        m_column = 0;
    }
    m_column += position < m_position ? -unitsBetween(position, m_position)
                                      : unitsBetween(m_position, position);
    m_position = position;
    return m_column;
}

int ColumnCounter::unitsBetween(int start, int end)
{
    m_countedBytes += end - start;
    return int(
        m_view->SendScintilla(QsciScintillaBase::SCI_COUNTCODEUNITS, ulong(start), long(end)));
}

void ColumnCounter::handleInserted(int position, QByteArrayView text, int linesAdded)
{
    if (position >= m_position)
        return;
    if (linesAdded != 0 || position < m_lineStart) {
        m_lineStart = -1;
        return;
    }
    m_position += int(text.size());
    m_column += utf16Units(text);
}

void ColumnCounter::handleRemoved(int position, QByteArrayView text, int linesAdded)
{
    if (position >= m_position)
        return;
    if (linesAdded != 0 || position < m_lineStart || position + text.size() > m_position) {
        m_lineStart = -1;
        return;
    }
    m_position -= int(text.size());
    m_column -= utf16Units(text);
}

} // namespace looptide::editor
