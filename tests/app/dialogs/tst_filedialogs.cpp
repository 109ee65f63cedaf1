// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/filedialogs.h"
#include "app/settings.h"
#include "tests/app/windowtest.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFileSystemModel>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;

// Where the platform has no dialog of its own, Qt's is shown: here, and in the tests.
class FileDialogsTest : public WindowTest
{
    Q_OBJECT

    std::unique_ptr<QFileDialog> shown(QFileDialog::AcceptMode mode) const
    {
        auto dialog = std::make_unique<QFileDialog>(nullptr, u"A dialog"_s, m_dir->path());
        dialog->setAcceptMode(mode);
        dialog->show();
        return dialog;
    }
    // Opens the folder that the dialog shows by itself; says which one it was.
    static void acceptSoon(QString *directory)
    {
        QTimer::singleShot(0, qApp, [directory] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            *directory = dialog->directory().canonicalPath();
            static_cast<QDialog *>(dialog)->accept();
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        prepareApplication(u"tst_filedialogs"_s);
        forgetEverything();
    }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        for (const QString &name :
             { u"a.ts"_s, u"b.mts"_s, u"c.js"_s, u"d.json"_s, u"e.sh"_s, u"folder/f.js"_s })
            write(name);
    }
    void cleanupTestCase() { forgetEverything(); }

    void filesHaveTheTypesOfNodesWorld()
    {
        const auto dialog = shown(QFileDialog::AcceptOpen);
        auto *model = dialog->findChild<QFileSystemModel *>();
        const auto type = [&](const QString &name) {
            const QModelIndex index = model->index(m_dir->filePath(name));
            return index.siblingAtColumn(2).data().toString();
        };
        QTRY_COMPARE(type(u"a.ts"_s), u"TypeScript"_s);
        QTRY_COMPARE(type(u"b.mts"_s), u"TypeScript module"_s);
        QTRY_COMPARE(type(u"c.js"_s), u"JavaScript"_s);
        QTRY_COMPARE(type(u"d.json"_s), u"JSON"_s);
        QTRY_COMPARE(type(u"folder"_s), u"Folder"_s);
        QTRY_VERIFY(type(u"e.sh"_s).at(0).isUpper()); // from the system's database
    }

    void savingIsNotLookingIn()
    {
        const auto label = [](const std::unique_ptr<QFileDialog> &dialog) {
            return dialog->labelText(QFileDialog::LookIn).remove(u'&');
        };
        QCOMPARE(label(shown(QFileDialog::AcceptSave)), u"Save in:"_s);
        QCOMPARE(label(shown(QFileDialog::AcceptOpen)), u"Look in:"_s);
    }

    void namesShowWhatChangesTheirDirection()
    {
        const auto dialog = shown(QFileDialog::AcceptOpen);
        for (const QString &name : { u"treeView"_s, u"listView"_s }) {
            const auto *view = dialog->findChild<QAbstractItemView *>(name);
            const auto *delegate = qobject_cast<QStyledItemDelegate *>(view->itemDelegate());
            QVERIFY(delegate);
            QCOMPARE(delegate->displayText(u"a\u202Egpj.js"_s, QLocale()), u"a<U+202E>gpj.js"_s);
        }
    }

    void buttonsHaveTheLineIcons()
    {
        const auto dialog = shown(QFileDialog::AcceptOpen);
        const auto buttons = dialog->findChildren<QToolButton *>();
        QVERIFY(buttons.size() >= 6);
        for (const QToolButton *button : buttons) {
            if (button->isVisible() && button->text() != u"…"_s)
                QVERIFY2(!button->icon().name().isEmpty(), qPrintable(button->toolTip()));
        }
    }

    void noColumnIsCut()
    {
        const auto dialog = shown(QFileDialog::AcceptOpen);
        const auto *tree = dialog->findChild<QTreeView *>(u"treeView"_s);
        auto *model = dialog->findChild<QFileSystemModel *>();
        QTRY_COMPARE(model->rowCount(tree->rootIndex()), 6);
        QTRY_COMPARE(tree->horizontalScrollBar()->maximum(), 0);
        for (int column = 0; column < 4; ++column) {
            for (int row = 0; row < 6; ++row) {
                const QString text = model->index(row, column, tree->rootIndex()).data().toString();
                QTRY_VERIFY2(tree->fontMetrics().horizontalAdvance(text)
                                 < tree->header()->sectionSize(column),
                             qPrintable(text));
            }
        }
    }

    void placesLeadToProjects()
    {
        app::addRecentProject(m_dir->filePath(u"folder"_s));
        const auto dialog = shown(QFileDialog::AcceptOpen);
        const QList<QUrl> places = dialog->sidebarUrls();
        QVERIFY(places.contains(QUrl::fromLocalFile(QDir::homePath())));
        QVERIFY(places.contains(QUrl::fromLocalFile(m_dir->filePath(u"folder"_s))));
    }

    void theSizeIsRemembered()
    {
        auto dialog = shown(QFileDialog::AcceptOpen);
        const QSize size(700, 520);
        dialog->resize(size);
        dialog->close();
        dialog = shown(QFileDialog::AcceptSave);
        QCOMPARE(dialog->size(), size);
    }

    void theFolderIsRemembered()
    {
        QString directory;
        acceptSoon(&directory);
        const QString start = QFileInfo(m_dir->filePath(u"folder"_s)).canonicalFilePath();
        QCOMPARE(app::askForFolder(nullptr, { u"Choose"_s, start, u"test"_s }), start);
        QCOMPARE(directory, start);
        // It begins beside the last choice then, whatever the caller proposes.
        acceptSoon(&directory);
        app::askForFolder(nullptr, { u"Choose"_s, QDir::rootPath(), u"test"_s });
        QCOMPARE(directory, QFileInfo(m_dir->path()).canonicalFilePath());
        acceptSoon(&directory);
        app::askForFolder(nullptr, { u"Choose"_s, QDir::rootPath(), {} });
        QCOMPARE(directory, QDir::rootPath());
    }

    void aDialogIsAsWideAsItsTitle()
    {
        QInputDialog dialog;
        dialog.setWindowTitle(u"Go to Line"_s);
        dialog.setLabelText(u"Line:"_s);
        dialog.show();
        QVERIFY(dialog.width()
                > dialog.fontMetrics().horizontalAdvance(u"Go to Line — Looptide"_s) + 100);
    }
};

QTEST_MAIN(FileDialogsTest)
#include "tst_filedialogs.moc"
