// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/host/noderuntime.h"
#include "tests/support/programrequest.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace looptide::tests {

constexpr int timeoutMs = 15'000;

// With a sanitizer Qt does not use vfork() and hears of the end of its processes by SIGCHLD, which
// is libuv's once a program in this process has started a child, and nobody's after that.
#ifdef __SANITIZE_ADDRESS__
constexpr bool hearsOfEnds = false;
#else
constexpr bool hearsOfEnds = true;
#endif

// Runs programs in a terminal as the window does, and remembers all that comes back.
class Bench : public QObject
{
public:
    Bench()
    {
        static const QTemporaryDir cache; // not the person's
        qputenv("XDG_CACHE_HOME", QFile::encodeName(cache.path()));
        connect(&runtime, &core::Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
    }

    core::RunRequest request(const QByteArray &source,
                             const QString &name = QStringLiteral("app.js"))
    {
        return requestFor(folder, source, name);
    }
    void start(const core::RunRequest &request)
    {
        output.clear();
        finished.clear();
        runtime.start(request);
    }
    void start(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        start(request(source, name));
    }
    // A warm instance for such a run is ready.
    bool prepare(const core::RunRequest &request)
    {
        runtime.prepare(request);
        return QTest::qWaitFor([&] { return runtime.isPrepared(); }, timeoutMs);
    }
    bool waitForEnd() { return !finished.isEmpty() || finished.wait(timeoutMs); }
    // `./dev bench stop` measures how long it takes.
    bool stop()
    {
        runtime.stop();
        return waitForEnd();
    }
    core::RunResult result() const { return finished.value(0).value(0).value<core::RunResult>(); }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    QString text() const
    {
        return QString::fromUtf8(output).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    }

    QTemporaryDir folder;
    host::NodeRuntime runtime;
    QSignalSpy finished { &runtime, &core::Runtime::runFinished };
    QByteArray output;
};

} // namespace looptide::tests
