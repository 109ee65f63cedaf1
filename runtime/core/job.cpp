// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/job.h"

#include <algorithm>

namespace looptide::core {

Job::Job(const QString &title, QObject *parent) : QObject(parent), m_title(title) { }

void Job::cancel()
{
    if (isRunning())
        Q_EMIT cancelRequested();
}

void Job::setProgress(qint64 done, qint64 total)
{
    m_progress =
        total > 0 ? std::optional(std::clamp(double(done) / double(total), 0., 1.)) : std::nullopt;
    Q_EMIT changed();
}

void Job::setStep(const QString &step)
{
    m_step = step;
    Q_EMIT changed();
}

void Job::addLine(const QString &line)
{
    m_log.append(line);
    if (m_log.size() > longestLog)
        m_log.removeFirst();
    Q_EMIT changed();
}

void Job::finish(State state, const QString &result)
{
    if (!isRunning())
        return;
    m_state = state;
    m_result = result;
    Q_EMIT changed();
    Q_EMIT finished();
}

void JobList::add(Job *job)
{
    if (!job->isRunning() || m_running.contains(job))
        return;
    m_running.append(job);
    connect(job, &Job::changed, this, &JobList::changed);
    connect(job, &Job::finished, this, [this, job] { remove(job); });
    connect(job, &QObject::destroyed, this, [this, job] { remove(job); });
    Q_EMIT changed();
}

void JobList::remove(Job *job)
{
    if (m_running.removeAll(job) != 0)
        Q_EMIT changed();
}

} // namespace looptide::core
