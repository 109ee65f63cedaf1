// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The module that looptide-node loads for an isolated run: the program runs on the first thread of
// its own process, with the probes of a run in the window, and a thread beside it reports to the
// window.
#include "runtime/core/installation.h"
#include "runtime/node/host/instancehandle.h"
#include "runtime/node/host/nodeinstance.h"
#include "runtime/node/host/process.h"
#include "runtime/node/isolated/crashnote.h"
#include "runtime/node/isolated/isolatedmodule.h"
#include "runtime/process/tracereporter.h"
#include "runtime/process/tracesocket.h"
#include "runtime/trace/agentlist.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace looptide;

namespace {

// Neither the program nor its children may see the variable. Its value, which has the token of the
// marks, must not be in /proc/PID/environ either.
process::TraceTarget takeTarget()
{
    const QString text = qEnvironmentVariable(process::TraceTarget::variable);
    if (char *value = std::getenv(process::TraceTarget::variable))
        std::fill_n(value, std::strlen(value), '-');
    qunsetenv(process::TraceTarget::variable);
    return process::TraceTarget::fromString(text).value_or(process::TraceTarget {});
}

// The script and its arguments, without the options of Node; all words when there is no script.
QString titleOf(const QStringList &words)
{
    static const QStringList takeValue {
        QStringLiteral("-r"),       QStringLiteral("--require"), QStringLiteral("--import"),
        QStringLiteral("--loader"), QStringLiteral("-C"),        QStringLiteral("--conditions")
    };
    static const QStringList code { QStringLiteral("-e"), QStringLiteral("--eval"),
                                    QStringLiteral("-p"), QStringLiteral("--print") };
    qsizetype script = 0;
    while (script < words.size() && words[script].startsWith(u'-') && !code.contains(words[script]))
        script += takeValue.contains(words[script]) ? 2 : 1;
    return (script < words.size() ? words.sliced(script) : words).join(u' ');
}

trace::AgentInfo agentOf(const QStringList &words, bool isChild)
{
    trace::AgentInfo info;
    info.kind = isChild ? trace::AgentInfo::Kind::Process : trace::AgentInfo::Kind::Main;
    info.pid = QCoreApplication::applicationPid();
    info.startedMs = QDateTime::currentMSecsSinceEpoch();
    info.title = titleOf(words);
    // Node's cluster module numbers its workers in this way.
    info.number = qEnvironmentVariable("NODE_UNIQUE_ID").toUInt();
    if (info.number != 0 && isChild)
        info.kind = trace::AgentInfo::Kind::ClusterWorker;
    return info;
}

host::InstanceSetup setupFor(const process::TraceTarget &target,
                             const host::ExecutableFunctions &functions)
{
    host::InstanceSetup setup;
    setup.request.workingDirectory = QStringLiteral("."); // where it is, even if that was deleted
    setup.request.environment = QProcessEnvironment::systemEnvironment();
    setup.request.stdio = core::RunStdio::Inherited;
    setup.handle = std::make_shared<host::InstanceHandle>();
    setup.stderrMarks = core::StderrMarks(target.stderrToken);
    setup.execPath = QFile::encodeName(core::nodeProgram()).toStdString();
    setup.started = [] { };
    setup.listenToPauses = functions.listenToPauses;
    setup.markStderr = functions.markStderr;
    setup.setChildTrace = functions.setChildTrace;
    setup.quietInspector = functions.quietInspector;
    return setup;
}

int runProgram(const process::TraceTarget &target, const QStringList &words,
               const host::ExecutableFunctions &functions)
{
    host::InstanceSetup setup = setupFor(target, functions);
    setup.agents = std::make_shared<trace::AgentList>();
    setup.agents->setMain(agentOf(words, target.isChild));
    const auto reporter = process::TraceReporter::create(setup.agents, target);
    if (reporter) { // otherwise there is no receiver
        setup.agents->prepare(target.level, target.everyRequest);
        setup.request.debugs = target.debugs;
        setup.childTrace = QFile::encodeName(target.forChildren().toString());
    }
    // Without a gate to wait at there is always a result.
    return host::runInstance(std::move(setup))->exitCode;
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QFile::decodeName(argv[i]);
    return words;
}

} // namespace

extern "C" Q_DECL_EXPORT int looptideIsolatedMain(int argc, char **argv,
                                                  const host::ExecutableFunctions &functions)
{
    const process::TraceTarget target = takeTarget();
    argv = host::keepArguments(argc, argv);
    const QStringList words = wordsOf(argc, argv);
    // A child process has the name that its parent gave it.
    const QByteArray name = target.isChild ? argv[0] : "node";
    if (!host::initializeProcess(host::ProcessKind::CommandLine, words, name))
        return host::reportInitialization();
    const host::CrashNote note(target.crashFile());
    const int exitCode = runProgram(target, words, functions);
    host::tearDownProcess();
    return exitCode;
}
