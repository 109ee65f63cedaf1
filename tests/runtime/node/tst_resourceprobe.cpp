// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracedrun.h"

#include <algorithm>

using namespace looptide;
using namespace looptide::tests;
using core::RecordLevel;
using trace::ActiveResource;
using trace::Command;
using namespace Qt::StringLiterals;

namespace {

class AskedRun : public TracedRun
{
public:
    explicit AskedRun(bool isolated) : TracedRun(isolated)
    {
        connect(&collector, &trace::TraceCollector::batchCollected, this,
                [this](const trace::TraceBatch &batch) {
                    for (const trace::Record &record : batch.records) {
                        if (record.kind == trace::RecordKind::Created)
                            places[record.id] = record.count;
                    }
                    for (const trace::Place &place : batch.places)
                        frames[place.index] = place.frames;
                    for (const auto &resources : batch.resources) {
                        last = resources;
                        ++lists;
                    }
                });
    }

    bool post(const Command &command) { return runtime->traceChannel()->commands.post(command); }
    // Waits for the list that follows.
    bool ask(const Command &command = Command::listResources())
    {
        const int before = lists;
        return post(command) && QTest::qWaitFor([&] { return lists > before; });
    }
    QStringList types() const
    {
        QStringList all;
        for (const ActiveResource &resource : last.items)
            all += resource.type;
        all.sort();
        return all;
    }
    ActiveResource of(const QString &type) const
    {
        const auto found = std::ranges::find(last.items, type, &ActiveResource::type);
        return found == last.items.cend() ? ActiveResource() : *found;
    }

    trace::ActiveResources last;
    int lists = 0;
    QHash<quint64, quint32> places; // of the stacks that created resources, by async id
    QHash<quint32, QList<trace::CodeFrame>> frames; // by place
};

} // namespace

class tst_ResourceProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsWhatKeepsAProgramRunning_data() { TracedRun::addRuntimeRows(); }
    void listsWhatKeepsAProgramRunning();
    void resourcesHaveTheIdsOfTheirCreation_data() { TracedRun::addRuntimeRows(); }
    void resourcesHaveTheIdsOfTheirCreation();
    void closesAndUnrefsResources_data() { TracedRun::addRuntimeRows(); }
    void closesAndUnrefsResources();
    void answersWhenNothingIsRecorded_data() { TracedRun::addRuntimeRows(); }
    void answersWhenNothingIsRecorded();
    void hostileObjectsDoNoHarm_data() { TracedRun::addRuntimeRows(); }
    void hostileObjectsDoNoHarm();
    void listsAtMostTenThousand_data() { TracedRun::addRuntimeRows(); }
    void listsAtMostTenThousand();
};

