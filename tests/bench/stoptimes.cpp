// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// stoptimes ROUNDS: runs programs that do not want to end, in this process and isolated, and stops
// each as soon as it blocks. Prints one JSON object a line for each case and way: the times in
// milliseconds from the call that a press of Stop makes until the run has ended, in order, and by
// how much the main event loop was late meanwhile, at worst.

#include "runtime/core/installation.h"
#include "runtime/node/host/noderuntime.h"
#include "runtime/process/isolatedruntime.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace looptide;

namespace {

constexpr int patienceMs = 20'000;
constexpr int beatMs = 1;

struct Case
{
    const char *name;
    const char *source; // says "go" when it blocks, or is about to
    bool hasDebugger = false; // then it is stopped when a debugger has told that it is paused
};

constexpr Case cases[] {
    { "endless loop", "console.log('go'); for (;;) {}" },
    { "endless microtasks", "console.log('go'); (function f() { Promise.resolve().then(f) })()" },
    { "endless nextTick", "console.log('go'); (function f() { process.nextTick(f) })()" },
    { "loop in a worker",
      "const { Worker } = require('worker_threads');"
      "new Worker('for(;;);', { eval: true }).on('online', () => console.log('go'))" },
    { "loop that V8 optimized",
      "const { Worker } = require('worker_threads');"
      "new Worker('setTimeout(() => require(\"fs\").writeSync(1, \"go\"), 200)', { eval: true })"
      ".on('online', () => { for (;;) new Array(1000) })" },
    { "Atomics.wait",
      "console.log('go'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)" },
    { "regular expression", "console.log('go'); /(a+)+$/.test('a'.repeat(40) + 'b')" },
    { "execSync", "console.log('go'); require('child_process').execSync('sleep 100')" },
    { "paused in a debugger",
      "const inspector = require('inspector'); inspector.open(0);"
      "console.log(inspector.url() + ' go'); setInterval(() => { debugger; }, 10)",
      true },
    { "ignores SIGTERM",
      "process.on('SIGTERM', () => {}); console.log('go'); setInterval(() => {}, 1000)" },
    { "keep-alive connections",
      "const http = require('http'); const agent = new http.Agent({ keepAlive: true });"
      "const server = http.createServer((q, r) => r.end('x')); let open = 0;"
      "server.listen(0, '127.0.0.1', () => { for (let i = 0; i < 50; i++)"
      "http.get({ port: server.address().port, host: '127.0.0.1', agent }, r => r.resume()"
      ".on('end', () => { if (++open === 50) console.log('go') })) })" },
};

// How late the event loop is, at worst, while it lives.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(beatMs);
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_clock.start();
        m_timer.start();
    }
    void beat()
    {
        m_worst = std::max(m_worst, double(m_clock.nsecsElapsed()) / 1e6 - beatMs);
        m_clock.start();
    }
    double worstMs()
    {
        beat();
        return m_worst;
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_worst = 0;
};

// Waits for something, in an event loop; ends the program when that does not come.
class Wait
{
public:
    explicit Wait(const char *what) : m_what(what) { }
    void done() { m_loop.quit(); }
    void wait()
    {
        QTimer::singleShot(patienceMs, &m_loop, [this] { qFatal("%s does not come", m_what); });
        m_loop.exec();
    }
    QEventLoop *loop() { return &m_loop; }

private:
    QEventLoop m_loop;
    const char *m_what;
};

class Stopper
{
public:
    Stopper()
    {
        write("client.js",
              "const socket = new WebSocket(process.argv[2]);"
              "socket.onopen = () => socket.send('{\"id\":1,\"method\":\"Debugger.enable\"}');"
              "socket.onmessage = ({ data }) => { if (JSON.parse(data).method === "
              "'Debugger.paused') console.log('paused') };"
              "socket.onclose = socket.onerror = () => process.exit()");
    }

    // The time of one stop.
    double once(core::Runtime &runtime, const Case &program)
    {
        runUntilItBlocks(runtime, program);
        QProcess debugger;
        if (program.hasDebugger)
            attach(debugger);
        const double time = stop(runtime);
        if (program.hasDebugger)
            debugger.waitForFinished(patienceMs);
        return time;
    }
    double latestMs() const { return m_latest; }

private:
    void write(const char *name, const char *source)
    {
        QFile file(m_folder.filePath(QLatin1StringView(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(source) < 0)
            qFatal("cannot write the programs");
    }

    void runUntilItBlocks(core::Runtime &runtime, const Case &program)
    {
        write("app.js", program.source);
        core::RunRequest request;
        request.script = m_folder.filePath(QStringLiteral("app.js"));
        request.workingDirectory = m_folder.path();
        request.environment = QProcessEnvironment::systemEnvironment();
        m_output.clear();
        Wait blocks("what the program says");
        QObject::connect(&runtime, &core::Runtime::outputReceived, blocks.loop(),
                         [&](const QByteArray &bytes) {
                             m_output += bytes;
                             if (m_output.contains("go"))
                                 blocks.done();
                         });
        runtime.start(request);
        blocks.wait();
    }

    void attach(QProcess &debugger)
    {
        const qsizetype begin = m_output.lastIndexOf("ws://");
        const QByteArray url = m_output.mid(begin, m_output.indexOf(" go") - begin);
        Wait paused("the debugger's word");
        QObject::connect(&debugger, &QProcess::readyRead, paused.loop(), [&] { paused.done(); });
        debugger.start(
            core::nodeProgram(),
            { m_folder.filePath(QStringLiteral("client.js")), QString::fromLatin1(url) });
        paused.wait();
    }

    double stop(core::Runtime &runtime)
    {
        Wait end("the end of the run");
        QObject::connect(&runtime, &core::Runtime::runFinished, end.loop(), [&] { end.done(); });
        QElapsedTimer clock;
        Heartbeat heartbeat;
        clock.start();
        runtime.stop();
        end.wait();
        const double time = double(clock.nsecsElapsed()) / 1e6;
        m_latest = std::max(m_latest, heartbeat.worstMs());
        return time;
    }

    QTemporaryDir m_folder;
    QByteArray m_output;
    double m_latest = 0;
};

void measure(const Case &program, bool isolated, int rounds)
{
    const std::unique_ptr<core::Runtime> runtime = isolated
        ? std::unique_ptr<core::Runtime>(std::make_unique<process::IsolatedRuntime>())
        : std::make_unique<host::NodeRuntime>();
    Stopper stopper;
    std::printf("{\"case\":\"%s\",\"way\":\"%s\",\"ms\":[", program.name,
                isolated ? "isolated" : "in process");
    for (int round = 0; round < rounds; ++round)
        std::printf("%s%.1f", round == 0 ? "" : ",", stopper.once(*runtime, program));
    std::printf("],\"lateMs\":%.1f}\n", stopper.latestMs());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? QByteArray(argv[1]).toInt() : 0;
    if (rounds <= 0) {
        std::fprintf(stderr, "usage: stoptimes ROUNDS\n");
        return 2;
    }
    for (const Case &program : cases) {
        for (const bool isolated : { false, true })
            measure(program, isolated, rounds);
    }
    return 0;
}
