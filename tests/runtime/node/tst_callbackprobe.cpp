// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracestore.h"
#include "tests/support/tracedrun.h"

using namespace looptide;
using namespace looptide::tests;
using core::RecordLevel;
using trace::CallbackRun;
using trace::MicrotaskDrains;
using trace::ResourceCreated;
using namespace Qt::StringLiterals;

namespace {

// A run whose records are kept.
class KeptRun : public TracedRun
{
public:
    explicit KeptRun(bool isolated, RecordLevel wanted = RecordLevel::Callbacks)
        : TracedRun(isolated)
    {
        level = wanted;
        QObject::connect(&collector, &trace::TraceCollector::batchCollected, &store,
                         &trace::TraceStore::append);
    }

    bool runToEnd(const QByteArray &source)
    {
        start(source);
        return waitForEnd();
    }
    template <typename View>
    QList<View> all() const
    {
        QList<View> found;
        for (quint64 i = first; i < store.endRecord(); ++i) {
            const auto view = trace::viewOf(store.record(i));
            if (view && std::holds_alternative<View>(*view) && store.record(i).agent == 0)
                found += std::get<View>(*view);
        }
        return found;
    }
    QString typeOf(const trace::AsyncOrigin &origin) const
    {
        return store.places().typeName(0, origin.type);
    }
    // The callbacks of the program's own functions: "Timeout first 12", with the line.
    QStringList ownCallbacks() const
    {
        QStringList names;
        for (const CallbackRun &run : all<CallbackRun>()) {
            const QList<trace::CodeFrame> frames = store.places().frames(0, run.place);
            if (!frames.isEmpty() && frames.first().isUsers())
                names += u"%1 %2 %3"_s.arg(typeOf(run.origin), frames.first().function)
                             .arg(frames.first().line);
        }
        return names;
    }

    trace::TraceStore store;
    quint64 first = 0; // earlier records are ignored
};

} // namespace

class tst_CallbackProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachCallbackHasItsFunction_data() { TracedRun::addRuntimeRows(); }
    void eachCallbackHasItsFunction();
    void aCallbackIsLinkedToWhatScheduledIt_data() { TracedRun::addRuntimeRows(); }
    void aCallbackIsLinkedToWhatScheduledIt();
    void callbacksOfHandlesAreRecorded();
    void aLongCallbackHasItsDuration();
    void drainsHaveTheNumberOfTheirMicrotasks();
    void anExceptionEndsItsCallback();
    void promisesAreRecordedAtLevelFullOnly();
    void theStackThatScheduledACallbackIsRecordedAtLevelFull();
    void theProgramSeesItsOwnHooksOnly_data();
    void theProgramSeesItsOwnHooksOnly();
    void theLevelChangesWhileTheProgramRuns_data() { TracedRun::addRuntimeRows(); }
    void theLevelChangesWhileTheProgramRuns();
    void workersAreRecorded();
    void aCallbackIsRecordedOnceAtEachLevel_data();
    void aCallbackIsRecordedOnceAtEachLevel();
};

void tst_CallbackProbe::eachCallbackHasItsFunction()
{
    QFETCH(const bool, isolated);
    KeptRun run(isolated);
    QVERIFY(run.runToEnd("setTimeout(function first() {\n"
                         "  process.nextTick(function ticked() {});\n"
                         "}, 1);\n"
                         "setImmediate(function later() {});\n"
                         "setTimeout(() => {}, 1);\n"));
    QStringList names = run.ownCallbacks();
    names.sort();
    QCOMPARE(names,
             QStringList({ u"Immediate later 4"_s, u"TickObject ticked 2"_s, u"Timeout  5"_s,
                           u"Timeout first 1"_s }));
}

void tst_CallbackProbe::aCallbackIsLinkedToWhatScheduledIt()
{
    QFETCH(const bool, isolated);
    KeptRun run(isolated);
    QVERIFY(run.runToEnd("setTimeout(function outer() { setImmediate(function inner() {}) }, 1);"));
    const auto runs = run.all<CallbackRun>();
    const auto named = [&](const QString &function) {
        for (const CallbackRun &one : runs) {
            const auto frames = run.store.places().frames(0, one.place);
            if (!frames.isEmpty() && frames.first().function == function)
                return one;
        }
        return CallbackRun();
    };
    const CallbackRun outer = named(u"outer"_s);
    const CallbackRun inner = named(u"inner"_s);
    QVERIFY(outer.asyncId != 0 && inner.asyncId != 0);
    QCOMPARE(inner.origin.triggerId, outer.asyncId);
    const auto created = run.all<ResourceCreated>();
    const auto birth = std::ranges::find(created, inner.asyncId, &ResourceCreated::asyncId);
    QVERIFY(birth != created.end());
    QVERIFY(birth->timeNs >= outer.beginNs && birth->timeNs <= outer.endNs);
    QVERIFY(inner.beginNs >= birth->timeNs);
}

