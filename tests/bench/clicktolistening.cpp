// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// clicktolistening SCRIPT ROUNDS: from the call that a press of Run makes until the server accepts
// a connection, by turns with a warm instance that is ready, without one, and from a spawn of
// `node SCRIPT`. The peer is found in PATH; both get a port in the variable PORT. Prints one JSON
// object: the times in milliseconds of each, in order, and the resident KiB that it took.

#include "runtime/node/host/noderuntime.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace looptide;

namespace {

constexpr int patienceMs = 20'000;

sockaddr_in loopback(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    return address;
}

int freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(socket, reinterpret_cast<sockaddr *>(&address), size) != 0
        || getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("no port");
    close(socket);
    return ntohs(address.sin_port);
}

bool accepts(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool connected =
        connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    close(socket);
    return connected;
}

qint64 residentKb()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.mid(text.indexOf("\nRss:") + 5, 32).simplified().split(' ').first().toLongLong();
}

// Looks every millisecond; the same for both, and the event loop of the host goes on.
double untilAccepted(int port, const QElapsedTimer &clock)
{
    QEventLoop loop;
    QTimer look;
    look.setTimerType(Qt::PreciseTimer);
    look.setInterval(1);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (accepts(port) || clock.elapsed() > patienceMs)
            loop.quit();
    });
    look.start();
    loop.exec();
    if (clock.elapsed() > patienceMs)
        qFatal("the server does not listen");
    return double(clock.nsecsElapsed()) / 1e6;
}

core::RunRequest request(const QString &script, int port)
{
    core::RunRequest request;
    request.script = script;
    request.workingDirectory = QFileInfo(script).path();
    request.environment = QProcessEnvironment::systemEnvironment();
    request.environment.insert(QStringLiteral("PORT"), QString::number(port));
    return request;
}

double hosted(host::NodeRuntime &runtime, const QString &script)
{
    const int port = freePort();
    QElapsedTimer clock;
    clock.start();
    runtime.start(request(script, port));
    const double duration = untilAccepted(port, clock);
    QEventLoop loop;
    QObject::connect(&runtime, &core::Runtime::runFinished, &loop, &QEventLoop::quit);
    runtime.stop();
    loop.exec();
    return duration;
}

double spawned(const QString &script)
{
    const int port = freePort();
    qputenv("PORT", QByteArray::number(port));
    std::string file = QFile::encodeName(script).toStdString();
    std::string name = "node";
    std::vector<char *> arguments { name.data(), file.data(), nullptr };
    posix_spawn_file_actions_t actions {};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    QElapsedTimer clock;
    clock.start();
    pid_t child = 0;
    if (posix_spawnp(&child, "node", &actions, nullptr, arguments.data(), environ) != 0)
        qFatal("there is no node in PATH");
    const double duration = untilAccepted(port, clock);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    posix_spawn_file_actions_destroy(&actions);
    qunsetenv("PORT");
    return duration;
}

void waitForWarmInstance(const host::NodeRuntime &runtime)
{
    QEventLoop loop;
    QTimer look;
    look.setInterval(1);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (runtime.isPrepared())
            loop.quit();
    });
    look.start();
    loop.exec();
}

void printList(const char *name, const std::vector<double> &values)
{
    std::printf("\"%s\":[", name);
    for (size_t i = 0; i < values.size(); ++i)
        std::printf("%s%.2f", i == 0 ? "" : ",", values[i]);
    std::printf("],");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    if (rounds <= 0) {
        std::fprintf(stderr, "usage: clicktolistening SCRIPT ROUNDS\n");
        return 2;
    }
    const QString script = QFile::decodeName(argv[1]);
    host::NodeRuntime runtime;
    // Once each, uncounted: files come from the disk, and libraries of the process get ready.
    spawned(script);
    hosted(runtime, script);

    std::vector<double> ready, fresh, peer;
    qint64 spareKb = 0;
    for (int round = 0; round < rounds; ++round) {
        const qint64 before = residentKb();
        runtime.prepare(request(script, 0));
        waitForWarmInstance(runtime);
        spareKb = std::max(spareKb, residentKb() - before);
        ready.push_back(hosted(runtime, script));
        peer.push_back(spawned(script));
        fresh.push_back(hosted(runtime, script));
    }
    std::printf("{");
    printList("ready", ready);
    printList("fresh", fresh);
    printList("peer", peer);
    std::printf("\"spareKb\":%lld}\n", static_cast<long long>(spareKb));
    return 0;
}
