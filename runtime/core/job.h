// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace looptide::core {

// Long work that the user waits for, as the window shows it. The worker that does the work owns the
// job, reports to it and listens to cancelRequested(). Thread: GUI; a worker with a thread reports
// by queued signals.
class Job : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Running, Succeeded, Failed, Cancelled };
    static constexpr qsizetype longestLog = 1000; // lines; the oldest go

    // title: for users, "Creating shop".
    explicit Job(const QString &title, QObject *parent = nullptr);

    QString title() const { return m_title; }
    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    std::optional<double> progress() const { return m_progress; } // 0..1; nothing: not known
    QString step() const { return m_step; } // what it does now, for users
    QString result() const { return m_result; } // for users: what came of it, or the error
    const QStringList &log() const { return m_log; }

    // Asks for the end; the worker decides when it comes. Does nothing after the end.
    void cancel();

    // For the worker. total 0: not known.
    void setProgress(qint64 done, qint64 total);
    void setStep(const QString &step);
    void addLine(const QString &line);
    // Once; state is not Running.
    void finish(State state, const QString &result = {});

Q_SIGNALS:
    void changed();
    void cancelRequested();
    void finished();

private:
    QString m_title;
    State m_state = State::Running;
    std::optional<double> m_progress;
    QString m_step;
    QString m_result;
    QStringList m_log;
};

// The jobs that run, in the order of their start. Does not own them. Thread: GUI.
class JobList : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Until it finishes or is destroyed.
    void add(Job *job);
    const QList<Job *> &running() const { return m_running; }

Q_SIGNALS:
    void changed(); // the list, or one of its jobs

private:
    void remove(Job *job);

    QList<Job *> m_running;
};

} // namespace looptide::core
