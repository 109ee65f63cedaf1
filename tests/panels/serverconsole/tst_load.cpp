// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loopstats.h"
#include "panels/serverconsole/load/loaddialog.h"
#include "panels/serverconsole/load/loadrun.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::LoadPlan;
using models::LoadRun;
using models::LoadSample;

namespace {

constexpr int timeoutMs = 30'000;

// Answers each request with this status.
class Server : public QTcpServer
{
public:
    explicit Server(QByteArray status) : m_status(std::move(status))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        });
    }
    QString url() const { return u"http://127.0.0.1:%1/a"_s.arg(serverPort()); }

    QByteArray lastRequest;
    quint64 answered = 0;

private:
    void answer(QTcpSocket *socket)
    {
        lastRequest = socket->readAll();
        socket->write("HTTP/1.1 " + m_status + "\r\nContent-Length: 2\r\n\r\nok");
        ++answered;
    }

    QByteArray m_status;
};

struct Ended
{
    QList<LoadSample> samples;
    QString error;
    bool hasEnded = false;
};

Ended resultOf(const LoadPlan &plan)
{
    LoadRun run;
    Ended ended;
    QObject::connect(&run, &LoadRun::sampled, &run,
                     [&](const LoadSample &sample) { ended.samples.append(sample); });
    QObject::connect(&run, &LoadRun::ended, &run, [&](const QString &error) {
        ended.error = error;
        ended.hasEnded = true;
    });
    run.start(plan);
    if (!QTest::qWaitFor([&] { return ended.hasEnded; }, timeoutMs))
        ended.error = u"it has not ended"_s;
    return ended;
}

LoadPlan planFor(const QString &url)
{
    LoadPlan plan;
    plan.draft.url = url;
    plan.connections = 2;
    plan.seconds = 1;
    return plan;
}

} // namespace

class tst_Load : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void countsWhatTheServerAnswers();
    void keepsToTheRate();
    void failedResponsesAreCounted();
    void onlyThisMachine();
    void samplesAreRead();
    void theDialogStops();
    void aServerThatDoesNotListenIsNamed();
    void anEndedLoopIsNotCalledBusy();
};

void tst_Load::countsWhatTheServerAnswers()
{
    Server server("200 OK");
    LoadPlan plan = planFor(server.url());
    plan.draft.method = u"POST"_s;
    plan.draft.headers = { { u"X-Test"_s, u"yes"_s } };
    plan.draft.body = "body";
    const Ended ended = resultOf(plan);
    QCOMPARE(ended.error, QString());
    QVERIFY(ended.samples.size() >= 2);
    const LoadSample last = ended.samples.constLast();
    QVERIFY(last.isLast);
    QVERIFY(last.responses > 0);
    // What is on its way at the end is not counted: at most one for each connection.
    QVERIFY(server.answered >= last.responses);
    QVERIFY(server.answered <= last.responses + 2);
    QVERIFY(last.p50Ns > 0 && last.p50Ns <= last.p99Ns && last.p99Ns <= last.longestNs * 2);
    QVERIFY(server.lastRequest.startsWith("POST /a HTTP/1.1\r\n"));
    QVERIFY(server.lastRequest.contains("X-Test: yes"));
    QVERIFY(server.lastRequest.endsWith("body"));
}

void tst_Load::keepsToTheRate()
{
    Server server("200 OK");
    LoadPlan plan = planFor(server.url());
    plan.rate = 20;
    const Ended ended = resultOf(plan);
    QCOMPARE(ended.error, QString());
    QVERIFY(server.answered <= 44);
    QVERIFY(server.answered > 0);
}

void tst_Load::failedResponsesAreCounted()
{
    Server server("503 Busy");
    const Ended ended = resultOf(planFor(server.url()));
    QCOMPARE(ended.samples.constLast().failed, ended.samples.constLast().responses);
    server.close();
    const Ended refused = resultOf(planFor(server.url().replace(u":0/"_s, u":1/"_s)));
    QVERIFY(refused.samples.constLast().errors > 0);
    QCOMPARE(refused.samples.constLast().responses, quint64(0));
}

void tst_Load::onlyThisMachine()
{
    QCOMPARE(models::reasonNotToLoad(u"http://127.0.0.1:3000/"_s), QString());
    QCOMPARE(models::reasonNotToLoad(u"https://[::1]:3000/"_s), QString());
    QCOMPARE(models::reasonNotToLoad(u"http://localhost/"_s), QString());
    for (const QString &url : { u"http://example.org/"_s, u"http://127.0.0.1.example.org/"_s,
                                u"ftp://127.0.0.1/"_s, u"/path"_s, u""_s, u"http://10.0.0.1/"_s })
        QVERIFY2(!models::reasonNotToLoad(url).isEmpty(), qPrintable(url));
}

void tst_Load::samplesAreRead()
{
    QVERIFY(!models::readLoadSample("warning"));
    QVERIFY(!models::readLoadSample("{}"));
    const auto sample = models::readLoadSample(
        R"({"isLast":true,"ms":250,"responses":7,"failed":1,"errors":-1,"perSecond":28,"p50":1500})");
    QVERIFY(sample && sample->isLast);
    QCOMPARE(sample->durationNs, quint64(250'000'000));
    QCOMPARE(sample->responses, quint64(7));
    QCOMPARE(sample->errors, quint64(0));
    QCOMPARE(sample->p50Ns, quint64(1'500'000));
}

void tst_Load::theDialogStops()
{
    Server server("200 OK");
    models::RequestDraft draft;
    draft.url = server.url();
    panels::LoadDialog dialog(draft, nullptr);
    dialog.show();
    dialog.findChildren<QSpinBox *>()[1]->setValue(60);
    auto *button = dialog.findChild<QPushButton *>();
    button->click();
    QCOMPARE(button->text(), u"&Stop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(server.answered > 10, timeoutMs);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Start"_s, timeoutMs);
}

void tst_Load::aServerThatDoesNotListenIsNamed()
{
    QString url;
    {
        const Server gone("200 OK");
        url = gone.url();
    }
    models::RequestDraft draft;
    draft.url = url;
    panels::LoadDialog dialog(draft, nullptr);
    dialog.show();
    dialog.findChildren<QSpinBox *>()[1]->setValue(1);
    auto *button = dialog.findChild<QPushButton *>();
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Start"_s, timeoutMs);
    QVERIFY(std::ranges::any_of(dialog.findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->text()
            == u"No request got a response. Check that a server listens at %1."_s.arg(
                QUrl(url).authority());
    }));
}

void tst_Load::anEndedLoopIsNotCalledBusy()
{
    models::LoopStats loop;
    trace::TraceBatch batch;
    batch.position = { trace::LoopPhase::Poll, true, 10 };
    loop.addBatch(batch);
    QVERIFY(loop.hasData());
    loop.endRun();
    models::RequestDraft draft;
    draft.url = u"http://127.0.0.1:1/"_s;
    const panels::LoadDialog dialog(draft, &loop);
    QVERIFY(std::ranges::any_of(dialog.findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text() == "The program has ended. Run it before you send load."_L1;
    }));
}

QTEST_MAIN(tst_Load)
#include "tst_load.moc"
