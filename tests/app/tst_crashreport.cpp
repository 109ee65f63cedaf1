// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashreport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::app;
using namespace Qt::StringLiterals;
using Fault = CrashReport::Fault;

// Reports as the crash handler writes them; %1 is this program.
class TestCrashReport : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString write(const QString &name, const QString &text) const
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("no report can be written");
        return file.fileName();
    }

    static QString report(const QString &head, const QStringList &frames)
    {
        const QString own = QCoreApplication::applicationFilePath();
        const QStringList handler { own + QStringLiteral("(+0x4b1a2)[0x55d0]"),
                                    own + QStringLiteral("(+0x4b3f0)[0x55d1]"),
                                    QStringLiteral("/lib/libc.so.6(+0x3fc10)[0x7f01]") };
        QStringList named;
        for (const QString &frame : frames)
            named.append(frame == QLatin1StringView("own")
                             ? own + QStringLiteral("(+0x1)[0x55d2]")
                             : frame + QStringLiteral("(+0x1)[0x7f]"));
        return head + QStringLiteral("native stack:\n") + (handler + named).join(u'\n') + u'\n';
    }

    static QString head(const QString &thread, const QString &program)
    {
        return QStringLiteral("signal: SIGSEGV (an address that is not there was used)\n"
                              "address: 0x8\nthread: %1\n%2")
            .arg(thread,
                 program.isEmpty() ? QString() : QStringLiteral("program: %1\n").arg(program));
    }

private Q_SLOTS:
    void theStackTellsWhoFailed_data()
    {
        const QString libc = QStringLiteral("/lib/libc.so.6");
        const QString node = QStringLiteral("/usr/lib/libnode.so.137");
        const QString qt = QStringLiteral("/usr/lib/libQt6Widgets.so.6");
        const QString addon = QStringLiteral("/p/node_modules/sharp/sharp.node");
        const QString app = QStringLiteral("node app.js");
        QTest::addColumn<QString>("thread");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("frames");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("culprit");
        QTest::newRow("the window, while nothing ran")
            << u"window"_s << QString() << QStringList { qt, u"own"_s } << int(Fault::Looptide)
            << u"libQt6Widgets.so.6"_s;
        QTest::newRow("the window, while a program ran")
            << u"window"_s << app << QStringList { qt, u"own"_s, libc } << int(Fault::Looptide)
            << u"libQt6Widgets.so.6"_s;
        QTest::newRow("Looptide's own code") << u"window"_s << app << QStringList { u"own"_s, qt }
                                             << int(Fault::Looptide) << QString();
        QTest::newRow("Looptide's probes in the program's thread")
            << u"node"_s << app << QStringList { u"own"_s, node, libc } << int(Fault::Looptide)
            << QString();
        QTest::newRow("an addon") << u"node"_s << app << QStringList { addon, node }
                                  << int(Fault::Addon) << u"sharp.node"_s;
        QTest::newRow("a library that an addon called")
            << u"libuv-worker"_s << app
            << QStringList { libc, u"/p/node_modules/vips/libvips.so.42"_s, addon, node }
            << int(Fault::Addon) << u"sharp.node"_s;
        QTest::newRow("Node.js, aborting")
            << u"node"_s << app << QStringList { libc, libc, node, u"own"_s } << int(Fault::Node)
            << u"libnode.so.137"_s;
        QTest::newRow("Node.js, in a worker thread")
            << u"worker 1"_s << app << QStringList { node, libc } << int(Fault::Node)
            << u"libnode.so.137"_s;
        QTest::newRow("Node.js, set up by the window")
            << u"window"_s << app << QStringList { node, u"own"_s } << int(Fault::Looptide)
            << u"libnode.so.137"_s;
        QTest::newRow("a thread of the window's")
            << u"RecoveryJournal"_s << app << QStringList { qt, libc } << int(Fault::Looptide)
            << u"libQt6Widgets.so.6"_s;
    }

    void theStackTellsWhoFailed()
    {
        QFETCH(const QString, thread);
        QFETCH(const QString, program);
        QFETCH(const QStringList, frames);
        QFETCH(const int, fault);
        QFETCH(const QString, culprit);
        const CrashReport crash =
            CrashReport::load(write(u"1.txt"_s, report(head(thread, program), frames)));
        QCOMPARE(int(crash.fault()), fault);
        QCOMPARE(crash.culprit(), culprit);
        const bool blamesProgram = crash.message().contains(u"Isolated"_s);
        QCOMPARE(blamesProgram, Fault(fault) == Fault::Addon || Fault(fault) == Fault::Node);
        QVERIFY(crash.message().contains(u"SIGSEGV"_s));
    }

    void aSignalFromOutsideIsNobodysFault()
    {
        const QString text =
            report(u"signal: SIGSEGV (x)\nsender: 4711\nthread: window\n"_s, { u"own"_s });
        const CrashReport crash = CrashReport::load(write(u"1.txt"_s, text));
        QCOMPARE(int(crash.fault()), int(Fault::Outside));
        QVERIFY(crash.message().contains(u"4711"_s));
        QVERIFY(crash.suspects(2).isEmpty());
    }

    void aDamagedReportStillGivesASentence()
    {
        for (const QString &text : { QString(), u"native stack:\n"_s, u"\n\n\0"_s }) {
            const CrashReport crash = CrashReport::load(write(u"1.txt"_s, text));
            QVERIFY(crash.message().contains(u"Looptide failed"_s));
        }
    }

    // The first crash may have had any cause; the second one with the same file may not.
    void aFileIsSuspectedAtTheSecondCrash()
    {
        const auto opened = [](const QStringList &files) {
            QString lines;
            for (const QString &file : files)
                lines += u"opened: "_s + file + u'\n';
            return report(head(u"window"_s, {}) + lines, { u"own"_s });
        };
        const QString first = write(u"11.txt"_s, opened({ u"/p/b ad.js"_s, u"/p/x.js"_s }));
        QCOMPARE(CrashReport::load(first).suspects(1), QStringList());
        QCOMPARE(CrashReport::load(first).suspects(2),
                 QStringList({ u"/p/b ad.js"_s, u"/p/x.js"_s }));
        const QString second = write(u"12.txt"_s, opened({ u"/p/b ad.js"_s, u"/p/y.js"_s }));
        QCOMPARE(CrashReport::load(second).suspects(1), QStringList(u"/p/b ad.js"_s));
        QFile::remove(first);
        QFile::remove(second);
    }
};

QTEST_GUILESS_MAIN(TestCrashReport)
#include "tst_crashreport.moc"
