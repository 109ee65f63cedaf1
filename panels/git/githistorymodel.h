// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitcommit.h"

#include <QAbstractListModel>
#include <QPointer>

namespace looptide::models {

class GitRepository;

// The commits of HEAD, newest first, of the whole repository or of one file. It reads a page when a
// view asks for more. Thread: GUI.
class GitHistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SubjectRole = Qt::UserRole, // harmless text
        DetailRole, // author, age, short id
        RefsRole,
    };
    static constexpr int pageSize = 200;

    explicit GitHistoryModel(QObject *parent = nullptr);

    void setRepository(GitRepository *repository);
    // Empty: of the whole repository. Reads again.
    void setPath(const QByteArray &path);
    QByteArray path() const { return m_path; }
    // Reads again from the start, unless HEAD is still at the same commit.
    void update();
    void clear();
    bool hasFailed() const { return m_hasFailed; }
    const GitCommit *commitAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageRead();

private:
    QPointer<GitRepository> m_repository;
    QByteArray m_path;
    QByteArray m_head;
    QByteArray m_branches; // what else changes the marks of commits
    QList<GitCommit> m_commits;
    bool m_isReading = false;
    bool m_isComplete = true;
    bool m_hasFailed = false;
    int m_generation = 0;
};

} // namespace looptide::models
