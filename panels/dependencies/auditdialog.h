// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/auditmodel.h"

#include <QDialog>
#include <QSortFilterProxyModel>

namespace looptide::panels {

// What `npm audit` has found, as a table. Deletes itself when it is closed.
class AuditDialog : public QDialog
{
    Q_OBJECT
public:
    AuditDialog(const QList<project::AuditFinding> &findings, QWidget *parent);

private:
    models::AuditModel m_model;
    QSortFilterProxyModel m_sorted;
};

} // namespace looptide::panels
