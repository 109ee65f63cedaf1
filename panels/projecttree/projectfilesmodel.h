// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/filemarks.h"

#include <QCollator>
#include <QFileSystemModel>
#include <QSortFilterProxyModel>

namespace looptide::panels {

class RawNamesProxy;

// The disk below the project, read and watched by Qt on a thread of its own; ours are the icons,
// the dimmed entries and the checks of a new name.
class ProjectFilesModel : public QFileSystemModel
{
    Q_OBJECT
public:
    enum Role { MarkRole = Qt::UserRole + 100 }; // the letter of an entry's mark

    explicit ProjectFilesModel(QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    // How the files differ from the last commit.
    void setMarks(const models::FileMarks &marks);

    // What is wrong with a new name for an entry in that folder; empty when nothing is.
    static QString problemWithName(const QString &folder, const QString &name);

Q_SIGNALS:
    void pathRenamed(const QString &from, const QString &to);
    void renameFailed(const QString &message);

private:
    QVariant foreground(const QModelIndex &index) const;

    models::FileMarks m_marks;
};

// Leaves out what is never edited by hand (.git) and what is not there, and keeps the rest in
// order: folders first, then by name as people count. QFileSystemModel sorts only when it is asked
// to: what is new would stay at the end.
class VisibleFilesProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    // files must live as long as this proxy.
    explicit VisibleFilesProxy(RawNamesProxy *files, QObject *parent = nullptr);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    RawNamesProxy *m_files;
    QCollator m_collator;
};

} // namespace looptide::panels
