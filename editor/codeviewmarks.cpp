// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The marks in the text: matches of a search, and the other places of the selected word.
#include "editor/codeview.h"

#include <algorithm>

namespace looptide::editor {

namespace {

/// Text that is searched for the selected word, even if one line is longer than this.
constexpr int MaxVisibleBytes = 256 * 1024;

} // namespace

void CodeView::setSearchMatches(std::vector<TextRange> matches)
{
    const bool hadMatches = !m_matches.empty();
    m_matches = std::move(matches);
    if (hadMatches && m_matches.empty()) {
        send(SCI_SETINDICATORCURRENT, SearchIndicator);
        send(SCI_INDICATORCLEARRANGE, 0, length());
    }
    markVisibleMatches();
}

void CodeView::markVisibleMatches()
{
    if (m_matches.empty())
        return;
    const auto [first, last] = visibleLines();
    const TextRange visible { lineStart(first), lineEnd(last) };
    send(SCI_SETINDICATORCURRENT, SearchIndicator);
    send(SCI_INDICATORCLEARRANGE, ulong(visible.start), visible.end - visible.start);
    auto match =
        std::lower_bound(m_matches.begin(), m_matches.end(), visible.start,
                         [](const TextRange &range, int start) { return range.end <= start; });
    // The selected one looks selected.
    const TextRange selection = selectionRange();
    constexpr int MaxMarks = 5'000;
    for (int i = 0; i < MaxMarks && match != m_matches.end() && match->start < visible.end;
         ++i, ++match) {
        if (*match != selection)
            markRange(SearchIndicator, *match);
    }
}

void CodeView::markRange(int indicator, TextRange range)
{
    send(SCI_SETINDICATORCURRENT, ulong(indicator));
    send(SCI_INDICATORFILLRANGE, ulong(range.start), range.end - range.start);
}

// The other places of the selected word, on the screen only.
void CodeView::markOccurrences()
{
    const TextRange selection = selectionRange();
    constexpr int MaxWord = 100;
    const int size = selection.end - selection.start;
    const bool isWord = size > 1 && size <= MaxWord && m_matches.empty()
        && send(SCI_GETSELECTIONS) == 1
        && send(SCI_ISRANGEWORD, ulong(selection.start), selection.end) != 0;
    const QByteArray word = isWord ? textBytes(selection) : QByteArray();
    if (word.isEmpty() && m_markedWord.isEmpty())
        return;
    if (word != m_markedWord) {
        send(SCI_SETINDICATORCURRENT, OccurrenceIndicator);
        send(SCI_INDICATORCLEARRANGE, 0, length());
        m_markedWord = word;
    }
    if (word.isEmpty())
        return;
    const auto [first, last] = visibleLines();
    const int start = lineStart(first);
    const QByteArray text = textBytes({ start, qMin(lineEnd(last), start + MaxVisibleBytes) });
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.size())) {
        const TextRange found { start + int(at), start + int(at + word.size()) };
        if (found != selection && send(SCI_ISRANGEWORD, ulong(found.start), found.end))
            markRange(OccurrenceIndicator, found);
    }
}

} // namespace looptide::editor