void tst_CallbackProbe::callbacksOfHandlesAreRecorded()
{
    KeptRun run(false);
    QVERIFY(run.runToEnd("require('fs').readFile(__filename, () => {});\n"
                         "const http = require('http');\n"
                         "const server = http.createServer((q, r) => r.end()).listen(0, () =>\n"
                         "  http.get({ port: server.address().port, agent: false },\n"
                         "    response => response.resume().on('end', () => server.close())));"));
    QSet<QString> types;
    for (const CallbackRun &one : run.all<CallbackRun>()) {
        QVERIFY(one.endNs >= one.beginNs);
        types.insert(run.typeOf(one.origin));
    }
    for (const auto &type : { u"FSREQCALLBACK"_s, u"TCPSERVERWRAP"_s, u"HTTPINCOMINGMESSAGE"_s })
        QVERIFY2(types.contains(type), qPrintable(type));
}

void tst_CallbackProbe::aLongCallbackHasItsDuration()
{
    KeptRun run(false);
    QVERIFY(run.runToEnd("setTimeout(() => { const end = performance.now() + 120;"
                         "while (performance.now() < end); }, 1);"));
    const auto runs = run.all<CallbackRun>();
    const auto longest = std::ranges::max_element(runs, {}, &CallbackRun::durationNs);
    QVERIFY(longest != runs.end());
    QVERIFY(longest->durationNs() >= 120'000'000);
    QCOMPARE(run.typeOf(longest->origin), u"Timeout"_s);
}

void tst_CallbackProbe::drainsHaveTheNumberOfTheirMicrotasks()
{
    KeptRun run(false);
    QVERIFY(run.runToEnd("setTimeout(() => { for (let i = 0; i < 7; ++i)"
                         "  queueMicrotask(() => {}); }, 1);"));
    const auto drains = run.all<MicrotaskDrains>();
    QVERIFY(std::ranges::any_of(
        drains, [](const MicrotaskDrains &drain) { return drain.microtasks == 7; }));
    for (const MicrotaskDrains &drain : drains)
        QVERIFY(drain.timeNs >= drain.beginNs);
}

void tst_CallbackProbe::anExceptionEndsItsCallback()
{
    KeptRun run(false);
    QVERIFY(run.runToEnd("process.on('uncaughtException', () => {});\n"
                         "setTimeout(function broken() { throw new Error(); }, 1);\n"
                         "setTimeout(function whole() {}, 20);\n"));
    const QStringList names = run.ownCallbacks();
    QVERIFY(names.contains(u"Timeout broken 2"_s));
    QVERIFY(names.contains(u"Timeout whole 3"_s));
    for (const CallbackRun &one : run.all<CallbackRun>())
        QVERIFY(one.depth <= 2);
}

void tst_CallbackProbe::promisesAreRecordedAtLevelFullOnly()
{
    const QByteArray source = "(async () => { await null; await null; })();";
    for (const auto level : { RecordLevel::Callbacks, RecordLevel::Full }) {
        KeptRun run(false, level);
        QVERIFY(run.runToEnd(source));
        qsizetype promises = 0;
        for (const CallbackRun &one : run.all<CallbackRun>())
            promises += run.typeOf(one.origin) == u"PROMISE"_s;
        if (level == RecordLevel::Full)
            QVERIFY(promises >= 2);
        else
            QCOMPARE(promises, 0);
    }
}

void tst_CallbackProbe::theStackThatScheduledACallbackIsRecordedAtLevelFull()
{
    KeptRun run(false, RecordLevel::Full);
    QVERIFY(run.runToEnd("function schedule() {\n"
                         "  setTimeout(function marked() {}, 1);\n"
                         "}\n"
                         "schedule();\n"));
    for (const ResourceCreated &created : run.all<ResourceCreated>()) {
        if (run.typeOf(created.origin) != u"Timeout"_s)
            continue;
        const auto frames = run.store.places().frames(0, created.place);
        QVERIFY(frames.size() >= 2);
        QCOMPARE(frames.at(0).function, u"schedule"_s);
        QCOMPARE(frames.at(0).line, 2);
        QCOMPARE(frames.at(1).line, 4);
        return;
    }
    QFAIL("no timer was created");
}

void tst_CallbackProbe::theProgramSeesItsOwnHooksOnly_data()
{
    QTest::addColumn<int>("level");
    QTest::newRow("off") << int(RecordLevel::Off);
    QTest::newRow("callbacks") << int(RecordLevel::Callbacks);
    QTest::newRow("full") << int(RecordLevel::Full);
}

