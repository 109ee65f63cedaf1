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
#include "runtime/process/tracereporter.h"
#include "runtime/process/tracesocket.h"
#include "runtime/trace/tracechannel.h"

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

host::InstanceSetup setupFor(const process::TraceTarget &target)
{
    host::InstanceSetup setup;
    setup.request.workingDirectory = QStringLiteral("."); // where it is, even if that was deleted
    setup.request.environment = QProcessEnvironment::systemEnvironment();
    setup.request.stdio = core::RunStdio::Inherited;
    setup.request.level = target.level;
    setup.request.everyRequest = target.everyRequest;
    setup.handle = std::make_shared<host::InstanceHandle>();
    setup.channel = std::make_shared<trace::TraceChannel>();
    setup.stderrMarks = core::StderrMarks(target.stderrToken);
    setup.execPath = QFile::encodeName(core::nodeProgram()).toStdString();
    setup.started = [] { };
    return setup;
}

int runProgram(process::TraceTarget target, host::SetPauseListener listenToPauses,
               host::MarkStderr markStderr)
{
    // Connects in any case: the other side then knows that its socket has done its work.
    process::FileDescriptor connection = process::connectTrace(target.path);
    if (!connection.isValid())
        target.level = core::RecordLevel::Off; // there is no receiver
    host::InstanceSetup setup = setupFor(target);
    setup.listenToPauses = listenToPauses;
    setup.markStderr = markStderr;
    using Completeness = process::TraceReporter::Completeness;
    std::optional<process::TraceReporter> reporter;
    if (connection.isValid())
        reporter.emplace(setup.channel, std::move(connection),
                         target.everyRequest ? Completeness::Complete : Completeness::BestEffort);
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
                                                  host::SetPauseListener listenToPauses,
                                                  host::MarkStderr markStderr)
{
    const process::TraceTarget target = takeTarget();
    argv = host::keepArguments(argc, argv);
    if (!host::initializeProcess(host::ProcessKind::CommandLine, wordsOf(argc, argv)))
        return host::reportInitialization();
    const host::CrashNote note(target.crashFile());
    const int exitCode = runProgram(target, listenToPauses, markStderr);
    host::tearDownProcess();
    return exitCode;
}
