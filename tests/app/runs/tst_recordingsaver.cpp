// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/recordingsaver.h"
#include "runtime/trace/tracestore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/resource.h>

using namespace looptide;
using namespace Qt::StringLiterals;
using app::RecordingSaver;
using core::Job;

class RecordingSaverTest : public QObject
{
    Q_OBJECT

    static constexpr int batchCount = 200;

    static RecordingSaver::Recording recording()
    {
        trace::TraceBatch batch;
        for (quint64 i = 0; i < 100; ++i)
            batch.records.append(
                trace::PhaseVisit { trace::LoopPhase::Check, i * 10 + 1, i * 10 + 5, 1, 0 }
                    .toRecord());
        return { { u"app.js"_s, {}, 5 }, QList<trace::TraceBatch>(batchCount, batch) };
    }
    QString path() const { return m_dir->filePath(u"run.looptrace"_s); }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    bool writeOld() const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write("old") == 3;
    }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aRecordingReplacesTheOldFile()
    {
        QVERIFY(writeOld());
        RecordingSaver saver(path(), recording());
        QSignalSpy finished(saver.job(), &Job::finished);
        saver.start();
        QVERIFY(finished.wait());
        QCOMPARE(saver.job()->state(), Job::State::Succeeded);
        QCOMPARE(saver.job()->progress(), 1.0);
        QCOMPARE(files(), QStringList { u"run.looptrace"_s });
        trace::TraceStore store;
        trace::TraceInfo info;
        QCOMPARE(store.load(path(), &info), QString());
        QCOMPARE(info.program, u"app.js"_s);
        QCOMPARE(store.endRecord(), quint64(100 * batchCount));
    }

    void cancelKeepsTheOldFile()
    {
        QVERIFY(writeOld());
        RecordingSaver saver(path(), recording());
        QSignalSpy finished(saver.job(), &Job::finished);
        saver.job()->cancel();
        saver.start();
        QVERIFY(finished.wait());
        QCOMPARE(saver.job()->state(), Job::State::Cancelled);
        QCOMPARE(files(), QStringList { u"run.looptrace"_s });
        QCOMPARE(content(), QByteArray("old"));
    }

    void anErrorNamesTheFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << u"/nowhere/at/all.looptrace"_s;
        QTest::newRow("a full disk") << u"/dev/full"_s;
    }
    void anErrorNamesTheFile()
    {
        QFETCH(const QString, path);
        RecordingSaver saver(path, recording());
        QSignalSpy finished(saver.job(), &Job::finished);
        saver.start();
        QVERIFY(finished.wait());
        QCOMPARE(saver.job()->state(), Job::State::Failed);
        QVERIFY2(saver.job()->result().contains(path + u':'), qPrintable(saver.job()->result()));
    }

    // The limit acts like a disk that becomes full in the middle of a write.
    void aDiskThatBecomesFullKeepsTheOldFile()
    {
        QVERIFY(writeOld());
        struct rlimit usual {};
        getrlimit(RLIMIT_FSIZE, &usual);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small { 100'000, usual.rlim_max };
        setrlimit(RLIMIT_FSIZE, &small);
        RecordingSaver saver(path(), recording());
        QSignalSpy finished(saver.job(), &Job::finished);
        saver.start();
        const bool isFinished = finished.wait();
        setrlimit(RLIMIT_FSIZE, &usual);
        std::signal(SIGXFSZ, handler);
        QVERIFY(isFinished);
        QCOMPARE(saver.job()->state(), Job::State::Failed);
        const QString reason = QString::fromLocal8Bit(std::strerror(EFBIG));
        QVERIFY2(saver.job()->result().endsWith(reason), qPrintable(saver.job()->result()));
        QCOMPARE(files(), QStringList { u"run.looptrace"_s });
        QCOMPARE(content(), QByteArray("old"));
    }

    void aFolderIsNotReplaced()
    {
        QVERIFY(QDir().mkdir(path()));
        RecordingSaver saver(path(), recording());
        QSignalSpy finished(saver.job(), &Job::finished);
        saver.start();
        QVERIFY(finished.wait());
        QCOMPARE(saver.job()->state(), Job::State::Failed);
        QVERIFY(QFileInfo(path()).isDir());
    }

    void theWindowCanCloseMeanwhile()
    {
        {
            RecordingSaver saver(path(), recording());
            saver.start();
        }
        for (const QString &file : files())
            QCOMPARE(file, u"run.looptrace"_s); // no part is left
    }
};

QTEST_GUILESS_MAIN(RecordingSaverTest)
#include "tst_recordingsaver.moc"
