// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The second pass of the highlighter: fold levels from the depth changes of each line.
#include "editor/highlighter.h"
#include "editor/scintilla.h"

#include <KSyntaxHighlighting/FoldingRegion>

namespace looptide::editor {

using Sci = QsciScintillaBase;

void Highlighter::applyFolding(int, int, KSyntaxHighlighting::FoldingRegion region)
{
    if (region.type() == KSyntaxHighlighting::FoldingRegion::Begin)
        ++m_depth;
    else if (region.type() == KSyntaxHighlighting::FoldingRegion::End)
        --m_depth;
    m_lowDepth = qMin(m_lowDepth, m_depth);
}

void Highlighter::touchFolding(int firstLine, int lastLine)
{
    if (m_foldsByIndentation) {
        // Blank lines and the header above lean on the next line with text.
        do {
            --firstLine;
        } while (firstLine > 0 && m_lines[size_t(firstLine)].foldLow == blankLine);
    }
    if (m_foldFrom >= int(m_lines.size()))
        m_foldTo = lastLine;
    m_foldFrom = qMin(m_foldFrom, qMax(0, firstLine));
    m_foldTo = qMax(m_foldTo, lastLine);
}

void Highlighter::updateFolding(int maxLines)
{
    const int count = int(m_lines.size());
    // Behind the first dirty line the depths are not known yet.
    const int known = m_dirtyCount == 0 ? count : m_firstDirty;
    while (m_foldFrom < known && maxLines-- > 0) {
        const int line = m_foldFrom++;
        const int before = m_lines[size_t(line)].depthAfter;
        const int level =
            m_foldsByIndentation ? foldLevelByIndentation(line) : foldLevelByRegions(line);
        const bool changed = level != m_view->SendScintilla(Sci::SCI_GETFOLDLEVEL, ulong(line));
        if (changed)
            m_view->SendScintilla(Sci::SCI_SETFOLDLEVEL, ulong(line), long(level));
        if (!changed && line >= m_foldTo && before == m_lines[size_t(line)].depthAfter)
            m_foldFrom = count;
    }
}

// A line takes the lowest depth that it touches: "} else {" ends one fold and begins the next, and
// a closing brace stays visible when its block is folded.
int Highlighter::foldLevelByRegions(int line)
{
    Line &entry = m_lines[size_t(line)];
    const int before = line > 0 ? m_lines[size_t(line) - 1].depthAfter : 0;
    const int low = qMax(0, before + entry.foldLow);
    entry.depthAfter = qMax(low, before + entry.foldNet);
    const int header = entry.depthAfter > low ? int(Sci::SC_FOLDLEVELHEADERFLAG) : 0;
    return (Sci::SC_FOLDLEVELBASE + qMin(low, maxFoldDepth)) | header;
}

int Highlighter::foldLevelByIndentation(int line)
{
    Line &entry = m_lines[size_t(line)];
    const int next = nextNonBlank(line + 1);
    const int nextIndentation = next < 0 ? 0 : m_lines[size_t(next)].foldLow;
    const bool isBlank = entry.foldLow == blankLine;
    const int own = isBlank ? nextIndentation : entry.foldLow;
    entry.depthAfter = own;
    const int flag = isBlank    ? int(Sci::SC_FOLDLEVELWHITEFLAG)
        : nextIndentation > own ? int(Sci::SC_FOLDLEVELHEADERFLAG)
                                : 0;
    return (Sci::SC_FOLDLEVELBASE + own) | flag;
}

int Highlighter::nextNonBlank(int line) const
{
    // A longer gap than this ends a fold.
    constexpr int MaxGap = 64;
    const int end = qMin(int(m_lines.size()), line + MaxGap);
    while (line < end && m_lines[size_t(line)].foldLow == blankLine)
        ++line;
    return line < end ? line : -1;
}

} // namespace looptide::editor
