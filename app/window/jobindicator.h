// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace looptide::core {
class Job;
class JobList;
} // namespace looptide::core

namespace looptide::app {

// The running jobs in the status bar: the first of them with its progress and a button that cancels
// it. Hidden without jobs, and for the first moment of each, so that short ones do not flicker.
class JobIndicator : public QWidget
{
    Q_OBJECT
public:
    explicit JobIndicator(core::JobList *jobs, QWidget *parent = nullptr);

private:
    void update();
    void showJob(const core::Job &job, qsizetype others);

    core::JobList *m_jobs;
    QLabel *m_title;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QTimer m_patience;
};

} // namespace looptide::app
