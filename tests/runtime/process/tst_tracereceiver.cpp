// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracereceiver.h"
#include "runtime/process/tracereporter.h"
#include "runtime/process/tracesocket.h"
#include "runtime/trace/tracecollector.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <chrono>
#include <cstring>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace looptide::core;
using namespace looptide::process;
using namespace looptide::trace;

namespace {

constexpr int timeoutMs = 30'000;

// Both ends of a connection with something to break.
struct Wire
{
    std::shared_ptr<TraceChannel> channel = std::make_shared<TraceChannel>();
    std::shared_ptr<AgentList> agents = std::make_shared<AgentList>(channel);
    TraceReceiver receiver { agents, TraceReceiver::MainAgent::Connects };
    FileDescriptor connection;

    Wire()
    {
        connection = connectTrace(receiver.path());
        send(encodeGreeting({ receiver.target().token, {} }));
    }

    void send(QByteArrayView bytes) const
    {
        QCOMPARE(sendTrace(connection.get(), bytes, std::chrono::seconds(5)), bytes.size());
    }
    // What a run would send of this.
    static QByteArray framesOf(TraceChannel &channel)
    {
        TraceEncoder encoder;
        QByteArray all;
        QByteArray frames;
        for (bool more = true; more;) {
            more = encoder.take(channel, frames);
            all += frames;
        }
        return all;
    }
};

// The agents of another process, with the channel of its main thread.
std::shared_ptr<AgentList> processAgents(const std::shared_ptr<TraceChannel> &channel)
{
    auto agents = std::make_shared<AgentList>(channel);
    AgentInfo info;
    info.kind = AgentInfo::Kind::Process;
    agents->setMain(info);
    return agents;
}

Record phase(quint64 at)
{
    return PhaseVisit { LoopPhase::Timers, at, at, 1, 0 }.toRecord();
}

QByteArray frame(quint16 kind, const QByteArray &content)
{
    const quint32 size = quint32(content.size());
    QByteArray bytes(8, '\0');
    memcpy(bytes.data(), &size, sizeof size);
    memcpy(bytes.data() + 4, &kind, sizeof kind);
    return bytes + content;
}

QByteArray hello()
{
    TraceChannel nothing;
    return Wire::framesOf(nothing);
}

} // namespace

// The way of records between two processes, without a program: both ends are here.
class tst_TraceReceiver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void socketIsForItsOwnerOnly();
    void foldersOfKilledWindowsAreRemoved();
    void onlyProcessesOfTheRunAreHeard_data();
    void onlyProcessesOfTheRunAreHeard();
    void processesOfTheRunBecomeAgents();
    void channelCrossesUnchanged();
    void hostileBytesDoNoHarm_data();
    void hostileBytesDoNoHarm();
    void hostileValuesAreDropped();
    void cutFrameCountsAsLost();
    void reporterNeverWaitsForAWindowThatDoesNotRead();
    void completeReporterSendsAll();
    void completeReporterDoesNotWaitForAWindowThatIsGone();
};

void tst_TraceReceiver::socketIsForItsOwnerOnly()
{
    QString folder;
    {
        const TraceReceiver receiver(std::make_shared<AgentList>(std::make_shared<TraceChannel>()),
                                     TraceReceiver::MainAgent::Connects);
        QVERIFY(receiver.isValid());
        folder = QFileInfo(receiver.path()).path();
        struct stat status {};
        QCOMPARE(::stat(QFile::encodeName(receiver.path()).constData(), &status), 0);
        QVERIFY(S_ISSOCK(status.st_mode));
        QCOMPARE(status.st_mode & 07777, mode_t(0600));
        QCOMPARE(status.st_uid, geteuid());
        QCOMPARE(::stat(QFile::encodeName(folder).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0700));
        QCOMPARE(status.st_uid, geteuid());
    }
    QVERIFY(!QFileInfo::exists(folder));
}

