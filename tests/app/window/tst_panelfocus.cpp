// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runviews.h"
#include "app/window/dockarea.h"
#include "app/window/panelfocus.h"
#include "editor/editorarea.h"
#include "panels/output/pagetabs.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QTest>

using namespace looptide;
using app::hasFocus;

class tst_PanelFocus : public FakeRunsTest
{
    Q_OBJECT

    QAction *panelCommand(const char *panel) const
    {
        return command((QByteArray("view.panel.") + panel).constData());
    }
    bool editorHasFocus() const { return hasFocus(m_window->editor()); }

private Q_SLOTS:
    void initTestCase() { prepareApplication(QStringLiteral("tst_panelfocus")); }
    void init()
    {
        begin(R"({ "main": "app.js" })");
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        QVERIFY(editorHasFocus());
    }
    void cleanup() { close(); }

    void keyOfAPanelHidesItOnlyFromThere()
    {
        const QWidget *outputs = m_window->runViews()->outputs();
        QVERIFY(m_window->docks()->isShown(QStringLiteral("output")));
        QAction *go = panelCommand("output");
        go->trigger();
        QVERIFY(m_window->docks()->isShown(QStringLiteral("output")));
        QVERIFY(go->isChecked() && hasFocus(outputs));
        go->trigger();
        QVERIFY(!m_window->docks()->isShown(QStringLiteral("output")));
        QVERIFY(!go->isChecked() && editorHasFocus());
        go->trigger();
        QVERIFY(m_window->docks()->isShown(QStringLiteral("output")));
        QVERIFY(go->isChecked() && hasFocus(outputs));
    }

    void escapeLeavesEveryPanel_data()
    {
        QTest::addColumn<QByteArray>("panel");
        for (const char *panel : { "project", "dependencies", "output", "console", "eventloop" })
            QTest::newRow(panel) << QByteArray(panel);
    }
    void escapeLeavesEveryPanel()
    {
        QFETCH(const QByteArray, panel);
        panelCommand(panel.constData())->trigger();
        QVERIFY(!editorHasFocus());
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(editorHasFocus());
        QVERIFY(m_window->docks()->isShown(QString::fromLatin1(panel)));
    }

    void escapeIsForTheProgramThatRuns()
    {
        m_window->runProject();
        QCOMPARE(m_window->runs()->state(), core::RunState::Running);
        command("view.editor")->trigger();
        panelCommand("output")->trigger();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(m_runtimes.first()->input, QByteArray("\x1b"));
        QVERIFY(!editorHasFocus());
        command("view.editor")->trigger();
        QVERIFY(editorHasFocus());
        m_runtimes.first()->finish();
        panelCommand("output")->trigger();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(editorHasFocus());
    }

    void nextPanelVisitsAllInView()
    {
        const QList<QWidget *> panels = m_window->docks()->shownPanels();
        QVERIFY(panels.size() >= 3);
        for (QWidget *panel : panels) {
            command("view.nextPanel")->trigger();
            QVERIFY2(hasFocus(panel), panel->metaObject()->className());
        }
        command("view.nextPanel")->trigger();
        QVERIFY(editorHasFocus());
        command("view.previousPanel")->trigger();
        QVERIFY(hasFocus(panels.last()));
        command("view.nextPanel")->trigger();
        QVERIFY(editorHasFocus());
    }
};

QTEST_MAIN(tst_PanelFocus)
#include "tst_panelfocus.moc"
