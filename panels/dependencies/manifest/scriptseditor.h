// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/jsonedit.h"

#include <QWidget>

class QTableWidget;
class QToolButton;

namespace looptide::panels {

// The scripts of a package.json as a table.
class ScriptsEditor : public QWidget
{
    Q_OBJECT
public:
    explicit ScriptsEditor(const project::JsonEdit &json, QWidget *parent = nullptr);

    // Why the scripts cannot be saved, for users; empty when they can.
    QString problem() const;
    // Returns false when the file has something else than texts there.
    bool applyTo(project::JsonEdit &json) const;

private:
    void addRow(const QString &name, const QString &command);
    QString cell(int row, int column) const;

    QTableWidget *m_table;
    QToolButton *m_remove = nullptr;
};

} // namespace looptide::panels
