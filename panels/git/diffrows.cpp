// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/diffrows.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 2000;

class Text
{
    Q_DECLARE_TR_FUNCTIONS(Git)
};

// Tabs stay tabs.
QString lineText(const QByteArray &bytes)
{
    QStringList parts;
    const bool isCut = bytes.size() > longestLine;
    const QString text = QString::fromUtf8(isCut ? bytes.first(longestLine) : bytes);
    for (const QString &part : text.split(u'\t'))
        parts.append(visibleText(part));
    return parts.join(u'\t') + (isCut ? u"…"_s : QString());
}

QString fileTitle(const GitDiffFile &file)
{
    const QString oldPath = visibleText(QString::fromUtf8(file.oldPath));
    const QString newPath = visibleText(QString::fromUtf8(file.newPath));
    if (file.oldPath.isEmpty())
        return Text::tr("%1 (new)").arg(newPath);
    if (file.newPath.isEmpty())
        return Text::tr("%1 (deleted)").arg(oldPath);
    return oldPath == newPath ? newPath : u"%1 → %2"_s.arg(oldPath, newPath);
}

QString noteOf(const GitDiffFile &file)
{
    if (file.isBinary)
        return Text::tr("Binary file: its content is not shown.");
    if (!file.hunks.isEmpty())
        return {};
    QStringList notes;
    for (const QByteArray &header : file.headers) {
        if (header.startsWith("old mode ") || header.startsWith("new mode ")
            || header.startsWith("similarity index "))
            notes.append(visibleText(QString::fromUtf8(header)));
    }
    return notes.isEmpty() ? Text::tr("No lines differ.") : notes.join(u", "_s);
}

DiffRow rowOf(const GitDiffLine &line, int file, int hunk)
{
    using Kind = GitDiffLine::Kind;
    return { .kind = line.kind == Kind::Added ? DiffRow::Kind::Added
                 : line.kind == Kind::Removed ? DiffRow::Kind::Removed
                                              : DiffRow::Kind::Context,
             .text = lineText(line.text),
             .oldLine = line.oldLine,
             .newLine = line.newLine,
             .file = file,
             .hunk = hunk };
}

// Calls add(row) for what both versions share, and addHunk for the lines of each hunk.
template <typename Add, typename AddHunk>
void walk(const GitDiff &diff, const Add &add, const AddHunk &addHunk)
{
    for (int f = 0; f < diff.files.size(); ++f) {
        const GitDiffFile &file = diff.files.at(f);
        add({ .kind = DiffRow::Kind::File, .text = fileTitle(file), .file = f });
        if (const QString note = noteOf(file); !note.isEmpty())
            add({ .kind = DiffRow::Kind::Note, .text = note, .file = f });
        for (int h = 0; h < file.hunks.size(); ++h) {
            const GitDiffHunk &hunk = file.hunks.at(h);
            add({ .kind = DiffRow::Kind::Hunk,
                  .text = lineText(hunk.header),
                  .file = f,
                  .hunk = h });
            addHunk(hunk, f, h);
        }
    }
    if (diff.isTruncated)
        add({ .kind = DiffRow::Kind::Note,
              .text = Text::tr("The rest is not shown: these differences are too long.") });
}

} // namespace

QList<DiffRow> unifiedRows(const GitDiff &diff)
{
    QList<DiffRow> rows;
    walk(
        diff, [&](const DiffRow &row) { rows.append(row); },
        [&](const GitDiffHunk &hunk, int file, int index) {
            for (const GitDiffLine &line : hunk.lines)
                rows.append(rowOf(line, file, index));
        });
    return rows;
}

DiffColumns sideBySideRows(const GitDiff &diff)
{
    DiffColumns columns;
    const auto addBoth = [&](const DiffRow &row) {
        columns.left.append(row);
        columns.right.append(row);
    };
    // Lines that were removed stand beside those that were added in their place.
    const auto fill = [&](int file, int hunk) {
        const DiffRow filler { .kind = DiffRow::Kind::Filler, .file = file, .hunk = hunk };
        while (columns.left.size() < columns.right.size())
            columns.left.append(filler);
        while (columns.right.size() < columns.left.size())
            columns.right.append(filler);
    };
    walk(diff, addBoth, [&](const GitDiffHunk &hunk, int file, int index) {
        bool hasAdded = false;
        for (const GitDiffLine &line : hunk.lines) {
            const DiffRow row = rowOf(line, file, index);
            if (row.kind == DiffRow::Kind::Context
                || (row.kind == DiffRow::Kind::Removed && hasAdded))
                fill(file, index);
            hasAdded = row.kind == DiffRow::Kind::Added;
            if (row.kind != DiffRow::Kind::Added)
                columns.left.append(row);
            if (row.kind != DiffRow::Kind::Removed)
                columns.right.append(row);
        }
        fill(file, index);
    });
    return columns;
}

int nextChange(const QList<DiffRow> &rows, int from, int direction)
{
    const auto begins = [&](int row) {
        return rows.at(row).isChange() && (row == 0 || !rows.at(row - 1).isChange());
    };
    for (int row = from + direction; row >= 0 && row < rows.size(); row += direction) {
        if (begins(row))
            return row;
    }
    return -1;
}

} // namespace looptide::models
