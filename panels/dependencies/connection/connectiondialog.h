// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/connectionreport.h"
#include "runtime/project/packages/npmcommand.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace looptide::panels {

// Shows with which settings npm reaches its registry, tests it, and offers to correct npm's
// settings of the user. Deletes itself when it is closed.
class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(const QString &projectDir, QWidget *parent);

private:
    void setup();
    void test();
    void showReport(const project::NpmCommand::Result &result);
    void showSettings();
    void correct();
    void setBusy(bool busy);

    QString m_project;
    QString m_systemProxy; // its address; empty: none
    project::ConnectionReport m_report;
    project::NpmCommand m_question;
    project::NpmCommand m_correction;
    QLabel *m_verdict;
    QProgressBar *m_progress;
    QTreeWidget *m_settings;
    QPushButton *m_test = nullptr;
    QPushButton *m_correct = nullptr;
};

} // namespace looptide::panels
