// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitstatus.h"

#include <QAbstractItemModel>

#include <array>

namespace looptide::models {

// The changes of a repository in groups. A file that is staged and was changed again is in two of
// them. Groups without files are not there.
class GitChangesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Group : quint8 { Conflicts, Staged, Changed, Untracked };
    static constexpr int groupCount = 4;
    enum Role {
        IsGroupRole = Qt::UserRole,
        PathRole, // harmless text
        LetterRole, // a character
        CountRole, // of a group
        GroupRole, // Group as int
    };

    // Names a file again after the model was reset.
    struct Key
    {
        Group group = Group::Changed;
        QByteArray path;

        bool operator==(const Key &) const = default;
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setStatus(const GitStatus &status);
    qsizetype fileCount() const; // each file once
    QList<GitChange> changesOf(Group group) const { return m_files[std::size_t(group)]; }
    qsizetype countOf(Group group) const { return m_files[std::size_t(group)].size(); }

    const GitChange *changeAt(const QModelIndex &index) const; // null for a group
    Group groupAt(const QModelIndex &index) const;
    Key keyOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Key &key) const;
    QModelIndex indexOf(Group group) const;

    // What the letter means, in one word.
    static QString meaningOf(char letter);
    static char letterOf(const GitChange &change, Group group);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVariant groupData(Group group, int role) const;
    QVariant fileData(const GitChange &change, Group group, int role) const;

    std::array<QList<GitChange>, groupCount> m_files;
    QList<GitChange> m_all;
    QList<Group> m_groups; // those with files
};

} // namespace looptide::models
