// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/processtransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace looptide::lsp;
using namespace Qt::StringLiterals;

namespace {

ServerCommand command(const QString &mode)
{
    ServerCommand command;
    command.program = QCoreApplication::applicationDirPath() + u"/looptide-node"_s;
    command.arguments = { QStringLiteral(FAKE_SERVER), mode };
    return command;
}

bool isRunning(qint64 processId)
{
    return ::kill(pid_t(processId), 0) == 0;
}

} // namespace

class TestProcessTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesMessagesBothWays();
    void carriesLargeMessages();
    void aMissingProgramIsReported();
    void anExitIsReportedWithItsOutput();
    void aKillIsReported();
    void garbageEndsTheConnection();
    void brokenJsonIsLeftOut();
    void aServerThatDoesNotReadDoesNotBlock();
    void theProcessEndsWithTheTransport();
    void theEnvironmentIsTheGivenOne();
};

void TestProcessTransport::carriesMessagesBothWays()
{
    ProcessTransport transport(command(u"echo"_s));
    QSignalSpy received(&transport, &Transport::messageReceived);
    transport.open();
    transport.send({ { u"text"_s, u"grüße 😀"_s } });
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.first().first().toJsonObject().value("params"_L1).toObject(),
             QJsonObject({ { u"text"_s, u"grüße 😀"_s } }));
    QVERIFY(transport.processId() > 0);
}

void TestProcessTransport::carriesLargeMessages()
{
    ProcessTransport transport(command(u"echo"_s));
    QSignalSpy received(&transport, &Transport::messageReceived);
    transport.open();
    const QString text(3'000'000, u'x');
    transport.send({ { u"text"_s, text } });
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    QCOMPARE(received.first()
                 .first()
                 .toJsonObject()
                 .value("params"_L1)
                 .toObject()
                 .value("text"_L1)
                 .toString()
                 .size(),
             text.size());
}

void TestProcessTransport::aMissingProgramIsReported()
{
    ServerCommand missing;
    missing.program = u"/nowhere/server"_s;
    ProcessTransport transport(missing);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open();
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(!closed.first().first().toString().isEmpty());
}

void TestProcessTransport::anExitIsReportedWithItsOutput()
{
    ProcessTransport transport(command(u"exit"_s));
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 20'000);
    QCOMPARE(closed.first().first().toString(), u"exit code 3. something went wrong"_s);
}

void TestProcessTransport::aKillIsReported()
{
    ProcessTransport transport(command(u"echo"_s));
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open();
    QTRY_COMPARE(opened.size(), 1);
    ::kill(pid_t(transport.processId()), SIGKILL);
    QTRY_COMPARE(closed.size(), 1);
}

void TestProcessTransport::garbageEndsTheConnection()
{
    ProcessTransport transport(command(u"garbage"_s));
    QSignalSpy received(&transport, &Transport::messageReceived);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 20'000);
    QCOMPARE(received.size(), 0);
    QTRY_VERIFY(!isRunning(transport.processId()));
    QCOMPARE(closed.size(), 1);
}

void TestProcessTransport::brokenJsonIsLeftOut()
{
    ProcessTransport transport(command(u"badjson"_s));
    QSignalSpy received(&transport, &Transport::messageReceived);
    transport.open();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    QCOMPARE(received.first().first().toJsonObject().value("method"_L1).toString(), u"after"_s);
}

void TestProcessTransport::aServerThatDoesNotReadDoesNotBlock()
{
    ProcessTransport transport(command(u"hang"_s));
    QSignalSpy opened(&transport, &Transport::opened);
    transport.open();
    QTRY_COMPARE(opened.size(), 1);
    ::kill(pid_t(transport.processId()), SIGSTOP);
    QElapsedTimer timer;
    timer.start();
    const QString text(1'000'000, u'x');
    for (int i = 0; i < 20; ++i)
        transport.send({ { u"text"_s, text } });
    // Twenty megabytes that nobody takes: far more than a pipe holds.
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    ::kill(pid_t(transport.processId()), SIGCONT);
}

void TestProcessTransport::theProcessEndsWithTheTransport()
{
    auto transport = std::make_unique<ProcessTransport>(command(u"hang"_s));
    QSignalSpy opened(transport.get(), &Transport::opened);
    transport->open();
    QTRY_COMPARE(opened.size(), 1);
    const qint64 processId = transport->processId();
    QVERIFY(isRunning(processId));
    transport.reset();
    QTRY_VERIFY(!isRunning(processId));
}

void TestProcessTransport::theEnvironmentIsTheGivenOne()
{
    ServerCommand given = command(u"environment"_s);
    given.environment.insert(u"LOOPTIDE_TEST"_s, u"1"_s);
    ProcessTransport transport(given);
    QSignalSpy received(&transport, &Transport::messageReceived);
    transport.open();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    QCOMPARE(received.first()
                 .first()
                 .toJsonObject()
                 .value("params"_L1)
                 .toObject()
                 .value("LOOPTIDE_TEST"_L1)
                 .toString(),
             u"1"_s);
}

QTEST_GUILESS_MAIN(TestProcessTransport)
#include "tst_processtransport.moc"