void tst_TraceReceiver::foldersOfKilledWindowsAreRemoved()
{
    const QTemporaryDir place;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(place.path()));
    QProcess ended;
    ended.start(QStringLiteral("sh"), { QStringLiteral("-c"), QStringLiteral("echo $$") });
    QVERIFY(ended.waitForFinished());
    const QByteArray dead = ended.readAllStandardOutput().trimmed();
    const auto leaveFolder = [&](const QByteArray &maker) {
        const QString folder =
            place.filePath(QStringLiteral("looptide-%1-AbCdEf").arg(QString::fromLatin1(maker)));
        for (const char *name : { "/trace", "/trace.crash" }) {
            QFile file(folder + QLatin1StringView(name));
            if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly))
                qFatal("cannot make a folder");
        }
        return folder;
    };
    const QString left = leaveFolder(dead);
    const QString used = leaveFolder(QByteArray::number(getpid()));
    const QString foreign = leaveFolder("other");
    const TraceReceiver receiver(std::make_shared<AgentList>(std::make_shared<TraceChannel>()),
                                 TraceReceiver::MainAgent::Connects);
    QVERIFY(receiver.path().startsWith(place.path()));
    QVERIFY(!QFileInfo::exists(left));
    QVERIFY(QFileInfo::exists(used) && QFileInfo::exists(foreign));
}

void tst_TraceReceiver::onlyProcessesOfTheRunAreHeard_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("no token") << QByteArray();
    QTest::newRow("the token of another run") << QByteArray(32, 'a');
}

void tst_TraceReceiver::onlyProcessesOfTheRunAreHeard()
{
    QFETCH(const QByteArray, token);
    const Wire wire;
    const FileDescriptor stranger = connectTrace(wire.receiver.path());
    AgentInfo info;
    info.kind = AgentInfo::Kind::Process;
    const QByteArray greeting = encodeGreeting({ token, info });
    QCOMPARE(sendTrace(stranger.get(), greeting, std::chrono::seconds(5)), greeting.size());
    bool isClosed = false;
    const auto look = [&] {
        std::ignore = receiveTrace(stranger.get(), 100, isClosed);
        return isClosed;
    };
    QTRY_VERIFY(look());
    QCOMPARE(wire.agents->agents().size(), 1U);
}

void tst_TraceReceiver::processesOfTheRunBecomeAgents()
{
    Wire wire;
    AgentInfo info;
    info.kind = AgentInfo::Kind::ClusterWorker;
    info.number = 3;
    info.title = QStringLiteral("app.js --port 1");
    FileDescriptor other = connectTrace(wire.receiver.path());
    const QByteArray greeting = encodeGreeting({ wire.receiver.target().token, info });
    for (const char byte : greeting)
        QCOMPARE(sendTrace(other.get(), { &byte, 1 }, std::chrono::seconds(5)), 1);
    QTRY_COMPARE(wire.agents->agents().size(), 2U);
    const AgentInfo seen = wire.agents->agents()[1].info;
    QCOMPARE(seen.kind, info.kind);
    QCOMPARE(seen.number, info.number);
    QCOMPARE(seen.title, info.title);
    QCOMPARE(seen.pid, QCoreApplication::applicationPid());
    other.reset();
    QTRY_VERIFY(wire.agents->agents()[1].info.hasEnded);
}

