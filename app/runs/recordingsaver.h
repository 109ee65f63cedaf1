// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/trace/tracefile.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>

class QThread;

namespace looptide::app {

// Saves one recording as a trace file, on its own thread. The file is complete or unchanged: it is
// written beside its place, under another name, and then renamed. A device or a pipe is written
// directly.
//
// Owns its job and its thread. Thread: GUI. Destroying it cancels, and waits for the write of the
// current batch.
class RecordingSaver : public QObject
{
    Q_OBJECT
public:
    struct Recording
    {
        trace::TraceInfo info;
        QList<trace::TraceBatch> batches;
    };

    RecordingSaver(const QString &path, Recording recording, QObject *parent = nullptr);
    ~RecordingSaver() override;

    // Once. The job ends with finished(); after a failure its result is an error for users.
    void start();
    core::Job *job() { return &m_job; }
    QString path() const { return m_path; }

private:
    // What the thread leaves behind.
    struct Outcome
    {
        core::Job::State state;
        QString error;
    };

    Outcome write(const Recording &recording);
    Outcome replace(const QString &written) const;
    bool append(trace::TraceWriter *writer, const QList<trace::TraceBatch> &batches);

    core::Job m_job;
    QString m_path;
    Recording m_recording;
    std::atomic_bool m_isCancelled = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace looptide::app
