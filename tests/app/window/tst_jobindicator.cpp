// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/jobindicator.h"
#include "runtime/core/job.h"

#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace looptide;
using namespace Qt::StringLiterals;
using core::Job;

namespace {

struct Shown
{
    core::JobList jobs;
    QWidget window;
    app::JobIndicator *indicator = new app::JobIndicator(&jobs, &window);
    QLabel *title = indicator->findChild<QLabel *>();
    QProgressBar *bar = indicator->findChild<QProgressBar *>();

    Shown()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(indicator);
        window.show();
    }
};

} // namespace

class tst_JobIndicator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsAJobUntilItsEnd();
    void aShortJobDoesNotFlicker();
    void cancelsTheJob();
    void othersAreCounted();
    void hostileTitlesArePlainText();
};

void tst_JobIndicator::showsAJobUntilItsEnd()
{
    Shown shown;
    QVERIFY(!shown.indicator->isVisible());
    Job job(u"Creating shop"_s);
    shown.jobs.add(&job);
    QTRY_VERIFY(shown.indicator->isVisible());
    QCOMPARE(shown.title->text(), u"Creating shop"_s);
    QCOMPARE(shown.bar->maximum(), 0); // not known
    job.setProgress(1, 4);
    QCOMPARE(shown.bar->value(), shown.bar->maximum() / 4);
    job.finish(Job::State::Succeeded);
    QVERIFY(!shown.indicator->isVisible());
}

void tst_JobIndicator::aShortJobDoesNotFlicker()
{
    Shown shown;
    Job job(u"Short"_s);
    shown.jobs.add(&job);
    job.setProgress(1, 1);
    QVERIFY(!shown.indicator->isVisible());
    job.finish(Job::State::Succeeded);
    // The next one has its own moment.
    Job next(u"Long"_s);
    shown.jobs.add(&next);
    QVERIFY(!shown.indicator->isVisible());
    QTRY_VERIFY(shown.indicator->isVisible());
    QCOMPARE(shown.title->text(), u"Long"_s);
}

void tst_JobIndicator::cancelsTheJob()
{
    Shown shown;
    Job job(u"Creating shop"_s);
    QSignalSpy requested(&job, &Job::cancelRequested);
    shown.jobs.add(&job);
    auto *cancel = shown.indicator->findChild<QToolButton *>();
    QCOMPARE(cancel->accessibleName(), u"Cancel: Creating shop"_s);
    QTRY_VERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

void tst_JobIndicator::othersAreCounted()
{
    Shown shown;
    Job first(u"First"_s);
    Job second(u"Second"_s);
    shown.jobs.add(&first);
    shown.jobs.add(&second);
    QCOMPARE(shown.title->text(), u"First, and 1 more"_s);
    first.finish(Job::State::Succeeded);
    QCOMPARE(shown.title->text(), u"Second"_s);
}

void tst_JobIndicator::hostileTitlesArePlainText()
{
    Shown shown;
    Job job(u"<b>x</b>\u202e"_s);
    shown.jobs.add(&job);
    QCOMPARE(shown.title->textFormat(), Qt::PlainText);
    QVERIFY(!shown.title->toolTip().contains(u"<b>"_s));
    QVERIFY(!shown.title->text().contains(QChar(0x202e)));
}

QTEST_MAIN(tst_JobIndicator)
#include "tst_jobindicator.moc"
