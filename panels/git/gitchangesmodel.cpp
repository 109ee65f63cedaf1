// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitchangesmodel.h"

#include "panels/common/displaytext.h"

#include <QLocale>

#include <algorithm>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

// The internal id of a group; that of a file is the number of its group plus 1.
constexpr quintptr groupId = 0;

QString shownPath(const QByteArray &path)
{
    return visibleText(QString::fromUtf8(path));
}

} // namespace

void GitChangesModel::setStatus(const GitStatus &status)
{
    if (status.changes == m_all)
        return;
    beginResetModel();
    m_all = status.changes;
    m_files = {};
    m_groups.clear();
    const auto add = [this](Group group, const GitChange &change) {
        m_files[std::size_t(group)].append(change);
    };
    for (const GitChange &change : std::as_const(m_all)) {
        if (change.kind == GitChange::Kind::Conflict)
            add(Group::Conflicts, change);
        else if (change.kind == GitChange::Kind::Untracked)
            add(Group::Untracked, change);
        if (change.isStaged())
            add(Group::Staged, change);
        if (change.kind == GitChange::Kind::Tracked && change.folder != '.')
            add(Group::Changed, change);
    }
    for (int group = 0; group < groupCount; ++group) {
        if (!m_files[std::size_t(group)].isEmpty())
            m_groups.append(Group(group));
    }
    endResetModel();
}

qsizetype GitChangesModel::fileCount() const
{
    return m_all.size();
}

const GitChange *GitChangesModel::changeAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return nullptr;
    return &m_files[std::size_t(groupAt(index))].at(index.row());
}

GitChangesModel::Group GitChangesModel::groupAt(const QModelIndex &index) const
{
    return index.internalId() == groupId ? m_groups.at(index.row())
                                         : Group(int(index.internalId()) - 1);
}

GitChangesModel::Key GitChangesModel::keyOf(const QModelIndex &index) const
{
    const GitChange *change = changeAt(index);
    return change ? Key { groupAt(index), change->path } : Key {};
}

QModelIndex GitChangesModel::indexOf(const Key &key) const
{
    const QList<GitChange> &files = m_files[std::size_t(key.group)];
    const auto it = std::ranges::find(files, key.path, &GitChange::path);
    return it == files.end() ? QModelIndex()
                             : createIndex(int(it - files.begin()), 0, quintptr(key.group) + 1);
}

QModelIndex GitChangesModel::indexOf(Group group) const
{
    const qsizetype row = m_groups.indexOf(group);
    return row < 0 ? QModelIndex() : createIndex(int(row), 0, groupId);
}

char GitChangesModel::letterOf(const GitChange &change, Group group)
{
    switch (group) {
    case Group::Conflicts:
        return '!';
    case Group::Staged:
        return change.index;
    case Group::Changed:
        return change.folder;
    default:
        return 'U';
    }
}

QString GitChangesModel::meaningOf(char letter)
{
    switch (letter) {
    case '!':
        return tr("conflict");
    case 'A':
        return tr("added");
    case 'D':
        return tr("deleted");
    case 'R':
        return tr("renamed");
    case 'C':
        return tr("copied");
    case 'T':
        return tr("type changed");
    case 'U':
        return tr("untracked");
    default:
        return tr("modified");
    }
}

QModelIndex GitChangesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? quintptr(m_groups.at(parent.row())) + 1 : groupId);
}

QModelIndex GitChangesModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return {};
    return indexOf(Group(int(index.internalId()) - 1));
}

int GitChangesModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != groupId || parent.column() != 0)
        return 0;
    return int(countOf(m_groups.at(parent.row())));
}

int GitChangesModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant GitChangesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const GitChange *change = changeAt(index))
        return fileData(*change, groupAt(index), role);
    return groupData(groupAt(index), role);
}

QVariant GitChangesModel::groupData(Group group, int role) const
{
    static constexpr std::array titles { QT_TR_NOOP("Conflicts"), QT_TR_NOOP("Staged Changes"),
                                         QT_TR_NOOP("Changes"), QT_TR_NOOP("Untracked Files") };
    switch (role) {
    case Qt::DisplayRole:
        return tr(titles[std::size_t(group)]);
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(tr(titles[std::size_t(group)]), QLocale().toString(countOf(group)));
    case CountRole:
        return countOf(group);
    case IsGroupRole:
        return true;
    case GroupRole:
        return int(group);
    default:
        return {};
    }
}

QVariant GitChangesModel::fileData(const GitChange &change, Group group, int role) const
{
    const char letter = letterOf(change, group);
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return shownPath(change.path);
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(shownPath(change.path), meaningOf(letter));
    case Qt::ToolTipRole: {
        QString tip = u"%1 · %2"_s.arg(shownPath(change.path), meaningOf(letter));
        if (!change.oldPath.isEmpty())
            tip += u" · "_s + tr("before: %1").arg(shownPath(change.oldPath));
        return tip.toHtmlEscaped();
    }
    case LetterRole:
        return QChar::fromLatin1(letter);
    case IsGroupRole:
        return false;
    case GroupRole:
        return int(group);
    default:
        return {};
    }
}

} // namespace looptide::models
