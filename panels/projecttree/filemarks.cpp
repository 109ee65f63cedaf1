// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/filemarks.h"

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

// Without the last part; empty at the root.
QString parentOf(const QString &path)
{
    return path.first(qMax(qsizetype(0), path.lastIndexOf(u'/')));
}

} // namespace

void FileMarks::add(const QString &path, Mark mark, const QString &top)
{
    const QString entry = path.endsWith(u'/') ? path.chopped(1) : path;
    Mark &known = m_marks[entry];
    known = qMax(known, mark);
    if (path.endsWith(u'/'))
        m_wholeFolders[entry] = mark;
    const Mark around = mark == Mark::Conflict ? Mark::Conflict : Mark::ContainsChanges;
    for (QString folder = parentOf(entry); folder.size() > top.size(); folder = parentOf(folder)) {
        Mark &ofFolder = m_marks[folder];
        if (ofFolder >= around)
            break; // and so are those around it
        ofFolder = around;
    }
}

FileMarks::Mark FileMarks::markOf(const QString &path) const
{
    if (const Mark mark = m_marks.value(path); mark != Mark::None || m_wholeFolders.isEmpty())
        return mark;
    for (QString folder = parentOf(path); !folder.isEmpty(); folder = parentOf(folder)) {
        if (const Mark mark = m_wholeFolders.value(folder); mark != Mark::None)
            return mark;
    }
    return Mark::None;
}

QString FileMarks::letterOf(Mark mark)
{
    switch (mark) {
    case Mark::None:
        return {};
    case Mark::ContainsChanges:
        return u"•"_s;
    case Mark::Renamed:
        return u"R"_s;
    case Mark::Added:
        return u"A"_s;
    case Mark::Untracked:
        return u"U"_s;
    case Mark::Modified:
        return u"M"_s;
    case Mark::Deleted:
        return u"D"_s;
    case Mark::Conflict:
        return u"!"_s;
    }
    return {};
}

} // namespace looptide::models
