// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/process.h"

#include "runtime/node/host/nodeprocess.h"
#include "runtime/node/stop/stopchecks.h"

#include <node.h>
#include <uv.h>

#include <QFile>
#include <QMessageLogContext>
#include <QtLogging>

#include <array>
#include <atomic>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <pthread.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace looptide::host {

namespace {

struct NodeProcess
{
    std::shared_ptr<node::InitializationResult> result;
    node::EmbedderSnapshotData::Pointer snapshot;
    ProcessKind kind = ProcessKind::Window;
    bool titleIsGiven = false;
    std::atomic<int> liveInstances { 0 };
    bool isLost = false;
};

// Exists as long as the process: libnode refers to parts of it from its own threads.
NodeProcess &nodeProcess()
{
    static NodeProcess &process = *new NodeProcess;
    return process;
}

node::ProcessInitializationFlags::Flags windowFlags()
{
    using namespace node::ProcessInitializationFlags;
    return static_cast<Flags>(kNoStdioInitialization | kNoDefaultSignalHandling
                              | kNoPrintHelpOrVersionOutput);
}

std::string currentTitle()
{
    std::array<char, 512> title {};
    return uv_get_process_title(title.data(), title.size()) == 0 ? title.data() : "";
}

// Node's own choice: --no-node-snapshot in its options, of which the last one counts.
bool snapshotIsWanted(const std::vector<std::string> &options)
{
    bool wanted = true;
    const auto take = [&](QByteArrayView option) {
        if (option == "--no-node-snapshot" || option == "--node-snapshot")
            wanted = option == "--node-snapshot";
    };
    const QList<QByteArray> words = qgetenv("NODE_OPTIONS").split(' ');
    for (const QByteArray &word : words)
        take(word);
    for (const std::string &option : options)
        take(QByteArrayView(option));
    return wanted;
}

// Node calls the thread that initialises it "MainThread", which is the name of the process in ps.
class ThreadNameKeeper
{
    Q_DISABLE_COPY_MOVE(ThreadNameKeeper)
public:
    ThreadNameKeeper() { pthread_getname_np(pthread_self(), m_name.data(), m_name.size()); }
    ~ThreadNameKeeper() { pthread_setname_np(pthread_self(), m_name.data()); }

private:
    std::array<char, 16> m_name {};
};

// The objects of main() are destroyed by now. The rest belongs to libraries, which a stuck thread
// may use.
void leaveAtOnce(int exitCode, void *)
{
    std::fflush(nullptr);
    _exit(exitCode);
}

void logToProcessStandardError(QtMsgType type, const QMessageLogContext &context,
                               const QString &message)
{
    const QByteArray line = qFormatLogMessage(type, context, message).toLocal8Bit() + '\n';
    [[maybe_unused]] const ssize_t written =
        write(processStandardError(), line.constData(), static_cast<size_t>(line.size()));
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

bool initializeProcess(ProcessKind kind, const QStringList &commandLine, const QByteArray &name)
{
    NodeProcess &process = nodeProcess();
    if (!process.result) {
        const bool window = kind == ProcessKind::Window;
        processStandardError();
        process.kind = kind;
        std::vector<std::string> arguments { name.toStdString() };
        for (const QString &word : commandLine)
            arguments.push_back(QFile::encodeName(word).toStdString());
        // As node leaves it; Qt has set it, and ICU takes the language of programs from it.
        if (!window)
            std::setlocale(LC_ALL, "C");
        const std::string title = currentTitle();
        const ThreadNameKeeper threadName;
        process.result = node::InitializeOncePerProcess(
            arguments, window ? windowFlags() : node::ProcessInitializationFlags::kNoFlags);
        process.titleIsGiven = currentTitle() != title || name != "node";
        if (process.result->early_return())
            return false;
        if (window)
            std::signal(SIGPIPE, SIG_IGN); // a client that hangs up must not end the window
        if (snapshotIsWanted(process.result->exec_args()))
            process.snapshot = node::EmbedderSnapshotData::BuiltinSnapshotData();
        node::AllocateEnvironmentThreadId(); // 0, for the main thread of every run
        std::atexit(tearDownProcess);
    }
    if (process.kind == ProcessKind::Window && !process.result->early_return())
        keepStopChecks();
    return !process.result->early_return();
}

void tearDownProcess()
{
    static std::once_flag once;
    // A run that still exists here belongs to a process that must exit at once.
    if (nodeProcess().result && !nodeProcess().result->early_return()
        && nodeProcess().liveInstances == 0)
        std::call_once(once, node::TearDownOncePerProcess);
}

char **keepArguments(int argc, char **argv)
{
    return uv_setup_args(argc, argv);
}

QStringList initializationErrors()
{
    QStringList errors;
    if (const auto &result = nodeProcess().result) {
        for (const std::string &error : result->errors())
            errors += QString::fromStdString(error);
    }
    return errors;
}

ProcessKind processKind()
{
    return nodeProcess().kind;
}

int processStandardError()
{
    static const int descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    return descriptor;
}

void keepLogApart()
{
    processStandardError();
    qInstallMessageHandler(logToProcessStandardError);
}

node::MultiIsolatePlatform *nodePlatform()
{
    return nodeProcess().result->platform();
}

const node::EmbedderSnapshotData *nodeSnapshot()
{
    return nodeProcess().snapshot.get();
}

int reportInitialization()
{
    const QStringList errors = initializationErrors();
    for (const QString &error : errors)
        std::fprintf(stderr, "node: %s\n", qPrintable(error));
    return nodeProcess().result->exit_code();
}

const std::vector<std::string> &nodeArguments()
{
    return nodeProcess().result->exec_args();
}

const std::vector<std::string> &programArguments()
{
    return nodeProcess().result->args();
}

bool titleIsGiven()
{
    return nodeProcess().titleIsGiven;
}

InstanceSlot::InstanceSlot() : m_acquired(nodeProcess().liveInstances.fetch_add(1) == 0) { }

InstanceSlot::~InstanceSlot()
{
    nodeProcess().liveInstances.fetch_sub(1);
}

void InstanceSlot::lose()
{
    if (!std::exchange(nodeProcess().isLost, true))
        on_exit(leaveAtOnce, nullptr); // the last one is called first
}

bool InstanceSlot::isLost()
{
    return nodeProcess().isLost;
}

} // namespace looptide::host
