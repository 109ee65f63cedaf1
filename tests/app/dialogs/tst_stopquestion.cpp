// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runviews.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace looptide;
using core::RunState;

class tst_StopQuestion : public FakeRunsTest
{
    Q_OBJECT

    QString m_other;
    QString m_asked; // by the last question
    QString m_title; // its window's
    bool m_titleFits = false; // beside the buttons of a window's frame

    // The next question is answered from its own event loop.
    void answer(bool stop)
    {
        m_asked.clear();
        QTimer::singleShot(0, this, [this, stop] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            m_asked = box->text();
            m_title = box->windowTitle();
            constexpr int frameButtons = 120; // as wide as common window managers make them
            m_titleFits =
                box->fontMetrics().horizontalAdvance(m_title) + frameButtons < box->width();
            if (stop)
                box->defaultButton()->click();
            else
                box->reject();
        });
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(QStringLiteral("tst_stopquestion")); }
    void init()
    {
        begin(R"({ "main": "app.js" })");
        write(QStringLiteral("other/package.json"), "{}");
        m_other = m_dir->filePath(QStringLiteral("other"));
        QVERIFY(m_window->openProject(project()));
    }
    void cleanup() { close(); }

    void nothingIsAskedWhenNothingRuns()
    {
        answer(false);
        m_window->runProject();
        m_runtimes.first()->finish();
        QVERIFY(m_window->openProject(m_other));
        QCOMPARE(m_window->project(), m_other);
        QCOMPARE(m_asked, QString());
    }

    void programGoesOnWhenTheUserCancels()
    {
        m_window->runProject();
        answer(false);
        QVERIFY(!m_window->openProject(m_other));
        QCOMPARE(m_asked, QStringLiteral("“node app.js” is running."));
        QCOMPARE(m_window->project(), project());
        QCOMPARE(m_window->runs()->state(), RunState::Running);
        QCOMPARE(m_runtimes.first()->stopCount, 0);
        answer(false);
        QVERIFY(m_window->openProject(project())); // it is open
        QCOMPARE(m_asked, QString());
    }

    void theTitleIsNotCutOff()
    {
        m_window->runProject();
        answer(false);
        QVERIFY(!m_window->openProject(m_other));
        QCOMPARE(m_title, QStringLiteral("Stop?"));
        QVERIFY(m_titleFits);
    }

    void outputOfTheOldProjectIsGone()
    {
        m_window->runProject();
        m_runtimes.first()->emitOutput("old output\r\n");
        const QPointer<app::RunSession> old = m_window->runs()->shown();
        answer(true);
        QVERIFY(m_window->openProject(m_other));
        QVERIFY(!m_asked.isEmpty());
        QCOMPARE(m_window->project(), m_other);
        QCOMPARE(m_window->runs()->sessions().size(), 1);
        QVERIFY(m_window->runs()->shown()->isFresh());
        QCOMPARE(m_window->output()->visibleText(), QString());
        QTRY_VERIFY(!old);
    }

    void programThatTakesItsTimeToEndIsOutOfTheWay()
    {
        m_window->runProject();
        tests::FakeRuntime *slow = m_runtimes.first();
        slow->stopsByItself = false;
        const QPointer<app::RunSession> old = m_window->runs()->shown();
        answer(true);
        command("file.closeProject")->trigger();
        QVERIFY(!m_asked.isEmpty());
        QCOMPARE(slow->stopCount, 1);
        QVERIFY(m_window->runs()->shown()->isFresh());
        QVERIFY(m_window->openProject(project()));
        m_window->runProject(); // the same program, in a session of its own
        QVERIFY(m_window->runs()->shown() != old);
        QCOMPARE(m_window->runs()->state(), RunState::Running);
        slow->finish();
        QTRY_VERIFY(!old);
        QCOMPARE(m_window->runs()->state(), RunState::Running);
    }
};

QTEST_MAIN(tst_StopQuestion)
#include "tst_stopquestion.moc"
