// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/problems/problem.h"

#include <QAbstractTableModel>
#include <QMap>

namespace looptide::models {

// The problems of all files, one row each: by file, then by line. The list of a file is replaced as
// a whole. Bounded; hiddenCount() says how many are left out.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { MessageColumn, FileColumn, LineColumn, SourceColumn };
    enum Role { SeverityRole = Qt::UserRole, PathRole };
    static constexpr int columns = 4;
    static constexpr qsizetype maximum = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    // Hints are left out: they are for the editor.
    void setProblems(const QString &path, const QList<Problem> &problems);
    void clear();
    // What the names of files are relative to; empty: nothing.
    void setFolder(const QString &folder);

    const Problem &problemAt(int row) const;
    QString pathAt(int row) const;
    int count(Problem::Severity severity) const { return m_counts[int(severity)]; }
    qsizetype hiddenCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString severityName(Problem::Severity severity);

Q_SIGNALS:
    void countsChanged();

private:
    struct Row
    {
        QString path;
        Problem problem;
    };

    QString fileText(const QString &path) const;
    QString cellText(const Row &row, int column) const;
    std::pair<int, int> rowsOf(const QString &path) const;
    void updateCounts();

    QList<Row> m_rows; // sorted
    QMap<QString, qsizetype> m_hidden; // by path
    QString m_folder;
    int m_counts[4] = {};
};

} // namespace looptide::models
