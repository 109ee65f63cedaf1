// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace looptide::panels {

// A job while it runs, with a button that cancels it, and afterwards what came of it, with its log.
// Hidden without a job, and when the user has closed it.
class JobStrip : public QWidget
{
    Q_OBJECT
public:
    explicit JobStrip(QWidget *parent = nullptr);

    void setJob(core::Job *job); // null: none

private:
    void update();
    void showLog();

    QPointer<core::Job> m_job;
    QLabel *m_text = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_log = nullptr;
    QToolButton *m_end = nullptr; // cancels the job, or closes the strip
};

} // namespace looptide::panels
