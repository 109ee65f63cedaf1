// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmreports.h"

#include <QAbstractTableModel>

namespace looptide::models {

// Packages with known vulnerabilities, the most severe first.
class AuditModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        SeverityColumn,
        PackageColumn,
        VulnerabilityColumn,
        PathColumn,
        FixColumn,
        columns
    };
    enum Role { SortRole = Qt::UserRole, SevereRole }; // SevereRole: high or critical

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(const QList<project::AuditFinding> &findings);
    const project::AuditFinding &at(int row) const { return m_findings.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<project::AuditFinding> m_findings;
};

} // namespace looptide::models
