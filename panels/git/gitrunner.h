// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QProcessEnvironment>
#include <QStringList>

#include <functional>
#include <list>
#include <memory>

class QProcess;

namespace looptide::models {

struct GitResult
{
    enum class End : quint8 { Exited, NotStarted, Cancelled };

    End end = End::Exited;
    int exitCode = 0;
    QByteArray output {};
    QByteArray errors {};
    bool isTruncated = false; // Git was ended, because it printed more than the request allowed

    bool isGood() const { return end == End::Exited && (exitCode == 0 || isTruncated); }
};

struct GitRequest
{
    QStringList arguments {}; // without the options that GitRunner adds
    QByteArray input {};
    bool isWriting = false; // changes the repository
    qsizetype maximumOutput = 64 * 1024 * 1024;
    QString folder {}; // empty: the folder of the runner
};

// Runs the user's Git, and nothing else. Writing requests run one after another, and no reading
// request starts before those that were asked for earlier; a few reading requests run side by side.
//
// Git never waits for input: it gets no terminal, and asks for nothing. Reading requests take no
// optional locks, so that they do not disturb other programs. Thread: GUI. The destructor ends what
// runs.
class GitRunner : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(const GitResult &)>;

    explicit GitRunner(QObject *parent = nullptr);
    ~GitRunner() override;

    void setProgram(const QString &program) { m_program = program; }
    void setEnvironment(const QProcessEnvironment &environment);
    void setFolder(const QString &folder) { m_folder = folder; }
    QString folder() const { return m_folder; }
    // More options for Git itself, such as "-c", "core.hooksPath=/dev/null".
    void setOptions(const QStringList &options) { m_options = options; }

    // The callback is called once, unless the context is gone by then.
    void run(const GitRequest &request, QObject *context, Callback callback);
    // Ends what runs, and drops what waits.
    void cancelAll();
    // Ends the request that writes.
    void cancelWriting();
    bool isWriting() const; // one runs or waits
    bool isIdle() const { return m_waiting.empty() && m_running.empty(); }

Q_SIGNALS:
    void activityChanged();

private:
    struct Task;

    void startNext();
    void start(const std::shared_ptr<Task> &task);
    void read(const std::shared_ptr<Task> &task);
    void finish(const std::shared_ptr<Task> &task, GitResult::End end, int exitCode);

    QString m_program = QStringLiteral("git");
    QString m_folder;
    QProcessEnvironment m_environment;
    QStringList m_options;
    std::list<std::shared_ptr<Task>> m_waiting;
    std::list<std::shared_ptr<Task>> m_running;
};

} // namespace looptide::models
