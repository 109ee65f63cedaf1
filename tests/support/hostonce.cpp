// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// hostonce SCRIPT [leave]: runs SCRIPT in this process as a window does, then a second program, and
// prints one JSON object about both. With `leave` the runtime is destroyed while SCRIPT, which
// blocks, still runs. For programs after which a process is of no more use: each gets its own.

#include "runtime/node/guard/memoryguard.h"
#include "runtime/node/host/noderuntime.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>

using namespace looptide;

namespace {

core::RunRequest requestFor(const QString &script)
{
    core::RunRequest request;
    request.script = script;
    request.workingDirectory = QFileInfo(script).path();
    request.environment = QProcessEnvironment::systemEnvironment();
    request.environment.insert(QStringLiteral("LOOPTIDE_TEST_LENT"), QStringLiteral("1"));
    return request;
}

QJsonObject run(host::NodeRuntime &runtime, const QString &script)
{
    QByteArray output;
    core::RunResult result;
    QEventLoop loop;
    QObject::connect(&runtime, &core::Runtime::outputReceived, &loop,
                     [&](const QByteArray &bytes) { output += bytes; });
    QObject::connect(&runtime, &core::Runtime::runFinished, &loop,
                     [&](const core::RunResult &finished) {
                         result = finished;
                         loop.quit();
                     });
    runtime.start(requestFor(script));
    loop.exec();
    return { { QStringLiteral("reason"), int(result.reason) },
             { QStringLiteral("code"), result.exitCode },
             { QStringLiteral("signal"), result.signal },
             { QStringLiteral("message"), result.message },
             { QStringLiteral("output"), QString::fromUtf8(output) } };
}

void leaveWhileItRuns(const QString &script)
{
    host::NodeRuntime runtime;
    QEventLoop loop;
    QObject::connect(&runtime, &core::Runtime::outputReceived, &loop, &QEventLoop::quit);
    runtime.start(requestFor(script));
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc < 2)
        return 2;
    const QString script = QFile::decodeName(argv[1]);
    if (const qint64 allowance = qgetenv("LOOPTIDE_TEST_MEMORY").toLongLong(); allowance > 0)
        host::MemoryGuard::setAllowance(allowance);
    const QString folder = QDir::currentPath();

    QJsonObject facts;
    if (argc > 2)
        leaveWhileItRuns(script);
    host::NodeRuntime runtime;
    if (argc <= 2)
        facts.insert(QStringLiteral("first"), run(runtime, script));
    facts.insert(QStringLiteral("isBack"),
                 QDir::currentPath() == folder && !qEnvironmentVariableIsSet("LOOPTIDE_TEST_LENT"));
    QFile second(QFileInfo(script).path() + QStringLiteral("/second.js"));
    if (!second.open(QIODevice::WriteOnly))
        return 2;
    second.write("process.stdout.write('alive')");
    second.close();
    facts.insert(QStringLiteral("second"), run(runtime, second.fileName()));
    std::printf("%s\n", QJsonDocument(facts).toJson(QJsonDocument::Compact).constData());
    return 7; // what main() returns is what the process ends with
}
