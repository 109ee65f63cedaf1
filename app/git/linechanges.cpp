// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/linechanges.h"

namespace looptide::app {

namespace {

// The offset at which a line (from 1) begins.
qsizetype offsetOf(const QByteArray &text, int line)
{
    qsizetype at = 0;
    for (int i = 1; i < line; ++i) {
        const qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            return text.size();
        at = end + 1;
    }
    return at;
}

// "12,3" or "12"
std::pair<int, int> readRange(QByteArrayView range)
{
    const qsizetype comma = range.indexOf(',');
    if (comma < 0)
        return { range.toInt(), 1 };
    return { range.first(comma).toInt(), range.sliced(comma + 1).toInt() };
}

// The first line of a run, or the one behind which it would be.
int firstLine(int start, int count)
{
    return count > 0 ? start : start + 1;
}

} // namespace

QList<LineChange> readLineChanges(const QByteArray &diff)
{
    QList<LineChange> changes;
    for (qsizetype at = 0; at >= 0 && at < diff.size();) {
        qsizetype end = diff.indexOf('\n', at);
        if (end < 0)
            end = diff.size();
        const QByteArrayView line = QByteArrayView(diff).sliced(at, end - at);
        at = end + 1;
        if (!line.startsWith("@@ -"))
            continue;
        const qsizetype plus = line.indexOf(" +");
        const qsizetype close = line.indexOf(" @@", 4);
        if (plus < 0 || close < plus)
            continue;
        const auto [baseStart, baseCount] = readRange(line.sliced(4, plus - 4));
        const auto [start, count] = readRange(line.sliced(plus + 2, close - plus - 2));
        changes.append({ baseStart, baseCount, start, count });
    }
    return changes;
}

editor::ChangeMark markOf(const LineChange &change)
{
    using Kind = editor::ChangeMark::Kind;
    if (change.count == 0)
        return { Kind::Removed, change.start + 1, 0 };
    return { change.baseCount == 0 ? Kind::Added : Kind::Changed, change.start, change.count };
}

bool isAt(const LineChange &change, int line)
{
    if (change.count == 0)
        return line == change.start + 1 || line == change.start;
    return line >= change.start && line < change.start + change.count;
}

QByteArray linesOf(const QByteArray &text, int start, int count)
{
    const qsizetype from = offsetOf(text, start);
    return text.sliced(from, offsetOf(text, start + count) - from);
}

QByteArray revertedText(const QByteArray &text, const QByteArray &base, const LineChange &change)
{
    const int first = firstLine(change.start, change.count);
    const qsizetype from = offsetOf(text, first);
    const qsizetype to = offsetOf(text, first + change.count);
    QByteArray old = linesOf(base, firstLine(change.baseStart, change.baseCount), change.baseCount);
    QByteArray before = text.first(from);
    // A last line without an end.
    if (!old.isEmpty() && !before.isEmpty() && !before.endsWith('\n'))
        before += '\n';
    if (!old.isEmpty() && !old.endsWith('\n') && to < text.size())
        old += '\n';
    return before + old + text.sliced(to);
}

} // namespace looptide::app