void tst_ResourceProbe::listsWhatKeepsAProgramRunning()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.start(R"(
        const server = require('http').createServer(function onRequest() {});
        setInterval(function tick() {}, 60000);
        setTimeout(() => {}, 60000).unref();
        require('fs').watch('.', () => {});
        require('child_process').spawn('sleep', ['60']);
        server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port} is open`));
    )");
    QVERIFY(run.waitForOutput("is open"));
    QVERIFY(run.ask());
    QStringList types = run.types();
    types.removeAll(u"Pipe"_s); // the child's streams
    QCOMPARE(types, QStringList({ u"FSEvent"_s, u"Process"_s, u"TCP server"_s, u"Timeout"_s }));
    QCOMPARE(run.last.total, quint64(run.last.items.size()));

    const ActiveResource server = run.of(u"TCP server"_s);
    QVERIFY2(run.output.contains("port " + server.detail.section(u':', 1).toUtf8() + ' '),
             qPrintable(server.detail));
    QCOMPARE(server.callback.function, u"onRequest"_s);
    QCOMPARE(server.callback.line, 2);
    QVERIFY(server.asyncId > 0);

    const ActiveResource timer = run.of(u"Timeout"_s);
    QCOMPARE(timer.callback.function, u"tick"_s);
    QCOMPARE(timer.repeatMs, 60000);
    QVERIFY(timer.dueMs > 0 && timer.dueMs <= 60000);
    QVERIFY(run.of(u"Process"_s).detail.startsWith(u"sleep ("));

    // The same objects have the same ids.
    const trace::ActiveResources before = run.last;
    QVERIFY(run.ask());
    QCOMPARE(run.of(u"Timeout"_s).id, timer.id);
    QVERIFY(run.stop());
}

void tst_ResourceProbe::resourcesHaveTheIdsOfTheirCreation()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.level = RecordLevel::Full;
    run.start("function begin() {\n  setInterval(() => {}, 60000);\n}\nbegin();\n"
              "require('net').createServer().listen('\\0looptide-' + process.pid);\n"
              "console.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.ask());
    const auto creator = [&](const QString &type) {
        const QList<trace::CodeFrame> stack =
            run.frames.value(run.places.value(run.of(type).asyncId));
        const auto users = std::ranges::find_if(stack, &trace::CodeFrame::isUsers);
        return users == stack.cend() ? 0 : users->line;
    };
    QTRY_COMPARE(creator(u"Timeout"_s), 2);
    QCOMPARE(creator(u"Pipe server"_s), 5);
    QVERIFY(run.stop());
}

void tst_ResourceProbe::closesAndUnrefsResources()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.start(R"(
        const server = require('net').createServer().listen(0, '127.0.0.1');
        server.on('close', () => console.log('server closed.'));
        setInterval(() => {}, 60000);
        setTimeout(() => {}, 50000);
        server.on('listening', () => console.log('ready.'));
    )");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.ask());
    QCOMPARE(run.last.items.size(), 3);
    QVERIFY(run.ask(Command::closeResource(run.of(u"TCP server"_s).id)));
    QVERIFY(run.waitForOutput("server closed."));
    QVERIFY(run.ask());
    QCOMPARE(run.types(), QStringList({ u"Timeout"_s, u"Timeout"_s }));
    QVERIFY(run.ask(Command::closeResource(run.last.items.at(0).id)));
    QCOMPARE(run.types(), QStringList({ u"Timeout"_s }));
    // An id that is not listed does nothing.
    QVERIFY(run.ask(Command::closeResource(4711)));
    QCOMPARE(run.types(), QStringList({ u"Timeout"_s }));
    // Nothing keeps the program running then.
    QVERIFY(run.post(Command::unrefResource(run.last.items.at(0).id)));
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.finished->first().value(0).value<core::RunResult>().exitCode, 0);
}

void tst_ResourceProbe::answersWhenNothingIsRecorded()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.level = RecordLevel::Off;
    run.start("setTimeout(() => {}, 60000); console.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.ask());
    QCOMPARE(run.types(), QStringList({ u"Timeout"_s }));
    QVERIFY(run.stop());
}

// Getters, and methods that throw, of what a program puts in the place of Node's properties.
void tst_ResourceProbe::hostileObjectsDoNoHarm()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.start(R"(
        const server = require('net').createServer().listen(0, '127.0.0.1');
        Object.defineProperty(server, 'spawnfile', { get() { console.log('seen!'); throw 2; } });
        server.close = () => { throw new Error('no'); };
        const timer = setInterval(() => {}, 60000);
        timer._onTimeout = new Proxy(() => {}, { get() { console.log('seen!'); } });
        timer._repeat = { toString() { console.log('seen!'); throw 3; } };
        console.log('ready.');
    )");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.ask());
    QCOMPARE(run.last.items.size(), 2);
    QVERIFY(run.ask(Command::closeResource(run.of(u"TCP server"_s).id)));
    QCOMPARE(run.last.items.size(), 2);
    QVERIFY2(!run.output.contains("seen!"), run.output.constData());
    QVERIFY(run.stop());
}

void tst_ResourceProbe::listsAtMostTenThousand()
{
    QFETCH(const bool, isolated);
    AskedRun run(isolated);
    run.start("for (let i = 0; i < 30000; i++) setTimeout(() => {}, 60000 + i % 7);"
              "console.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.ask());
    QCOMPARE(run.last.total, 30000U);
    QVERIFY(run.last.items.size() <= 10000 && run.last.items.size() > 1000);
    QVERIFY(run.stop());
}

QTEST_GUILESS_MAIN(tst_ResourceProbe)
#include "tst_resourceprobe.moc"