void tst_TraceReceiver::channelCrossesUnchanged()
{
    TraceChannel from;
    TraceChannel to;
    TraceDecoder decoder(to);
    constexpr std::size_t many = 5000;
    for (std::size_t i = 0; i < many; ++i)
        from.records.push(phase(monotonicNs()));
    from.records.skip(7);
    const QByteArray longText(200'000, 'x');
    const std::array parts { QByteArrayView("GET\0", 4), QByteArrayView(longText) };
    for (quint64 id = 1; id <= 5; ++id)
        from.messages.push(MessageKind::HttpRequest, id, monotonicNs(), parts);
    from.messages.skip(3);
    const LoopPosition position { LoopPhase::Poll, true, monotonicNs() };
    from.setPosition(position);
    const ProgramPause pause { PauseReason::AwaitsDebugger, 12 };
    from.setPause(pause);
    const RequestCounts requests { 12, 11 };
    from.setRequestCounts(requests);
    const QByteArray frames = Wire::framesOf(from);
    // In bites that end anywhere.
    for (qsizetype at = 0; at < frames.size(); at += 997)
        QVERIFY(decoder.feed(QByteArrayView(frames).sliced(at, qMin(997, frames.size() - at))));
    decoder.finish();

    std::vector<Record> records(many + 1);
    QCOMPARE(to.records.pop(records), many);
    QCOMPARE(to.records.takeLost(), 7U);
    MessageRing::Message message;
    for (quint64 id = 1; id <= 5; ++id) {
        QVERIFY(to.messages.pop(message));
        QCOMPARE(message.id, id);
        QCOMPARE(message.payload, QByteArray("GET\0", 4) + longText);
    }
    QVERIFY(!to.messages.pop(message));
    QCOMPARE(to.messages.takeLost(), 3U);
    QVERIFY(to.position() == position);
    QVERIFY(to.pause() == pause);
    QVERIFY(to.requestCounts() == requests);
}

void tst_TraceReceiver::hostileBytesDoNoHarm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray noise(100'000, '\0');
    quint32 state = 12345;
    for (char &byte : noise) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    QTest::newRow("noise") << noise;
    QTest::newRow("noise after the greeting") << hello() + noise;
    QTest::newRow("no greeting") << frame(2, QByteArray(32, '\1'));
    QTest::newRow("greeted twice") << hello() + hello();
    QByteArray other = hello();
    other[16] = char(other[16] + 1); // the version
    QTest::newRow("another version") << other;
    QTest::newRow("unknown kind") << hello() + frame(77, "abc");
    QTest::newRow("too long") << hello() + QByteArray("\xff\xff\xff\xff\3\0\0\0", 8);
    QTest::newRow("part of a record") << hello() + frame(2, QByteArray(33, '\1'));
    QTest::newRow("part of a message") << hello() + frame(3, QByteArray(10, '\1'));
    QTest::newRow("no position") << hello() + frame(4, QByteArray(16, '\x7f'));
    QTest::newRow("impossible losses") << hello() + frame(5, QByteArray(16, '\xff'));
    QTest::newRow("no reason to pause") << hello() + frame(6, QByteArray(16, '\3'));
    QTest::newRow("more answered than received")
        << hello() + frame(7, QByteArray("\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 16));
    QTest::newRow("nothing in a frame") << hello() + frame(5, {});
}

void tst_TraceReceiver::hostileBytesDoNoHarm()
{
    QFETCH(QByteArray, bytes);
    Wire wire;
    wire.send(bytes);
    quint64 lost = 0;
    QTRY_VERIFY((lost += wire.channel->messages.takeLost()) == 1);
    std::array<Record, 8> records {};
    QCOMPARE(wire.channel->records.pop(records), 0U);
    // Nobody listens any more.
    QTRY_VERIFY(sendTrace(wire.connection.get(), "x", std::chrono::milliseconds(1)) < 0);
    wire.receiver.finish();
    QCOMPARE(wire.channel->messages.takeLost(), 0U);
}

void tst_TraceReceiver::hostileValuesAreDropped()
{
    Wire wire;
    const quint64 time = monotonicNs();
    QList<Record> records(8, phase(time));
    records[0].detail = 200; // no phase
    records[1].kind = RecordKind(99);
    records[2].beginNs = 1; // before this run; a model would fill in all the time since
    records[3].beginNs = ~quint64 { 0 };
    records[4].endNs = 0; // ends before it begins
    records[5].endNs = ~quint64 { 0 };
    records[6] = GarbageCollection { time, time - 1, 1 }.toRecord();
    const QByteArray content(reinterpret_cast<const char *>(records.constData()),
                             qsizetype(sizeof(Record)) * records.size());
    // A message of no kind, and one with a text that is none.
    QByteArray message(24, '\0');
    memcpy(message.data() + 16, &time, sizeof time);
    QByteArray request = message;
    request[0] = char(MessageKind::HttpRequest);
    wire.send(hello() + frame(2, content) + frame(3, message)
              + frame(3, request + QByteArray(1000, '\xfe')));

    TraceCollector collector;
    QSignalSpy batches(&collector, &TraceCollector::batchCollected);
    collector.attach(wire.channel);
    TraceBatch all;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            while (!batches.isEmpty()) {
                const auto batch = batches.takeFirst().first().value<TraceBatch>();
                all.records += batch.records;
                all.exchanges += batch.exchanges;
                all.lostRecords += batch.lostRecords;
                all.lostMessages += batch.lostMessages;
            }
            return all.exchanges.size() == 1;
        }(),
        timeoutMs);
    QCOMPARE(all.records.size(), 1);
    QCOMPARE(all.lostRecords, 7U);
    QCOMPARE(all.lostMessages, 1U);
}

void tst_TraceReceiver::cutFrameCountsAsLost()
{
    Wire wire;
    wire.send(hello() + frame(2, QByteArray(64, '\1')).first(40));
    QTRY_VERIFY(wire.agents->agents()[0].info.pid != 0);
    wire.connection.reset();
    quint64 lost = 0;
    QTRY_VERIFY((lost += wire.channel->messages.takeLost()) == 1);
}

void tst_TraceReceiver::reporterNeverWaitsForAWindowThatDoesNotRead()
{
    Wire wire; // nobody runs its event loop meanwhile
    auto channel = std::make_shared<TraceChannel>();
    auto reporter = TraceReporter::create(processAgents(channel), wire.receiver.target());
    quint64 refused = 0;
    for (int i = 0; i < 1'000'000; ++i)
        refused += channel->records.push(phase(monotonicNs())) ? 0 : 1;
    QVERIFY(refused > 0);
    reporter.reset(); // in bounded time
    quint64 got = 0;
    std::vector<Record> records(10'000);
    const auto received = [&] {
        for (const AgentList::Agent &agent : wire.agents->agents())
            got += agent.channel->records.pop(records);
        return got > 0;
    };
    QTRY_VERIFY(received());
}

void tst_TraceReceiver::completeReporterSendsAll()
{
    Wire wire;
    TraceCollector collector;
    QSet<quint64> got;
    quint64 lost = 0;
    connect(&collector, &TraceCollector::batchCollected, this, [&](const TraceBatch &batch) {
        for (const HttpExchange &exchange : batch.exchanges)
            got.insert(exchange.id); // those that are open when the agent ends come twice
        lost += batch.lostMessages;
    });
    collector.attach(wire.agents);
    auto channel = std::make_shared<TraceChannel>();
    channel->setComplete();
    constexpr int total = 2'000;
    TraceTarget target = wire.receiver.target();
    target.everyRequest = true;
    std::thread program([&] {
        const auto reporter = TraceReporter::create(processAgents(channel), target);
        const QByteArray text(20'000, 'x'); // several times what fits into either ring
        const QByteArrayView part(text);
        for (quint64 i = 1; i <= quint64(total); ++i)
            channel->messages.push(MessageKind::HttpRequest, i, monotonicNs(), { &part, 1 });
    });
    QTRY_COMPARE_WITH_TIMEOUT(got.size(), total, timeoutMs);
    program.join();
    QCOMPARE(lost, 0U);
}

void tst_TraceReceiver::completeReporterDoesNotWaitForAWindowThatIsGone()
{
    auto wire = std::make_unique<Wire>();
    auto channel = std::make_shared<TraceChannel>();
    channel->setComplete();
    TraceTarget target = wire->receiver.target();
    target.everyRequest = true;
    const auto reporter = TraceReporter::create(processAgents(channel), target);
    QVERIFY(reporter);
    wire.reset();
    for (int i = 0; i < 1'000'000; ++i)
        channel->records.push(phase(monotonicNs()));
    QVERIFY(channel->records.takeLost() > 0);
}

QTEST_GUILESS_MAIN(tst_TraceReceiver)
#include "tst_tracereceiver.moc"
