// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/project/templatestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <memory>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace looptide;

// Leaves this process nothing but a loopback of its own. It must not have other threads yet.
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

    void prepare(QProcess &process, const QString &dir) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"),
                           core::shimDirectory() + QStringLiteral(":/usr/bin:/bin"));
        environment.insert(QStringLiteral("HOME"), m_dir.path());
        environment.insert(QStringLiteral("PORT"), QStringLiteral("0")); // any that is free
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(dir);
    }
    Ended run(const QString &program, const QStringList &arguments, const QString &dir) const
    {
        QProcess process;
        prepare(process, dir);
        process.start(program, arguments);
        if (!process.waitForFinished(timeoutMs))
            return { -1, process.readAllStandardOutput(), process.errorString().toUtf8() };
        return { process.exitCode(), process.readAllStandardOutput(),
                 process.readAllStandardError() };
    }
    Ended looptide(const QStringList &arguments) const
    {
        return run(looptideProgram(), arguments, m_dir.path());
    }
    static QString looptideProgram()
    {
        return QCoreApplication::applicationDirPath() + QStringLiteral("/looptide");
    }

    // The address that a server prints when it listens; empty if it never does.
    static QString addressOf(QProcess &server)
    {
        static const QRegularExpression pattern(QStringLiteral("Listening on (http\\S+)\\s"));
        QString output;
        while (server.waitForReadyRead(timeoutMs)) {
            output += QString::fromUtf8(server.readAllStandardOutput());
            // Of two services, the shop is for visitors.
            const qsizetype start = output.contains(QLatin1StringView("[stock]"))
                ? output.indexOf(QLatin1StringView("[shop]"))
                : 0;
            if (const auto match = pattern.match(output, std::max<qsizetype>(0, start));
                start >= 0 && match.hasMatch())
                return match.captured(1);
        }
        return {};
    }

    QString projectOf(const QString &id) const
    {
        return m_dir.filePath(QStringLiteral("My ") + id);
    }
    static QString tagOfServers() { return QStringLiteral("HTTP"); }

    static constexpr int timeoutMs = 120'000;
    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

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
                                  << QByteArray(
                                         "Known templates: express, graphql, http, koa, nest");
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
        const QString dir = projectOf(id);
        const Ended made = looptide({ QStringLiteral("new"), id, QFileInfo(dir).fileName() });
        QVERIFY2(made.exitCode == 0, made.errors);
        QVERIFY2(made.output.contains("looptide run \"My "), made.output);

        // Its tests, through the bundled npm. Recorded, as in the window: only recorded processes
        // run TypeScript (runtime/node/fidelity.md).
        const QString npm = core::shimDirectory() + QStringLiteral("/npm");
        const project::ProjectTemplate source = *project::TemplateStore().find(id);
        const bool isTypeScript = source.language == QLatin1StringView("TypeScript");
        const Ended tests = isTypeScript
            ? looptide({ QStringLiteral("run"), QStringLiteral("--record"),
                         m_dir.filePath(id + QStringLiteral(".trace")), QStringLiteral("--script"),
                         QStringLiteral("test"), dir })
            : run(npm, { QStringLiteral("test") }, dir);
        QVERIFY2(tests.exitCode == 0, tests.output + tests.errors);
        QVERIFY2(tests.output.contains("fail 0"), tests.output);
        QVERIFY2(id == QLatin1StringView("empty") || !tests.output.contains("tests 0"),
                 tests.output);
        if (source.packageCount == 0)
            return;

        const Ended list = run(npm, { QStringLiteral("ls"), QStringLiteral("--all") }, dir);
        QVERIFY2(list.exitCode == 0, list.output + list.errors);
        QVERIFY2(list.output.startsWith(QByteArray("my-") + id.toUtf8() + "@1.0.0"), list.output);
        QVERIFY2(!list.output.contains("invalid") && !list.output.contains("extraneous"),
                 list.output);

        // What npm would do now is nothing.
        const Ended again = run(
            npm, { QStringLiteral("ci"), QStringLiteral("--dry-run"), QStringLiteral("--offline") },
            dir);
        QVERIFY2(again.exitCode == 0, again.output + again.errors);
    }

    void everyServerResponds_data()
    {
        QTest::addColumn<QString>("id");
        for (const project::ProjectTemplate &source : project::TemplateStore().templates()) {
            if (source.tags.contains(tagOfServers()))
                QTest::newRow(qPrintable(source.id)) << source.id;
        }
    }

    // As Run does: with the request in the log, and gone after Ctrl+C.
    void everyServerResponds()
    {
        QFETCH(QString, id);
        if (!QFileInfo::exists(projectOf(id)))
            QCOMPARE(looptide({ QStringLiteral("new"), id, projectOf(id) }).exitCode, 0);
        QFile log(m_dir.filePath(id + QStringLiteral(".log")));
        QProcess server;
        prepare(server, m_dir.path());
        server.start(
            looptideProgram(),
            { QStringLiteral("run"), QStringLiteral("--http-log"), log.fileName(), projectOf(id) });
        const QUrl address(addressOf(server));
        QVERIFY2(address.isValid() && address.port() > 0, server.readAllStandardError());
        QCOMPARE(address.host(), QStringLiteral("127.0.0.1"));

        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(address)));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), timeoutMs);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        const bool isPage = address.path().isEmpty();
        QVERIFY(!isPage || reply->readAll().contains("</html>"));

        QVERIFY(log.open(QIODevice::ReadOnly));
        QByteArray logged;
        QTRY_VERIFY_WITH_TIMEOUT((logged += log.readAll()).contains("\"status\":200"), timeoutMs);
        ::kill(pid_t(server.processId()), SIGINT);
        QVERIFY(server.waitForFinished(timeoutMs));
        // Nothing goes on listening.
        QTcpSocket socket;
        socket.connectToHost(address.host(), quint16(address.port()));
        QVERIFY(!socket.waitForConnected());
    }
};

int main(int argc, char *argv[])
{
    if (!unplugNetwork())
        qInfo("no network namespaces here: run with the network plugged in");
    const QCoreApplication application(argc, argv);
    NewProjectTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_newproject.moc"
