// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"
#include "panels/terminal/shellsession.h"
#include "panels/terminal/terminalpanel.h"

#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace looptide;
using panels::TerminalPanel;
using namespace Qt::StringLiterals;

class tst_TerminalPanel : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<TerminalPanel> m_panel;

    QString text() const { return m_panel->shown()->visibleText(); }
    void type(const QByteArray &line) const { m_panel->shownSession()->write(line + '\n'); }
    // Answers the next question of the panel.
    void answer(bool close, int *asked) const
    {
        QTimer::singleShot(0, m_panel.get(), [this, close, asked] {
            auto *box = m_panel->findChild<QMessageBox *>();
            if (!box)
                return answer(close, asked);
            ++*asked;
            if (close)
                box->defaultButton()->click();
            else
                box->reject();
        });
    }

private Q_SLOTS:
    void init()
    {
        m_panel = std::make_unique<TerminalPanel>();
        m_panel->setFolder(m_dir.path());
        m_panel->setEnvironment([](const QString &) {
            QProcessEnvironment environment;
            environment.insert(u"PATH"_s, u"/first:/usr/bin:/bin"_s);
            environment.insert(u"SHELL"_s, u"/bin/sh"_s);
            environment.insert(u"PS1"_s, u"ready> "_s);
            return environment;
        });
        m_panel->resize(800, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup() { m_panel.reset(); }

    void nothingRunsBeforeTheUserAsks()
    {
        QCOMPARE(m_panel->count(), 0);
        m_panel->findChild<QPushButton *>()->click();
        QCOMPARE(m_panel->count(), 1);
        QTRY_VERIFY(text().contains(u"ready>"_s));
    }

    void theKeyOfThePanelOpensATerminal()
    {
        m_panel->setFocus(Qt::ShortcutFocusReason);
        QCOMPARE(m_panel->count(), 1);
    }

    void runsInTheFolderWithThePathOfTheProduct()
    {
        m_panel->openTerminal();
        type("pwd; echo $PATH; echo $TERM");
        QTRY_VERIFY2(text().contains(m_dir.path()), qPrintable(text()));
        QTRY_VERIFY(text().contains(u"/first:/usr/bin"_s));
        QTRY_VERIFY(text().contains(u"xterm-256color"_s));
    }

    void hasSeveralWithNames()
    {
        m_panel->openTerminal();
        m_panel->openTerminal();
        QCOMPARE(m_panel->titles(), QStringList({ u"sh"_s, u"sh 2"_s }));
        m_panel->rename(u"  server & co "_s);
        QCOMPARE(m_panel->titles(), QStringList({ u"sh"_s, u"server & co"_s }));
        m_panel->rename(u" "_s);
        m_panel->closeShown();
        QCOMPARE(m_panel->titles(), QStringList({ u"sh"_s }));
        m_panel->closeShown();
        QCOMPARE(m_panel->count(), 0);
        const auto *empty =
            m_panel->findChild<panels::EmptyState *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(empty->isVisible());
    }

    void anEndedShellShowsItsExitCode()
    {
        m_panel->openTerminal();
        type("exit 42");
        QTRY_VERIFY2(text().contains(u"42"_s) && text().contains(u"■"_s), qPrintable(text()));
        QCOMPARE(m_panel->count(), 1);
        QVERIFY(!m_panel->shownSession()->isRunning());
    }

    void asksBeforeItClosesABusyOne()
    {
        m_panel->openTerminal();
        type("sleep 1000");
        QTRY_COMPARE(m_panel->shownSession()->busyProgram(), u"sleep"_s);
        int asked = 0;
        answer(false, &asked);
        m_panel->closeShown();
        QCOMPARE(asked, 1);
        QCOMPARE(m_panel->count(), 1);
        answer(false, &asked);
        QVERIFY(!m_panel->mayCloseAll());
        answer(true, &asked);
        m_panel->closeShown();
        QCOMPARE(asked, 3);
        QCOMPARE(m_panel->count(), 0);
        QVERIFY(m_panel->mayCloseAll());
    }

    void keysOfAShellAreNotShortcuts()
    {
        m_panel->openTerminal();
        QWidget *display = nullptr;
        for (QWidget *child : m_panel->shown()->findChildren<QWidget *>()) {
            if (child->inherits("Konsole::TerminalDisplay"))
                display = child;
        }
        const auto isTaken = [&](Qt::KeyboardModifiers modifiers, Qt::Key key) {
            QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
            event.ignore();
            QCoreApplication::sendEvent(display, &event);
            return event.isAccepted();
        };
        QVERIFY(isTaken(Qt::ControlModifier, Qt::Key_W));
        QVERIFY(isTaken(Qt::ControlModifier, Qt::Key_P));
        QVERIFY(isTaken(Qt::AltModifier, Qt::Key_B));
        QVERIFY(isTaken(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_F)); // find in it
    }
};

QTEST_MAIN(tst_TerminalPanel)
#include "tst_terminalpanel.moc"
