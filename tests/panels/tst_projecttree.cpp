// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"
#include "panels/projecttree/projectfilesmodel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/projecttree/rawnamedialog.h"
#include "panels/projecttree/rawnamesproxy.h"
#include "tests/panels/rawfiles.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace looptide;
using panels::ProjectTreePanel;

class ProjectTreeTest : public QObject
{
    Q_OBJECT

    void write(const QString &path) const
    {
        const QString full = m_dir->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QString rows(const QModelIndex &parent = {}) const
    {
        const QModelIndex root = parent.isValid() ? parent : m_panel->view()->rootIndex();
        QStringList names;
        for (int row = 0; row < m_panel->view()->model()->rowCount(root); ++row)
            names.append(m_panel->view()->model()->index(row, 0, root).data().toString());
        return names.join(u' ');
    }
    QAction *action(const char *name) const
    {
        return m_panel->findChild<QAction *>(QLatin1StringView(name));
    }
    bool select(const QString &path)
    {
        m_panel->selectPath(m_dir->filePath(path));
        return m_panel->selectedPath() == m_dir->filePath(path);
    }
    panels::EmptyState *shownEmptyState() const { return shownEmptyState(*m_panel); }
    static panels::EmptyState *shownEmptyState(const ProjectTreePanel &panel)
    {
        const auto states = panel.findChildren<panels::EmptyState *>();
        const auto shown = std::ranges::find_if(states, &QWidget::isVisible);
        return shown == states.end() ? nullptr : *shown;
    }
    // Of the project's folder.
    bool selectShown(const QString &name)
    {
        QTreeView *view = m_panel->view();
        for (int row = 0; row < view->model()->rowCount(view->rootIndex()); ++row) {
            const QModelIndex index = view->model()->index(row, 0, view->rootIndex());
            if (index.data().toString() != name)
                continue;
            view->setCurrentIndex(index);
            return true;
        }
        return false;
    }
    void confirmDeletion() const
    {
        for (QMessageBox *next : m_panel->findChildren<QMessageBox *>()) {
            if (next->isVisible())
                next->defaultButton()->click();
        }
        // A disk without a trash asks once more, and then deletes for good.
        for (QMessageBox *next : m_panel->findChildren<QMessageBox *>()) {
            for (QAbstractButton *button : next->buttons()) {
                if (next->isVisible() && next->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
            }
        }
    }
    QLineEdit *nameEditor() const { return m_panel->view()->findChild<QLineEdit *>(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<ProjectTreePanel> m_panel;

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        for (const char *path : { "app.js", "package.json", "lib/util.js", ".git/HEAD",
                                  "node_modules/express/index.js" })
            write(QLatin1StringView(path));
        m_panel = std::make_unique<ProjectTreePanel>();
        m_panel->resize(300, 500);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_panel->setProject(m_dir->path());
        QTRY_COMPARE(rows(), QStringLiteral("lib node_modules app.js package.json"));
    }
    void cleanup()
    {
        m_panel.reset();
        std::error_code error; // QTemporaryDir leaves names that are not UTF-8
        std::filesystem::remove_all(m_dir->path().toStdString(), error);
    }

    void offersToOpenAFolderWhenThereIsNone()
    {
        ProjectTreePanel panel;
        QSignalSpy open(&panel, &ProjectTreePanel::openFolderRequested);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        shownEmptyState(panel)->findChildren<QPushButton *>().constFirst()->click();
        QCOMPARE(open.size(), 1);
    }

    void activatesFilesButNotFolders()
    {
        QSignalSpy activated(m_panel.get(), &ProjectTreePanel::fileActivated);
        QVERIFY(select(QStringLiteral("app.js")));
        QTest::keyClick(m_panel->view(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), m_dir->filePath(QStringLiteral("app.js")));
        QVERIFY(select(QStringLiteral("lib")));
        QTest::keyClick(m_panel->view(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
    }

    void newFilesTakeTheirPlace()
    {
        write(QStringLiteral("b10.js"));
        write(QStringLiteral("B2.js"));
        write(QStringLiteral("zoo/x.js"));
        QTRY_COMPARE(rows(),
                     QStringLiteral("lib node_modules zoo app.js B2.js b10.js package.json"));
    }

    void aNameThatPretendsToBeAnotherIsShownAsItIs()
    {
        write(QStringLiteral("a") + QChar(0x202E) + QStringLiteral("gnp.js"));
        QTRY_COMPARE(rows(),
                     QStringLiteral("lib node_modules a<U+202E>gnp.js app.js package.json"));
    }

    void showsWhatAnotherProgramCreatesAndDeletes()
    {
        write(QStringLiteral("new.js"));
        QTRY_VERIFY(rows().contains(QStringLiteral("new.js")));
        QVERIFY(QFile::remove(m_dir->filePath(QStringLiteral("new.js"))));
        QTRY_VERIFY(!rows().contains(QStringLiteral("new.js")));
    }

    void createsAFileUnderTheNameThatWasTyped()
    {
        QSignalSpy created(m_panel.get(), &ProjectTreePanel::pathCreated);
        action("tree.newFile")->trigger();
        QTRY_VERIFY(nameEditor());
        nameEditor()->setText(QStringLiteral("server.js"));
        QTest::keyClick(nameEditor(), Qt::Key_Return);
        QTRY_COMPARE(created.size(), 1);
        QCOMPARE(created[0][0].toString(), m_dir->filePath(QStringLiteral("server.js")));
        QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("server.js"))));
        QTRY_VERIFY(rows().contains(QStringLiteral("server.js")));
    }

    void leavesNothingBehindWhenNamingIsCancelled()
    {
        action("tree.newFolder")->trigger();
        QTRY_VERIFY(nameEditor());
        QTest::keyClick(nameEditor(), Qt::Key_Escape);
        QTRY_COMPARE(rows(), QStringLiteral("lib node_modules app.js package.json"));
    }

    void createsInTheSelectedFolder()
    {
        QVERIFY(select(QStringLiteral("lib")));
        action("tree.newFile")->trigger();
        QTRY_VERIFY(nameEditor());
        QTest::keyClick(nameEditor(), Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(m_dir->filePath(QStringLiteral("lib/new-file.js"))));
    }

    void renamesInPlace()
    {
        QSignalSpy renamed(m_panel.get(), &ProjectTreePanel::pathRenamed);
        QVERIFY(select(QStringLiteral("app.js")));
        action("tree.rename")->trigger();
        QTRY_VERIFY(nameEditor());
        nameEditor()->setText(QStringLiteral("main.js"));
        QTest::keyClick(nameEditor(), Qt::Key_Return);
        QTRY_COMPARE(renamed.size(), 1);
        QCOMPARE(renamed[0][0].toString(), m_dir->filePath(QStringLiteral("app.js")));
        QCOMPARE(renamed[0][1].toString(), m_dir->filePath(QStringLiteral("main.js")));
        QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("main.js"))));
    }

    void saysWhyANameIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("taken") << QStringLiteral("package.json");
        QTest::newRow("folder in it") << QStringLiteral("a/b.js");
        QTest::newRow("empty") << QString();
        QTest::newRow("blank") << QStringLiteral("  ");
        QTest::newRow("parent") << QStringLiteral("..");
        QTest::newRow("too long") << QString(300, u'x');
    }
    void saysWhyANameIsRefused()
    {
        QFETCH(QString, name);
        QSignalSpy message(m_panel.get(), &ProjectTreePanel::messageRequested);
        QVERIFY(select(QStringLiteral("app.js")));
        m_panel->view()->model()->setData(m_panel->view()->currentIndex(), name);
        QCOMPARE(message.size(), 1);
        QVERIFY(message[0][0].toString().contains(QStringLiteral("app.js")));
        QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("app.js"))));
    }

    void asksBeforeAFileGoesToTheTrash()
    {
        QSignalSpy deleted(m_panel.get(), &ProjectTreePanel::pathDeleted);
        QVERIFY(select(QStringLiteral("app.js")));
        action("tree.delete")->trigger();
        auto *box = m_panel->findChild<QMessageBox *>();
        QVERIFY(box && box->isVisible());
        QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("app.js"))));
        box->button(QMessageBox::Cancel)->click();
        QVERIFY(deleted.isEmpty());

        action("tree.delete")->trigger();
        confirmDeletion();
        QCOMPARE(deleted.size(), 1);
        QVERIFY(!QFile::exists(m_dir->filePath(QStringLiteral("app.js"))));
        QTRY_VERIFY(!rows().contains(QStringLiteral("app.js")));
    }

    void findsAFileByAFewLetters()
    {
        auto *filter = m_panel->findChild<QLineEdit *>();
        auto *matches = m_panel->findChild<QListWidget *>();
        QTest::keyClicks(filter, QStringLiteral("util"));
        QTRY_COMPARE(matches->count(), 1);
        QSignalSpy activated(m_panel.get(), &ProjectTreePanel::fileActivated);
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), m_dir->filePath(QStringLiteral("lib/util.js")));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty());
    }

    void saysThatTheFolderIsGoneUntilItIsBack_data()
    {
        QTest::addColumn<bool>("renamed");
        QTest::newRow("removed") << false;
        QTest::newRow("renamed") << true;
    }
    void saysThatTheFolderIsGoneUntilItIsBack()
    {
        QFETCH(const bool, renamed);
        QSignalSpy closeRequests(m_panel.get(), &ProjectTreePanel::closeProjectRequested);
        QSignalSpy returns(m_panel.get(), &ProjectTreePanel::projectReturned);
        const QString elsewhere = m_dir->path() + QStringLiteral("-elsewhere");
        if (renamed)
            QVERIFY(QDir().rename(m_dir->path(), elsewhere));
        else
            QVERIFY(QDir(m_dir->path()).removeRecursively());
        QTRY_VERIFY(shownEmptyState());
        QCOMPARE(shownEmptyState()->title(),
                 QStringLiteral("The folder “%1” is gone").arg(QDir(m_dir->path()).dirName()));
        QVERIFY(!m_panel->view()->isVisible());
        shownEmptyState()->findChildren<QPushButton *>().constFirst()->click();
        QCOMPARE(closeRequests.size(), 1);

        if (renamed)
            QVERIFY(QDir().rename(elsewhere, m_dir->path()));
        else
            write(QStringLiteral("other.js"));
        QTRY_COMPARE(returns.size(), 1);
        QVERIFY(m_panel->view()->isVisible());
        QTRY_COMPARE(rows(),
                     renamed ? QStringLiteral("lib node_modules app.js package.json")
                             : QStringLiteral("other.js"));
        write(QStringLiteral("z.js"));
        QTRY_VERIFY(rows().endsWith(QStringLiteral(" z.js"))); // it follows the disk again
    }

    void tellsAnotherFolderOfTheSameName()
    {
        QSignalSpy returns(m_panel.get(), &ProjectTreePanel::projectReturned);
        QVERIFY(QDir(m_dir->path()).removeRecursively());
        write(QStringLiteral("other.js"));
        QTRY_COMPARE(returns.size(), 1);
        QTRY_COMPARE(rows(), QStringLiteral("other.js"));
    }

    void copiesPaths()
    {
        QTRY_VERIFY(select(QStringLiteral("lib")));
        m_panel->view()->expand(m_panel->view()->currentIndex());
        QTRY_VERIFY(select(QStringLiteral("lib/util.js")));
        action("tree.copyRelativePath")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("lib/util.js"));
        action("tree.copyPath")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), m_dir->filePath(QStringLiteral("lib/util.js")));
    }

    void saysThatANameIsNotUtf8_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<QString>("message");
        QTest::newRow("file") << false
                              << QStringLiteral(
                                     "The name of this file is not UTF-8. Rename it to open it.");
        QTest::newRow("folder")
            << true
            << QStringLiteral("The name of this folder is not UTF-8. Rename it to open it.");
    }
    void saysThatANameIsNotUtf8()
    {
        QFETCH(const bool, isFolder);
        QFETCH(const QString, message);
        QSignalSpy activated(m_panel.get(), &ProjectTreePanel::fileActivated);
        QSignalSpy messages(m_panel.get(), &ProjectTreePanel::messageRequested);
        QVERIFY(isFolder ? rawfiles::makeFolder(m_dir->path(), "caf\xe9")
                         : rawfiles::write(m_dir->path(), "caf\xe9"));
        QTRY_COMPARE(rows(),
                     isFolder ? QStringLiteral("caf\\xE9 lib node_modules app.js package.json")
                              : QStringLiteral("lib node_modules app.js caf\\xE9 package.json"));
        QVERIFY(selectShown(QStringLiteral("caf\\xE9")));
        QTest::keyClick(m_panel->view(), Qt::Key_Return);
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages[0][0].toString(), message);
        QVERIFY(activated.isEmpty());
        QCOMPARE(m_panel->selectedPath(), QString());
    }

    void deletesWhatHasANameThatIsNotUtf8_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::newRow("file") << false;
        QTest::newRow("folder") << true;
    }
    void deletesWhatHasANameThatIsNotUtf8()
    {
        QFETCH(const bool, isFolder);
        QVERIFY(isFolder ? rawfiles::makeFolder(m_dir->path(), "caf\xe9")
                        && rawfiles::write(m_dir->path(), "caf\xe9/\xfc.js")
                         : rawfiles::write(m_dir->path(), "caf\xe9"));
        QTRY_VERIFY(selectShown(QStringLiteral("caf\\xE9")));
        QSignalSpy outdated(m_panel.get(), &ProjectTreePanel::messageOutdated);
        action("tree.delete")->trigger();
        confirmDeletion();
        QTRY_VERIFY(!rawfiles::exists(m_dir->path(), "caf\xe9"));
        QCOMPARE(outdated.size(), 1);
        QTRY_COMPARE(rows(), QStringLiteral("lib node_modules app.js package.json"));
    }

    void copiesThePathOfANameThatIsNotUtf8()
    {
        const QString lib = m_dir->filePath(QStringLiteral("lib"));
        QVERIFY(rawfiles::write(lib, "it's\xe9.js"));
        QVERIFY(select(QStringLiteral("lib")));
        QTreeView *view = m_panel->view();
        const QPersistentModelIndex folder = view->currentIndex();
        view->expand(folder);
        QTRY_COMPARE(rows(folder), QStringLiteral("it's\\xE9.js util.js"));
        view->setCurrentIndex(view->model()->index(0, 0, folder));
        action("tree.copyRelativePath")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("$'lib/it\\'s\\xE9.js'"));
        action("tree.copyPath")->trigger();
        const QMimeData *data = QApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), QStringLiteral("$'%1/it\\'s\\xE9.js'").arg(lib));
        QCOMPARE(data->data(QStringLiteral("text/uri-list")).trimmed(),
                 "file://" + lib.toUtf8() + "/it%27s%E9.js");
    }

    void aNameThatIsNotUtf8GetsAnotherOne()
    {
        QVERIFY(rawfiles::write(m_dir->path(), "caf\xe9.js"));
        QTRY_VERIFY(selectShown(QStringLiteral("caf\\xE9.js")));
        QCOMPARE(action("tree.rename")->text(), QStringLiteral("&Rename…"));
        action("tree.rename")->trigger();
        auto *dialog = m_panel->findChild<panels::RawNameDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QSignalSpy outdated(m_panel.get(), &ProjectTreePanel::messageOutdated);
        dialog->accept();
        QCOMPARE(outdated.size(), 1);
        QCOMPARE(outdated[0][0].toString(), panels::RawNamesProxy::explanation(false));
        QTRY_COMPARE(rows(), QStringLiteral("lib node_modules app.js café.js package.json"));
        QTRY_COMPARE(m_panel->selectedPath(), m_dir->filePath(QStringLiteral("café.js")));
        QCOMPARE(action("tree.rename")->text(), QStringLiteral("&Rename"));
        QSignalSpy activated(m_panel.get(), &ProjectTreePanel::fileActivated);
        QTest::keyClick(m_panel->view(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
    }

    void newFilesStandBesideANameThatIsNotUtf8()
    {
        QVERIFY(rawfiles::write(m_dir->filePath(QStringLiteral("lib")), "\xe9.js"));
        QVERIFY(select(QStringLiteral("lib")));
        QTreeView *view = m_panel->view();
        const QPersistentModelIndex lib = view->currentIndex();
        view->expand(lib);
        QTRY_COMPARE(rows(lib), QStringLiteral("\\xE9.js util.js"));
        view->setCurrentIndex(view->model()->index(0, 0, lib));
        action("tree.newFile")->trigger();
        QTRY_VERIFY(nameEditor());
        QTest::keyClick(nameEditor(), Qt::Key_Return);
        QTRY_COMPARE(rows(lib), QStringLiteral("\\xE9.js new-file.js util.js"));
    }

    void dimsWhatIsNotThePersonsOwn()
    {
        const QModelIndex root = m_panel->view()->rootIndex();
        const auto brush = [&](int row) {
            return m_panel->view()->model()->index(row, 0, root).data(Qt::ForegroundRole);
        };
        QVERIFY(brush(1).isValid()); // node_modules
        QVERIFY(!brush(2).isValid()); // app.js
    }
};

QTEST_MAIN(ProjectTreeTest)
#include "tst_projecttree.moc"