// The program's hooks see the same events, in the same order, at each level.
void tst_CallbackProbe::theProgramSeesItsOwnHooksOnly()
{
    QFETCH(const int, level);
    KeptRun run(false, RecordLevel(level));
    QVERIFY(run.runToEnd("const events = [];\n"
                         "const hook = require('async_hooks').createHook({\n"
                         "  init(id, type) { if (type === 'Timeout') events.push('init'); },\n"
                         "  before(id) { events.push('before'); },\n"
                         "  after(id) { events.push('after'); },\n"
                         "}).enable();\n"
                         "setTimeout(() => { events.push('run'); hook.disable();\n"
                         "  setTimeout(() => console.log(events.join() + '.'), 1); }, 1);\n"));
    QVERIFY2(run.output.contains("init,before,run."), run.output.constData());
}

void tst_CallbackProbe::theLevelChangesWhileTheProgramRuns()
{
    QFETCH(const bool, isolated);
    KeptRun run(isolated, RecordLevel::Phases);
    run.start("let count = 0;"
              "process.stdin.on('data', () => setTimeout(function timed() {"
              "  console.log('timer ' + ++count + '.') }, 1));"
              "console.log('ready');");
    QVERIFY(run.waitForOutput("ready"));
    int count = 0;
    const auto tick = [&] {
        run.runtime->writeInput("\n");
        return run.waitForOutput("timer " + QByteArray::number(++count) + '.');
    };
    const auto isSeen = [&] { return run.ownCallbacks().contains(u"Timeout timed 1"_s); };
    QVERIFY(tick());
    QVERIFY(!isSeen());
    for (const auto level : { RecordLevel::Callbacks, RecordLevel::Full, RecordLevel::Callbacks }) {
        run.first = run.store.endRecord();
        run.runtime->agents()->setLevel(level);
        // The first ticks may come before the command.
        QVERIFY(QTest::qWaitFor([&] { return tick() && isSeen(); }, TracedRun::timeoutMs));
    }
    run.runtime->agents()->setLevel(RecordLevel::Phases);
    // A tick after which no callback was recorded, once a later visit of poll has arrived.
    const auto isQuiet = [&] {
        run.first = run.store.endRecord();
        const quint64 beginNs = trace::monotonicNs();
        if (!tick() || !tick())
            return false;
        const quint64 endNs = trace::monotonicNs();
        const auto isAfter = [&](const trace::PhaseVisit &visit) { return visit.endNs >= endNs; };
        if (!QTest::qWaitFor(
                [&] {
                    return tick() && std::ranges::any_of(run.all<trace::PhaseVisit>(), isAfter);
                },
                TracedRun::timeoutMs))
            return false;
        return std::ranges::none_of(run.all<CallbackRun>(),
                                    [&](const CallbackRun &one) { return one.beginNs >= beginNs; });
    };
    QVERIFY(QTest::qWaitFor(isQuiet, TracedRun::timeoutMs));
    QVERIFY(run.stop());
}

void tst_CallbackProbe::workersAreRecorded()
{
    KeptRun run(false);
    QVERIFY(run.runToEnd("const { Worker } = require('worker_threads');"
                         "new Worker('setTimeout(function inWorker() {}, 1)', { eval: true });"));
    bool isSeen = false;
    for (quint64 i = run.store.firstRecord(); i < run.store.endRecord(); ++i) {
        const trace::Record &record = run.store.record(i);
        if (record.kind == trace::RecordKind::Callback && record.agent != 0)
            isSeen = isSeen || !run.store.places().frames(record.agent, record.count).isEmpty();
    }
    QVERIFY(isSeen);
}

void tst_CallbackProbe::aCallbackIsRecordedOnceAtEachLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::newRow("callbacks") << int(RecordLevel::Callbacks);
    QTest::newRow("full") << int(RecordLevel::Full);
}

void tst_CallbackProbe::aCallbackIsRecordedOnceAtEachLevel()
{
    QFETCH(const int, level);
    KeptRun run(false, RecordLevel(level));
    QVERIFY(run.runToEnd("const fs = require('fs');\n"
                         "for (let i = 0; i < 5; ++i) fs.stat(__filename, () => {});"));
    QMap<quint64, int> counts;
    for (const CallbackRun &one : run.all<CallbackRun>()) {
        if (run.typeOf(one.origin) == u"FSREQCALLBACK"_s)
            ++counts[one.asyncId];
    }
    QCOMPARE(counts.values(), QList<int>(5, 1));
}

QTEST_GUILESS_MAIN(tst_CallbackProbe)
#include "tst_callbackprobe.moc"
