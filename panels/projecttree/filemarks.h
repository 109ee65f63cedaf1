// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace looptide::models {

// How files of the project tree differ from the last commit. A plain value.
class FileMarks
{
public:
    enum class Mark : quint8 {
        None,
        ContainsChanges, // a folder
        Renamed,
        Added,
        Untracked,
        Modified,
        Deleted,
        Conflict
    };

    // Marks a file, and the folders around it below top. A path with a slash at its end is a folder
    // of which everything has the mark.
    void add(const QString &path, Mark mark, const QString &top);
    // Of a file or a folder, by its absolute path.
    Mark markOf(const QString &path) const;
    // Empty for None; a folder that contains changes has a dot.
    static QString letterOf(Mark mark);

    bool operator==(const FileMarks &) const = default;

private:
    QHash<QString, Mark> m_marks;
    QHash<QString, Mark> m_wholeFolders;
};

} // namespace looptide::models
