// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/jobstrip.h"

#include "panels/common/icons.h"

#include <QBoxLayout>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QToolButton>

namespace looptide::panels {

using core::Job;

JobStrip::JobStrip(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_log(new QToolButton(this)), m_end(new QToolButton(this))
{
    m_text->setObjectName(QStringLiteral("jobText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_log->setObjectName(QStringLiteral("jobLog"));
    m_log->setIcon(icon(QStringLiteral("scroll-text")));
    m_log->setToolTip(tr("Show the log of npm"));
    m_log->setAccessibleName(tr("Log"));
    m_end->setObjectName(QStringLiteral("jobEnd"));
    m_end->setIcon(icon(QStringLiteral("x")));
    for (QToolButton *button : { m_log, m_end })
        button->setAutoRaise(true);

    auto *texts = new QVBoxLayout;
    texts->addWidget(m_text);
    texts->addWidget(m_progress);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(texts, 1);
    layout->addWidget(m_log, 0, Qt::AlignTop);
    layout->addWidget(m_end, 0, Qt::AlignTop);
    connect(m_log, &QToolButton::clicked, this, &JobStrip::showLog);
    connect(m_end, &QToolButton::clicked, this, [this] {
        if (m_job && m_job->isRunning())
            m_job->cancel();
        else
            hide();
    });
    hide();
}

void JobStrip::setJob(Job *job)
{
    if (job == m_job)
        return;
    m_job = job;
    setVisible(job);
    if (!job)
        return;
    connect(job, &Job::changed, this, &JobStrip::update);
    connect(job, &Job::finished, this, &JobStrip::update);
    update();
}

void JobStrip::update()
{
    if (!m_job)
        return;
    QString text = m_job->title();
    switch (m_job->state()) {
    case Job::State::Running:
        if (!m_job->step().isEmpty())
            text += u'\n' + m_job->step();
        break;
    case Job::State::Succeeded:
        text += tr(": done. %1").arg(m_job->result());
        break;
    case Job::State::Cancelled:
        text += tr(": cancelled. %1").arg(m_job->result());
        break;
    case Job::State::Failed:
        text += tr(": failed.\n%1").arg(m_job->result());
        break;
    }
    m_text->setText(text.trimmed());
    const bool running = m_job->isRunning();
    m_progress->setVisible(running);
    m_end->setToolTip(running ? tr("Cancel") : tr("Close"));
    m_end->setAccessibleName(m_end->toolTip());
}

void JobStrip::showLog()
{
    if (!m_job)
        return;
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(m_job->title());
    auto *log = new QPlainTextEdit(m_job->log().join(u'\n'), dialog);
    log->setObjectName(QStringLiteral("log"));
    log->setAccessibleName(tr("Log"));
    log->setReadOnly(true);
    log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(log);
    layout->addWidget(buttons);
    dialog->resize(760, 480);
    dialog->show();
}

} // namespace looptide::panels
