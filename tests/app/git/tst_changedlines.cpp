// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/changedlines.h"
#include "app/git/gitsupport.h"
#include "app/git/trustedrepositories.h"
#include "app/window/statusstrip.h"
#include "panels/git/gitpanel.h"
#include "panels/projecttree/projectfilesmodel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QProcess>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace looptide;
using app::ChangedLines;
using namespace Qt::StringLiterals;

// Git in the whole window: the margin of the editor, the project tree, the status bar.
class ChangedLinesTest : public FakeRunsTest
{
    Q_OBJECT

    void git(const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(project());
        process.start(
            u"git"_s,
            QStringList { u"-c"_s, u"user.name=Ann"_s, u"-c"_s, u"user.email=ann@example.org"_s }
                + arguments);
        QVERIFY(process.waitForFinished());
    }
    QString file(const QString &name) const
    {
        return QFileInfo(project() + u'/' + name).canonicalFilePath();
    }
    ChangedLines *lines() const { return m_window->findChild<ChangedLines *>(); }
    models::GitRepository *repository() const
    {
        return m_window->findChild<panels::GitPanel *>()->repository();
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(u"changedlines"_s); }
    void init()
    {
        begin(R"({ "name": "p", "scripts": { "start": "node app.js" } })");
        write(u"p/app.js"_s, "one\ntwo\nthree\n");
        git({ u"init"_s, u"-q"_s, u"-b"_s, u"main"_s });
        git({ u"add"_s, u"-A"_s });
        git({ u"commit"_s, u"-qm"_s, u"First"_s });
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(file(u"app.js"_s)));
        QTRY_COMPARE(repository()->state(), models::GitRepository::State::Ready);
    }
    void cleanup()
    {
        m_window->editor()->saveAll(); // otherwise it asks when a test has failed
        close();
    }

    void typedLinesAreMarkedAndReverted()
    {
        const QString path = file(u"app.js"_s);
        QVERIFY(m_window->editor()->setText(path, "one\nTWO\nthree\nfour\n"));
        const QList<app::LineChange> expected { { 2, 1, 2, 1 }, { 3, 0, 4, 1 } };
        QTRY_COMPARE(lines()->changesOf(path), expected);
        m_window->openFile(path, 1, 1);
        command("git.nextChange")->trigger();
        QCOMPARE(m_window->editor()->currentLine(), 2);
        command("git.nextChange")->trigger();
        QCOMPARE(m_window->editor()->currentLine(), 4);
        command("git.revertChange")->trigger();
        QTRY_COMPARE(m_window->editor()->textOf(path), "one\nTWO\nthree\n");
        QTRY_COMPARE(lines()->changesOf(path).size(), 1);
        command("git.previousChange")->trigger();
        QCOMPARE(m_window->editor()->currentLine(), 2);
        command("git.revertChange")->trigger();
        QTRY_COMPARE(m_window->editor()->textOf(path), "one\ntwo\nthree\n");
        QTRY_COMPARE(lines()->changesOf(path).size(), 0);
    }

    void stagingMakesTheIndexTheBase()
    {
        const QString path = file(u"app.js"_s);
        QVERIFY(m_window->editor()->setText(path, "one\ntwo\n"));
        QVERIFY(m_window->editor()->saveFile(path));
        QTRY_COMPARE(lines()->changesOf(path).size(), 1);
        git({ u"add"_s, u"app.js"_s });
        QTRY_COMPARE(lines()->changesOf(path).size(), 0);
    }

    void theTreeAndTheStatusBarFollow()
    {
        auto *branch = m_window->statusStrip()->findChild<QToolButton *>(u"branch"_s);
        QTRY_COMPARE(branch->text(), u"main"_s);
        const QString path = file(u"app.js"_s);
        QVERIFY(m_window->editor()->setText(path, "one\n"));
        QVERIFY(m_window->editor()->saveFile(path));
        QTRY_COMPARE(branch->text(), u"main •1"_s);
        m_window->projectTree()->selectPath(path);
        QTRY_COMPARE(m_window->projectTree()
                         ->view()
                         ->currentIndex()
                         .data(panels::ProjectFilesModel::MarkRole)
                         .toString(),
                     u"M"_s);
    }

    void trustIsRemembered()
    {
        QVERIFY(!app::isTrustedRepository(project()));
        auto *panel = m_window->findChild<panels::GitPanel *>();
        Q_EMIT panel->trustChosen(repository()->topFolder(), true);
        QVERIFY(repository()->isTrusted());
        QVERIFY(app::isTrustedRepository(project()));
        QVERIFY(m_window->openProject(m_dir->path()));
        QVERIFY(m_window->openProject(project()));
        QTRY_COMPARE(repository()->state(), models::GitRepository::State::Ready);
        QVERIFY(repository()->isTrusted());
        Q_EMIT panel->trustChosen(repository()->topFolder(), false);
        QVERIFY(!app::isTrustedRepository(project()));
    }
};

QTEST_MAIN(ChangedLinesTest)
#include "tst_changedlines.moc"
