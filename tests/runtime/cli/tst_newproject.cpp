// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/project/templatestore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace looptide;

// Leaves this process (a child, between fork and exec) nothing but a loopback of its own.
static bool unplugNetwork()
{
    if (::unshare(CLONE_NEWNET) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return false;
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    ifreq request {};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = IFF_UP;
    const bool up = ::ioctl(socket, SIOCSIFFLAGS, &request) == 0;
    ::close(socket);
    return up;
}

// `looptide new` as a person uses it, with the store that was built and the network unplugged.
class NewProjectTest : public QObject
{
    Q_OBJECT

private:
    struct Ended
    {
        int exitCode = -1;
        QByteArray output;
        QByteArray errors;
    };

    Ended run(const QString &program, const QStringList &arguments, const QString &dir) const
    {
        static constexpr int timeoutMs = 120'000;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"),
                           core::shimDirectory() + QStringLiteral(":/usr/bin:/bin"));
        environment.insert(QStringLiteral("HOME"), m_dir.path());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(dir);
        if (m_unplugged)
            process.setChildProcessModifier([] { unplugNetwork(); });
        process.start(program, arguments);
        if (!process.waitForFinished(timeoutMs))
            return { -1, process.readAllStandardOutput(), process.errorString().toUtf8() };
        return { process.exitCode(), process.readAllStandardOutput(),
                 process.readAllStandardError() };
    }
    Ended looptide(const QStringList &arguments) const
    {
        return run(QCoreApplication::applicationDirPath() + QStringLiteral("/looptide"), arguments,
                   m_dir.path());
    }

    QTemporaryDir m_dir;
    bool m_unplugged = false; // where the system allows it

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QProcess probe;
        probe.setChildProcessModifier([&probe] {
            if (!unplugNetwork())
                probe.failChildProcessModifier("unshare", errno);
        });
        probe.start(QStringLiteral("true"), QStringList());
        m_unplugged = probe.waitForFinished() && probe.exitCode() == 0;
        if (!m_unplugged)
            qInfo("no network namespaces here: run with the network plugged in");
    }

    void templatesListsTheStore()
    {
        const Ended list = looptide({ QStringLiteral("templates"), QStringLiteral("--json") });
        QCOMPARE(list.exitCode, 0);
        const QJsonArray templates = QJsonDocument::fromJson(list.output).array();
        QCOMPARE(templates.size(), project::TemplateStore().templates().size());
        QCOMPARE(templates.at(0)[QLatin1StringView("id")].toString(), QStringLiteral("express"));
        QVERIFY(!templates.at(0)[QLatin1StringView("packages")][QLatin1StringView("express")]
                     .toString()
                     .isEmpty());
    }

    void badInputIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("error");

        QTest::newRow("nothing") << QStringList() << QByteArray("Usage: looptide new TEMPLATE DIR");
        QTest::newRow("template") << QStringList { QStringLiteral("nope"), QStringLiteral("x") }
                                  << QByteArray("Known templates: express, koa.");
        QTest::newRow("option") << QStringList { QStringLiteral("--nope") }
                                << QByteArray("Unknown option");
        QTest::newRow("not empty") << QStringList { QStringLiteral("koa"), QDir::tempPath() }
                                   << QByteArray("is not empty");
        QTest::newRow("not to be written")
            << QStringList { QStringLiteral("koa"), QStringLiteral("/dev/null/x") }
            << QByteArray("is not a folder");
    }

    void badInputIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, error);
        const Ended refused = looptide(QStringList(QStringLiteral("new")) + arguments);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains(error), refused.errors);
        QCOMPARE(refused.errors.count('\n'), 1);
        QVERIFY(refused.output.isEmpty());
    }

    void everyTemplateWorks_data()
    {
        QTest::addColumn<QString>("id");
        for (const project::ProjectTemplate &source : project::TemplateStore().templates())
            QTest::newRow(qPrintable(source.id)) << source.id;
    }

    void everyTemplateWorks()
    {
        QFETCH(QString, id);
        const QString name = QStringLiteral("My %1").arg(id);
        const QString dir = m_dir.filePath(name);
        const Ended made = looptide({ QStringLiteral("new"), id, name });
        QVERIFY2(made.exitCode == 0, made.errors);
        QVERIFY2(made.output.contains("looptide run \"My "), made.output);

        const QString npm = core::shimDirectory() + QStringLiteral("/npm");
        const Ended list = run(npm, { QStringLiteral("ls"), QStringLiteral("--all") }, dir);
        QVERIFY2(list.exitCode == 0, list.output + list.errors);
        QVERIFY2(list.output.startsWith(QByteArray("my-") + id.toUtf8() + "@1.0.0"), list.output);
        QVERIFY2(!list.output.contains("invalid") && !list.output.contains("extraneous"),
                 list.output);

        const Ended tests = run(npm, { QStringLiteral("test") }, dir);
        QVERIFY2(tests.exitCode == 0, tests.output + tests.errors);
        QVERIFY2(tests.output.contains("fail 0"), tests.output);

        // What npm would do now is nothing.
        const Ended again = run(
            npm, { QStringLiteral("ci"), QStringLiteral("--dry-run"), QStringLiteral("--offline") },
            dir);
        QVERIFY2(again.exitCode == 0, again.output + again.errors);
    }
};

QTEST_GUILESS_MAIN(NewProjectTest)
#include "tst_newproject.moc"
