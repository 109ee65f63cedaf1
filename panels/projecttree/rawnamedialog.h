// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/rawnames.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace looptide::panels {

// Asks for a valid name of an entry whose name is not UTF-8, and renames it. Stays open while the
// name cannot be used, and says why.
class RawNameDialog : public QDialog
{
    Q_OBJECT
public:
    RawNameDialog(const QString &folder, const models::RawName &name, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void renamed(const QString &path);

private:
    void arrange();
    void selectBaseName();
    void showProblem(const QString &problem);

    QString m_folder;
    models::RawName m_old;
    QLineEdit *m_name;
    QLabel *m_problem;
    QPushButton *m_rename = nullptr;
};

} // namespace looptide::panels
