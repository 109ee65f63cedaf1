// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/job.h"

#include <QSignalSpy>
#include <QTest>

using looptide::core::Job;
using looptide::core::JobList;
using namespace Qt::StringLiterals;

class tst_Job : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void progressIsAShare();
    void itEndsOnce();
    void cancellingIsAWish();
    void theLogIsBounded();
    void aListHasWhatRuns();
    void aJobThatIsDestroyedLeavesTheList();
};

void tst_Job::progressIsAShare()
{
    Job job(u"Creating shop"_s);
    QVERIFY(!job.progress());
    job.setProgress(1, 4);
    QCOMPARE(job.progress(), 0.25);
    job.setProgress(9, 4);
    QCOMPARE(job.progress(), 1.);
    job.setProgress(1, 0);
    QVERIFY(!job.progress());
}

void tst_Job::itEndsOnce()
{
    Job job(u"x"_s);
    QSignalSpy finished(&job, &Job::finished);
    job.finish(Job::State::Failed, u"no room"_s);
    job.finish(Job::State::Succeeded, u"done"_s);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.state(), Job::State::Failed);
    QCOMPARE(job.result(), u"no room"_s);
}

void tst_Job::cancellingIsAWish()
{
    Job job(u"x"_s);
    QSignalSpy requested(&job, &Job::cancelRequested);
    job.cancel();
    QCOMPARE(requested.size(), 1);
    QVERIFY(job.isRunning());
    job.finish(Job::State::Cancelled);
    job.cancel();
    QCOMPARE(requested.size(), 1);
}

void tst_Job::theLogIsBounded()
{
    Job job(u"x"_s);
    for (int i = 0; i < Job::longestLog + 10; ++i)
        job.addLine(QString::number(i));
    QCOMPARE(job.log().size(), Job::longestLog);
    QCOMPARE(job.log().first(), u"10"_s);
}

void tst_Job::aListHasWhatRuns()
{
    JobList jobs;
    QSignalSpy changed(&jobs, &JobList::changed);
    Job first(u"1"_s);
    Job second(u"2"_s);
    Job ended(u"3"_s);
    ended.finish(Job::State::Succeeded);
    for (Job *job : { &first, &second, &ended, &first })
        jobs.add(job);
    QCOMPARE(jobs.running(), QList<Job *>({ &first, &second }));
    QCOMPARE(changed.size(), 2);
    second.setProgress(1, 2);
    QCOMPARE(changed.size(), 3);
    first.finish(Job::State::Succeeded);
    QCOMPARE(jobs.running(), QList<Job *>({ &second }));
}

void tst_Job::aJobThatIsDestroyedLeavesTheList()
{
    JobList jobs;
    {
        Job job(u"x"_s);
        jobs.add(&job);
        QCOMPARE(jobs.running().size(), 1);
    }
    QVERIFY(jobs.running().isEmpty());
}

QTEST_APPLESS_MAIN(tst_Job)
#include "tst_job.moc"
