// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/terminal/shellsession.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using core::RunResult;
using models::ShellSession;
using namespace Qt::StringLiterals;

class tst_ShellSession : public QObject
{
    Q_OBJECT

    std::unique_ptr<ShellSession> m_session;
    QByteArray m_output;
    std::unique_ptr<QSignalSpy> m_ended;
    QTemporaryDir m_dir;

    void start(const QString &shell = u"/bin/sh"_s, const QString &folder = {})
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
        environment.insert(u"PS1"_s, u"ready> "_s);
        m_session->start({ shell, folder.isEmpty() ? m_dir.path() : folder, environment, 90, 30 });
    }
    RunResult result() const { return m_ended->value(0).value(0).value<RunResult>(); }

private Q_SLOTS:
    void init()
    {
        m_output.clear();
        m_session = std::make_unique<ShellSession>();
        m_ended = std::make_unique<QSignalSpy>(m_session.get(), &ShellSession::ended);
        connect(m_session.get(), &ShellSession::outputReceived, m_session.get(),
                [this](const QByteArray &bytes) { m_output += bytes; });
    }

    void runsCommandsOnATerminalOfItsSize()
    {
        start();
        m_session->write("stty size; tty; pwd\n");
        QTRY_VERIFY2(m_output.contains("30 90"), m_output);
        QTRY_VERIFY2(m_output.contains("/dev/pts/"), m_output);
        QTRY_VERIFY2(m_output.contains(m_dir.path().toUtf8()), m_output);
        m_session->resize(101, 40);
        m_session->write("stty size\n");
        QTRY_VERIFY2(m_output.contains("40 101"), m_output);
    }

    void reportsTheExitCode()
    {
        start();
        m_session->write("exit 7\n");
        QTRY_COMPARE(m_ended->size(), 1);
        QCOMPARE(result().reason, RunResult::Reason::Exited);
        QCOMPARE(result().exitCode, 7);
        QVERIFY(!m_session->isRunning());
    }

    void reportsASignal()
    {
        start();
        m_session->write("kill -9 $$\n");
        QTRY_COMPARE(m_ended->size(), 1);
        QCOMPARE(result().reason, RunResult::Reason::Signalled);
        QCOMPARE(result().signal, 9);
    }

    void knowsWhatRunsInTheForeground()
    {
        start();
        QTRY_VERIFY2(m_output.contains("ready>"), m_output);
        QCOMPARE(m_session->busyProgram(), QString());
        m_session->write("sleep 1000\n");
        QTRY_COMPARE(m_session->busyProgram(), u"sleep"_s);
        m_session->write("\x03");
        QTRY_COMPARE(m_session->busyProgram(), QString());
    }

    void knowsWhereTheShellIs()
    {
        start();
        m_session->write("cd /\n");
        QTRY_COMPARE(m_session->currentFolder(), u"/"_s);
    }

    void destructionEndsWhatRuns()
    {
        start();
        m_session->write("echo pid=$$=; sleep 1000\n");
        QTRY_COMPARE(m_session->busyProgram(), u"sleep"_s);
        const qsizetype at = m_output.lastIndexOf("pid=");
        const QByteArray pid = m_output.mid(at + 4).split('=').first();
        QVERIFY(QFileInfo::exists("/proc/"_L1 + QString::fromLatin1(pid)));
        m_session.reset();
        QTRY_VERIFY(!QFileInfo::exists("/proc/"_L1 + QString::fromLatin1(pid)));
    }

    void whatCannotStartSaysWhy()
    {
        start(u"/nonexistent/shell"_s);
        QTRY_COMPARE(m_ended->size(), 1);
        QCOMPARE(result().reason, RunResult::Reason::FailedToStart);
        QVERIFY(result().message.contains(u"/nonexistent/shell"_s));
        init();
        start(u"/bin/sh"_s, u"/nonexistent"_s);
        QTRY_COMPARE(m_ended->size(), 1);
        QVERIFY(result().message.contains(u"/nonexistent"_s));
    }

    void choosesAShellThatExists()
    {
        QProcessEnvironment environment;
        environment.insert(u"SHELL"_s, u"/bin/sh"_s);
        QCOMPARE(ShellSession::userShell(environment), u"/bin/sh"_s);
        for (const QString &wrong : { u""_s, u"relative"_s, u"/tmp"_s, u"/nonexistent"_s }) {
            environment.insert(u"SHELL"_s, wrong);
            QVERIFY(QFileInfo(ShellSession::userShell(environment)).isExecutable());
        }
    }
};

QTEST_GUILESS_MAIN(tst_ShellSession)
#include "tst_shellsession.moc"
