// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/changesview.h"
#include "panels/git/commitform.h"
#include "panels/git/diffview.h"
#include "panels/git/gitpanel.h"
#include "tests/panels/git/gitfolder.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

using namespace looptide;
using models::GitChangesModel;
using models::GitRepository;
using panels::GitPanel;
using Group = GitChangesModel::Group;
using namespace Qt::StringLiterals;

class GitPanelTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<tests::GitFolder> m_folder;
    std::unique_ptr<GitPanel> m_panel;

    void open()
    {
        m_panel = std::make_unique<GitPanel>();
        m_panel->repository()->runner()->setEnvironment(m_folder->environment());
        connect(m_panel.get(), &GitPanel::trustChosen, m_panel->repository(),
                [this](const QString &, bool isTrusted) {
                    m_panel->repository()->setTrusted(isTrusted);
                });
        m_panel->resize(320, 600);
        m_panel->show();
        m_panel->setProject(m_folder->path());
        QTRY_VERIFY(m_panel->repository()->state() != GitRepository::State::Reading);
    }
    GitChangesModel *changes() const { return m_panel->changesView()->changes(); }
    QString list() const
    {
        QStringList lines;
        for (int g = 0; g < changes()->rowCount(); ++g) {
            const QModelIndex group = changes()->index(g, 0);
            lines.append(group.data().toString());
            for (int f = 0; f < changes()->rowCount(group); ++f) {
                const QModelIndex file = changes()->index(f, 0, group);
                lines.append(u" %1 %2"_s.arg(file.data(GitChangesModel::LetterRole).toChar())
                                 .arg(file.data().toString()));
            }
        }
        return lines.join(u'\n');
    }
    void select(Group group, const QByteArray &path) const
    {
        const QModelIndex index = changes()->indexOf({ group, path });
        QVERIFY(index.isValid());
        m_panel->changesView()->setCurrentIndex(index);
    }
    void trigger(const char *name) const
    {
        auto *action = m_panel->findChild<QAction *>(QLatin1StringView(name));
        QVERIFY(action);
        QVERIFY(action->isEnabled());
        action->trigger();
    }
    QPlainTextEdit *message() const
    {
        return m_panel->findChild<QPlainTextEdit *>(u"git.message"_s);
    }
    QPushButton *commitButton() const { return m_panel->findChild<QPushButton *>(u"git.commit"_s); }
    void pressOffer() const
    {
        auto *offer = m_panel->findChild<QToolButton *>(u"git.offer0"_s);
        QVERIFY(!offer->isHidden());
        offer->click();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<tests::GitFolder>(); }
    void cleanup()
    {
        m_panel.reset();
        m_folder.reset();
    }

    void aFolderGetsARepository()
    {
        m_folder->write(u"a.js"_s, "x\n");
        m_folder->write(u"node_modules/b.js"_s, "x\n");
        open();
        for (auto *button : m_panel->findChildren<QPushButton *>()) {
            if (button->text() == "Create Repository"_L1)
                button->click();
        }
        QTRY_COMPARE(list(), u"Untracked Files\n U .gitignore\n U a.js"_s);
        QCOMPARE(m_folder->read(u".gitignore"_s), "node_modules/\n");
    }

    void changesAreStagedAndCommitted()
    {
        m_folder->begin({ u"a.js"_s, u"src/b.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        m_folder->write(u"new.js"_s, "x\n");
        open();
        const QAbstractItemModelTester tester(changes());
        QTRY_COMPARE(list(), u"Changes\n M a.js\nUntracked Files\n U new.js"_s);
        QCOMPARE(commitButton()->text(), u"Stage All and Commit"_s);
        QVERIFY(!commitButton()->isEnabled());
        QCOMPARE(commitButton()->toolTip(), u"Write a message first: what these changes do"_s);
        select(Group::Untracked, "new.js");
        QTest::keyClick(m_panel->changesView(), Qt::Key_Space);
        QTRY_COMPARE(list(), u"Staged Changes\n A new.js\nChanges\n M a.js"_s);
        QCOMPARE(commitButton()->text(), u"Commit"_s);
        select(Group::Staged, "new.js");
        trigger("git.unstage");
        QTRY_COMPARE(list(), u"Changes\n M a.js\nUntracked Files\n U new.js"_s);
        trigger("git.stageAll");
        QTRY_COMPARE(list(), u"Staged Changes\n M a.js\n A new.js"_s);
        QTest::keyClicks(message(), u"Second"_s);
        QCOMPARE(commitButton()->toolTip(), u"Commit (Ctrl+Return)"_s);
        QTest::keyClick(message(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(list(), QString());
        QTRY_COMPARE(m_panel->noticeText(), u"Committed."_s);
        QCOMPARE(message()->toPlainText(), QString());
        QCOMPARE(m_folder->git({ u"log"_s, u"-1"_s, u"--format=%s"_s }), "Second");
    }

    void theLastCommitIsAmended()
    {
        m_folder->begin({ u"a.js"_s });
        open();
        auto *amend = m_panel->findChild<QCheckBox *>(u"git.amend"_s);
        QTRY_VERIFY(amend->isEnabled());
        amend->click();
        QTRY_COMPARE(message()->toPlainText(), u"First"_s);
        message()->setPlainText(u"Better"_s);
        QTRY_VERIFY(commitButton()->isEnabled());
        commitButton()->click();
        QTRY_COMPARE(m_folder->git({ u"log"_s, u"--format=%s"_s }), "Better");
        QTRY_VERIFY(!amend->isChecked());
    }

    void differencesAreShown()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "one\nTWO\nthree\n");
        m_folder->write(u"<b>.js"_s, "new\n");
        open();
        QTRY_COMPARE(changes()->fileCount(), 2);
        QSignalSpy shown(m_panel.get(), &GitPanel::diffShown);
        panels::DiffView *view = m_panel->diffView();
        view->setParent(nullptr);
        view->resize(700, 400);
        view->show();
        Q_EMIT m_panel->changesView()->clicked(changes()->indexOf({ Group::Changed, "a.js" }));
        QCOMPARE(shown.size(), 1);
        QTRY_COMPARE(view->text(), u"a.js\n@@ -1,3 +1,3 @@\none\ntwo\nTWO\nthree"_s);
        view->setSideBySide(true);
        QCOMPARE(view->text(),
                 u"a.js\n@@ -1,3 +1,3 @@\none\ntwo\nthree\n---\n"
                 "a.js\n@@ -1,3 +1,3 @@\none\nTWO\nthree"_s);
        view->setSideBySide(false);
        Q_EMIT m_panel->changesView()->clicked(changes()->indexOf({ Group::Untracked, "<b>.js" }));
        QTRY_COMPARE(view->text(), u"<b>.js (new)\n@@ -0,0 +1 @@\nnew"_s);
        // It follows what happens to the file.
        Q_EMIT m_panel->changesView()->clicked(changes()->indexOf({ Group::Changed, "a.js" }));
        QTRY_VERIFY(view->text().startsWith(u"a.js"_s));
        auto *stage = view->findChild<QAction *>(u"diff.stage"_s);
        QTRY_VERIFY(stage->isEnabled());
        stage->trigger();
        QTRY_COMPARE(view->text(), u"There are no differences left."_s);
        QTRY_COMPARE(list(), u"Staged Changes\n M a.js\nUntracked Files\n U <b>.js"_s);
        delete view;
    }

    // Such a name is no argument of a command, so an untracked file cannot be compared.
    void anUntrackedNameThatIsNotUtf8IsNotCalledUnchanged()
    {
        m_folder->begin({ u"a.js"_s });
        const QByteArray raw = m_folder->path().toUtf8() + "/\xff\xfe.js";
        FILE *file = fopen(raw.constData(), "w");
        QVERIFY(file);
        fputs("x\n", file);
        fclose(file);
        open();
        QTRY_COMPARE(changes()->fileCount(), 1);
        panels::DiffView *view = m_panel->diffView();
        Q_EMIT m_panel->changesView()->clicked(
            changes()->indexOf({ Group::Untracked, "\xff\xfe.js" }));
        QTRY_COMPARE(view->text(),
                     u"Git cannot show this file before it is staged, because its name is not "
                     "UTF-8."_s);
        trigger("git.stageAll");
        QTRY_COMPARE(changes()->indexOf({ Group::Staged, "\xff\xfe.js" }).isValid(), true);
        Q_EMIT m_panel->changesView()->clicked(
            changes()->indexOf({ Group::Staged, "\xff\xfe.js" }));
        QTRY_VERIFY(view->text().endsWith(u"x"_s));
        QCOMPARE(::unlink(raw.constData()), 0); // QTemporaryDir cannot
    }

    void discardingAsksAndCanBeUndone()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "changed\n");
        open();
        QTRY_COMPARE(changes()->fileCount(), 1);
        select(Group::Changed, "a.js");
        trigger("git.discard");
        const auto question = [this] {
            return m_panel->findChild<QMessageBox *>(u"git.discardQuestion"_s);
        };
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(u"undo"_s));
        for (QAbstractButton *button : question()->buttons()) {
            if (question()->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QTRY_COMPARE(m_panel->noticeText(), u"The changes were discarded."_s);
        QCOMPARE(m_folder->read(u"a.js"_s), "one\ntwo\nthree\n");
        pressOffer();
        QTRY_COMPARE(m_folder->read(u"a.js"_s), "changed\n");
        QTRY_COMPARE(list(), u"Changes\n M a.js"_s);
    }

    void anUntrustedRepositoryIsNotChanged()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->git({ u"config"_s, u"filter.f.clean"_s, u"cat"_s });
        m_folder->write(u"a.js"_s, "x\n");
        open();
        QTRY_COMPARE(list(), u"Changes\n M a.js"_s);
        QVERIFY(m_panel->noticeText().contains(u"filter.f.clean"_s));
        trigger("git.stageAll");
        QVERIFY(m_panel->noticeText().contains(u"Trust"_s));
        pressOffer();
        QTRY_VERIFY(m_panel->repository()->isTrusted());
        trigger("git.stageAll");
        QTRY_COMPARE(list(), u"Staged Changes\n M a.js"_s);
    }

    void conflictsBlockTheCommit()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->git({ u"switch"_s, u"-qc"_s, u"other"_s });
        m_folder->write(u"a.js"_s, "theirs\n");
        m_folder->commitAll(u"Theirs"_s);
        m_folder->git({ u"switch"_s, u"-q"_s, u"main"_s });
        m_folder->write(u"a.js"_s, "ours\n");
        m_folder->commitAll(u"Ours"_s);
        m_folder->git({ u"merge"_s, u"-q"_s, u"other"_s });
        open();
        QTRY_COMPARE(list(), u"Conflicts\n ! a.js"_s);
        QVERIFY(m_panel->noticeText().contains(u"merge"_s));
        QVERIFY(message()->toPlainText().startsWith(u"Merge branch"_s));
        QVERIFY(!commitButton()->isEnabled());
        select(Group::Conflicts, "a.js");
        trigger("git.theirs");
        QTRY_COMPARE(list(), u"Staged Changes\n M a.js"_s);
        QTRY_VERIFY(commitButton()->isEnabled());
        commitButton()->click();
        QTRY_COMPARE(list(), QString());
        QCOMPARE(m_folder->git({ u"log"_s, u"-1"_s, u"--format=%P"_s }).count(' '), 1);
    }

    void withoutANameTheUserIsAsked()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->setIdentity(false);
        m_folder->write(u"a.js"_s, "x\n");
        open();
        QTRY_COMPARE(changes()->fileCount(), 1);
        message()->setPlainText(u"Second"_s);
        QVERIFY(commitButton()->isEnabled());
        commitButton()->click();
        QTRY_VERIFY(m_panel->noticeText().contains(u"name"_s));
        QCOMPARE(message()->toPlainText(), u"Second"_s);
    }

    void theSelectionSurvivesARefresh()
    {
        m_folder->begin({ u"a.js"_s, u"b.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        m_folder->write(u"b.js"_s, "x\n");
        open();
        QTRY_COMPARE(changes()->fileCount(), 2);
        select(Group::Changed, "b.js");
        m_folder->write(u"c.js"_s, "x\n");
        m_panel->repository()->refresh();
        QTRY_COMPARE(changes()->fileCount(), 3);
        QCOMPARE(changes()->keyOf(m_panel->changesView()->currentIndex()).path, "b.js");
        QCOMPARE(m_panel->changesView()->selected(Group::Changed).size(), 1);
    }
};

QTEST_MAIN(GitPanelTest)
#include "tst_gitpanel.moc"
