// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/jobindicator.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "runtime/core/job.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <chrono>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 250ms;
constexpr int steps = 1000;
constexpr int widestTitle = 260;

} // namespace

JobIndicator::JobIndicator(core::JobList *jobs, QWidget *parent)
    : QWidget(parent), m_jobs(jobs), m_title(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_cancel(new QToolButton(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(90, 6);
    m_cancel->setIcon(panels::icon(QStringLiteral("x")));
    m_cancel->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->addWidget(m_title);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { setVisible(!m_jobs->running().isEmpty()); });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_jobs->running().isEmpty())
            m_jobs->running().first()->cancel();
    });
    connect(m_jobs, &core::JobList::changed, this, &JobIndicator::update);
}

void JobIndicator::update()
{
    const QList<core::Job *> &running = m_jobs->running();
    if (running.isEmpty()) {
        m_patience.stop();
        hide();
        return;
    }
    if (isHidden() && !m_patience.isActive())
        m_patience.start();
    showJob(*running.first(), running.size() - 1);
}

void JobIndicator::showJob(const core::Job &job, qsizetype others)
{
    const QString name = models::visibleText(job.title());
    const QString title =
        others == 0 ? name : tr("%1, and %2 more").arg(name, QString::number(others));
    m_title->setText(fontMetrics().elidedText(title, Qt::ElideMiddle, widestTitle));
    m_title->setAccessibleName(title);
    m_title->setToolTip(
        QStringLiteral("<p>%1</p>")
            .arg((title + u'\n' + models::visibleText(job.step())).trimmed().toHtmlEscaped()));
    // Without a known progress the bar moves.
    m_progress->setRange(0, job.progress() ? steps : 0);
    m_progress->setValue(int(job.progress().value_or(0) * steps));
    m_progress->setAccessibleName(tr("Progress of %1").arg(name));
    m_cancel->setToolTip(tr("Cancel: %1").arg(name));
    m_cancel->setAccessibleName(m_cancel->toolTip());
}

} // namespace looptide::app
