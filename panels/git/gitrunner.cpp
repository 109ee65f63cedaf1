// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitrunner.h"

#include <QDir>
#include <QProcess>

#include <algorithm>
#include <array>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maximumReaders = 3;
constexpr int longestEndMs = 3000;
constexpr qsizetype longestErrors = 256 * 1024;

// What would point Git to another repository than the one of the folder.
constexpr std::array repositoryVariables {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_TRACE",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_LITERAL_PATHSPECS",
};

} // namespace

struct GitRunner::Task
{
    GitRequest request;
    QPointer<QObject> context;
    Callback callback;
    GitResult result;
    std::unique_ptr<QProcess> process;
    bool isEnded = false;
};

GitRunner::GitRunner(QObject *parent) : QObject(parent)
{
    setEnvironment(QProcessEnvironment::systemEnvironment());
}

GitRunner::~GitRunner()
{
    blockSignals(true);
    m_waiting.clear();
    for (const std::shared_ptr<Task> &task : m_running) {
        task->isEnded = true;
        task->process->disconnect();
        task->request.isWriting ? task->process->terminate() : task->process->kill();
        if (!task->process->waitForFinished(longestEndMs))
            task->process->kill();
    }
}

void GitRunner::setEnvironment(const QProcessEnvironment &environment)
{
    m_environment = environment;
    for (const char *name : repositoryVariables)
        m_environment.remove(QLatin1StringView(name));
    m_environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    m_environment.insert(u"GIT_PAGER"_s, u"cat"_s);
    m_environment.insert(u"GIT_EDITOR"_s, u":"_s);
    m_environment.insert(u"GIT_MERGE_AUTOEDIT"_s, u"no"_s);
    // Messages are recognised by their words.
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_environment.insert(u"LANGUAGE"_s, u"C"_s);
}

void GitRunner::run(const GitRequest &request, QObject *context, Callback callback)
{
    auto task = std::make_shared<Task>();
    task->request = request;
    task->context = context;
    task->callback = std::move(callback);
    m_waiting.push_back(task);
    startNext();
    Q_EMIT activityChanged();
}

bool GitRunner::isWriting() const
{
    const auto writes = [](const std::shared_ptr<Task> &task) { return task->request.isWriting; };
    return std::ranges::any_of(m_running, writes) || std::ranges::any_of(m_waiting, writes);
}

void GitRunner::startNext()
{
    while (!m_waiting.empty()) {
        const std::shared_ptr<Task> task = m_waiting.front();
        const bool writerRuns = std::ranges::any_of(
            m_running, [](const std::shared_ptr<Task> &other) { return other->request.isWriting; });
        const std::size_t most = task->request.isWriting ? 1 : maximumReaders;
        if (writerRuns || m_running.size() >= most)
            return;
        m_waiting.pop_front();
        m_running.push_back(task);
        start(task);
    }
}

void GitRunner::start(const std::shared_ptr<Task> &task)
{
    task->process = std::make_unique<QProcess>();
    QProcess *process = task->process.get();
    QProcessEnvironment environment = m_environment;
    if (!task->request.isWriting)
        environment.insert(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(task->request.folder.isEmpty() ? m_folder : task->request.folder);
    // Without a terminal, ssh cannot ask for a password where nobody sees it.
    process->setUnixProcessParameters(QProcess::UnixProcessFlag::CreateNewSession);
    connect(process, &QProcess::readyReadStandardOutput, this, [this, task] { read(task); });
    connect(process, &QProcess::readyReadStandardError, this, [this, task] { read(task); });
    connect(process, &QProcess::finished, this,
            [this, task](int code, QProcess::ExitStatus status) {
                read(task);
                finish(task, GitResult::End::Exited, status == QProcess::CrashExit ? 255 : code);
            });
    connect(process, &QProcess::errorOccurred, this, [this, task](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        task->result.errors = task->process->errorString().toUtf8();
        finish(task, GitResult::End::NotStarted, 255);
    });
    process->start(m_program, m_options + task->request.arguments);
    if (!task->request.input.isEmpty())
        process->write(task->request.input);
    process->closeWriteChannel();
}

void GitRunner::read(const std::shared_ptr<Task> &task)
{
    GitResult &result = task->result;
    result.output += task->process->readAllStandardOutput();
    const QByteArray errors = task->process->readAllStandardError();
    if (result.errors.size() < longestErrors)
        result.errors += errors;
    if (result.output.size() > task->request.maximumOutput && !result.isTruncated) {
        result.isTruncated = true;
        result.output.truncate(task->request.maximumOutput);
        task->process->kill();
    } else if (result.isTruncated) {
        result.output.truncate(task->request.maximumOutput);
    }
}

void GitRunner::finish(const std::shared_ptr<Task> &task, GitResult::End end, int exitCode)
{
    if (std::exchange(task->isEnded, true))
        return;
    m_running.remove(task);
    task->result.exitCode = exitCode;
    if (task->result.end != GitResult::End::Cancelled)
        task->result.end = end;
    task->process->disconnect(this);
    task->process.release()->deleteLater(); // one of its signals may be on the stack
    startNext();
    if (task->context)
        task->callback(task->result);
    Q_EMIT activityChanged();
}

void GitRunner::cancelAll()
{
    std::list<std::shared_ptr<Task>> dropped;
    dropped.swap(m_waiting);
    for (const std::shared_ptr<Task> &task : std::list(m_running)) {
        task->result.end = GitResult::End::Cancelled;
        task->request.isWriting ? task->process->terminate() : task->process->kill();
    }
    for (const std::shared_ptr<Task> &task : dropped) {
        task->result.end = GitResult::End::Cancelled;
        if (task->context)
            task->callback(task->result);
    }
    Q_EMIT activityChanged();
}

// Git removes its lock files when it is asked to end, and leaves them when it is killed.
void GitRunner::cancelWriting()
{
    for (const std::shared_ptr<Task> &task : std::list(m_running)) {
        if (task->request.isWriting) {
            task->result.end = GitResult::End::Cancelled;
            task->process->terminate();
        }
    }
}

} // namespace looptide::models
