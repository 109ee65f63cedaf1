// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: the tests share one area with its files, and mostly go through several of
// its parts (saving, tabs, the disk).
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "editor/editortabs.h"
#include "editor/messagepage.h"
#include "editor/noticebar.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace looptide::editor;
using Sci = QsciScintillaBase;

namespace {

/// Answers the next question that pops up.
void answerNext(QMessageBox::StandardButton answer)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, answer] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box)
            return;
        timer->deleteLater();
        box->button(answer)->click();
    });
    timer->start(5);
}

} // namespace

class TestEditorArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensActivatesAndGoesToALine();
    void oneTabForALink();
    void saysWhatCannotBeOpened();
    void aBinaryFileIsNotShownAsText();
    void aVeryLongLineIsAskedAbout();
    void opensAndEditsAFiftyMegabyteFile();
    void savesWhatWasTyped();
    void keepsEncodingAndLineEnds();
    void aFailedSaveKeepsTheText();
    void asksBeforeClosing();
    void cancellingKeepsTheTab();
    void reopensAClosedFile();
    void reloadsWhatChangedOnTheDisk();
    void anUnsavedTextIsNotReplaced();
    void aDeletedFileIsKept();
    void restoresItsState();
    void loadsOnlyTheTabThatIsSeen();
    void movedFilesTakeTheirTabsAlong();
    void untitledTextsHaveNumbers();
    void saveAllLeavesUntitledTextsAlone();
    void aRunSavesOnlyWhatWasEditedInItsFolder();
    void aFileThatWasOpenedThroughALinkBelongsToItsFolder();
    void aHeldBackFileIsOpenedOnlyOnRequest();
    void shortcutsReachTheText();
    void zoomIsOneForAll();
    void everyActionIsNamed();
    void tabsCycleInOrderOfUse();

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_root + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    CodeView *view() const
    {
        const auto views = m_area->findChildren<CodeView *>();
        for (CodeView *candidate : views) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    template <typename T>
    T *shown() const
    {
        const auto widgets = m_area->findChildren<T *>();
        for (T *candidate : widgets) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    void clickIn(QWidget *widget, const QString &text) const
    {
        const auto buttons = widget->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == text)
                button->click();
        }
    }
    void insert(const QByteArray &text)
    {
        view()->SendScintilla(Sci::SCI_INSERTTEXT, 0UL, text.constData());
    }
    QAction *action(const char *name) const
    {
        return m_area->findChild<QAction *>(QLatin1String("editor.") + QLatin1String(name));
    }
    EditorTabs *tabs() const { return m_area->findChild<EditorTabs *>(); }
    void createArea()
    {
        m_area = std::make_unique<EditorArea>(m_root + QStringLiteral("/journal"));
        m_area->resize(800, 600);
        m_area->show();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    std::unique_ptr<EditorArea> m_area;
};

void TestEditorArea::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = QFileInfo(m_dir->path()).canonicalFilePath();
    createArea();
}

void TestEditorArea::cleanup()
{
    m_area.reset();
    m_dir.reset();
}

void TestEditorArea::opensActivatesAndGoesToALine()
{
    const QString a = write(QStringLiteral("a.js"), QByteArray("const x = 1;\n").repeated(300));
    const QString b = write(QStringLiteral("b.json"), "{}\n");
    QSignalSpy current(m_area.get(), &EditorArea::currentFileChanged);
    QSignalSpy status(m_area.get(), &EditorArea::statusTextChanged);
    QSignalSpy caret(m_area.get(), &EditorArea::cursorMoved);
    QVERIFY(m_area->openFile(a, 200, 7));
    QCOMPARE(view()->lineAt(view()->caret()), 199);
    QTRY_VERIFY(!caret.isEmpty() && caret.last().at(0).toInt() == 200
                && caret.last().at(1).toInt() == 7);
    const auto [first, last] = view()->visibleLines();
    QVERIFY2(first > 180 && last > 205,
             qPrintable(QStringLiteral("%1 to %2").arg(first).arg(last)));
    QCOMPARE(status.last().at(0).toString(), QStringLiteral("JavaScript"));
    QCOMPARE(status.last().at(1).toString(), QStringLiteral("UTF-8"));
    QCOMPARE(status.last().at(2).toString(), QStringLiteral("LF"));
    QVERIFY(m_area->openFile(b));
    QVERIFY(m_area->openFile(a));
    QCOMPARE(m_area->openFiles(), QStringList({ a, b }));
    QCOMPARE(m_area->currentFile(), a);
    QCOMPARE(current.count(), 3);
    QVERIFY(!m_area->hasUnsavedChanges());
}

void TestEditorArea::oneTabForALink()
{
    const QString target = write(QStringLiteral("real.js"), "x\n");
    const QString link = m_root + QStringLiteral("/link.js");
    QVERIFY(QFile::link(target, link));
    QVERIFY(m_area->openFile(target));
    QVERIFY(m_area->openFile(link));
    QVERIFY(m_area->openFile(m_root + QStringLiteral("/./real.js")));
    QCOMPARE(m_area->openFiles(), QStringList(target));
}

void TestEditorArea::saysWhatCannotBeOpened()
{
    QSignalSpy message(m_area.get(), &EditorArea::messageRequested);
    QVERIFY(!m_area->openFile(m_root + QStringLiteral("/missing.js")));
    QVERIFY(!m_area->openFile(m_root));
    QCOMPARE(message.count(), 2);
    QVERIFY(m_area->isEmpty());
}

void TestEditorArea::aBinaryFileIsNotShownAsText()
{
    const QByteArray bytes = QByteArray("\x7F\x45LF\0\1\2\xFF\xFE\n", 10).repeated(50);
    const QString path = write(QStringLiteral("tool"), bytes);
    QVERIFY(!m_area->openFile(path));
    QVERIFY(!view());
    auto *page = shown<MessagePage>();
    QVERIFY(page->title().contains(QLatin1String("binary")));
    QVERIFY2(page->text().contains(QLatin1String("500")), qPrintable(page->text()));
    clickIn(page, QStringLiteral("Open as Text Anyway"));
    QTRY_VERIFY(view());
    insert("x");
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(read(path), 'x' + bytes);
}

void TestEditorArea::aVeryLongLineIsAskedAbout()
{
    const QString path = write(QStringLiteral("bundle.min.js"), QByteArray(600'000, 'x'));
    m_area->openFile(path);
    auto *page = shown<MessagePage>();
    QVERIFY(page && page->title().contains(QLatin1String("long line")));
    clickIn(page, QStringLiteral("Open Anyway"));
    QTRY_VERIFY(view());
    QCOMPARE(view()->length(), 600'000);
}

void TestEditorArea::opensAndEditsAFiftyMegabyteFile()
{
    const QByteArray text =
        QByteArray("const value = 1234; // some line of text in a file\n").repeated(1'028'016);
    const QString path = write(QStringLiteral("large.js"), text);
    QSignalSpy status(m_area.get(), &EditorArea::statusTextChanged);
    m_area->openFile(path, 500'000, 3);
    QVERIFY2(!view(), "reading does not hold up the window");
    QVERIFY(shown<MessagePage>());
    QTRY_VERIFY_WITH_TIMEOUT(view(), 30'000);
    QCOMPARE(view()->length(), int(text.size()));
    QCOMPARE(view()->lineAt(view()->caret()), 499'999);
    QVERIFY2(status.last().at(0).toString().contains(QLatin1String("too large")),
             qPrintable(status.last().at(0).toString()));
    insert("edited\n");
    insert("again\n");
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(QFileInfo(path).size(), text.size() + 13);
}

void TestEditorArea::savesWhatWasTyped()
{
    const QString path = write(QStringLiteral("a.js"), "old");
    QVERIFY(m_area->openFile(path));
    QSignalSpy saved(m_area.get(), &EditorArea::fileSaved);
    insert("new ");
    QVERIFY(m_area->hasUnsavedChanges());
    QVERIFY(tabs()->isModified(0));
    QVERIFY(m_area->saveCurrent());
    QVERIFY(!m_area->hasUnsavedChanges());
    QVERIFY(!tabs()->isModified(0));
    QCOMPARE(read(path), QByteArray("new old"));
    QCOMPARE(saved.count(), 1);
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(saved.count(), 1);
}

void TestEditorArea::keepsEncodingAndLineEnds()
{
    const QString utf16 =
        write(QStringLiteral("a.txt"), QByteArray("\xFF\xFE\x61\x00\x0D\x00\x0A\x00", 8));
    QVERIFY(m_area->openFile(utf16));
    view()->send(Sci::SCI_DOCUMENTEND);
    QTest::keyClick(view(), 'b');
    QTest::keyClick(view(), Qt::Key_Return);
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(read(utf16),
             QByteArray("\xFF\xFE\x61\x00\x0D\x00\x0A\x00\x62\x00\x0D\x00\x0A\x00", 14));
}

void TestEditorArea::aFailedSaveKeepsTheText()
{
    const QString path = write(QStringLiteral("sub/a.js"), "old\n");
    QVERIFY(m_area->openFile(path));
    insert("new ");
    QVERIFY(QDir(m_root + QStringLiteral("/sub")).removeRecursively());
    QVERIFY(!m_area->saveCurrent());
    QVERIFY(m_area->hasUnsavedChanges());
    QCOMPARE(view()->textBytes(), QByteArray("new old\n"));
    auto *notice = shown<NoticeBar>();
    QVERIFY(notice && notice->text().contains(QLatin1String("could not be saved")));
    QDir().mkpath(m_root + QStringLiteral("/sub"));
    clickIn(notice, QStringLiteral("Try Again"));
    QCOMPARE(read(path), QByteArray("new old\n"));
    QVERIFY(!m_area->hasUnsavedChanges());
}

void TestEditorArea::asksBeforeClosing()
{
    const QString path = write(QStringLiteral("a.js"), "old\n");
    QVERIFY(m_area->openFile(path));
    insert("new ");
    answerNext(QMessageBox::Save);
    QVERIFY(m_area->closeAll());
    QVERIFY(m_area->isEmpty());
    QCOMPARE(read(path), QByteArray("new old\n"));
    QVERIFY(m_area->openFile(path));
    insert("again ");
    answerNext(QMessageBox::Discard);
    QVERIFY(m_area->closeFile(path));
    QCOMPARE(read(path), QByteArray("new old\n"));
}

void TestEditorArea::cancellingKeepsTheTab()
{
    QVERIFY(m_area->openFile(write(QStringLiteral("a.js"), "old\n")));
    insert("new ");
    answerNext(QMessageBox::Cancel);
    QVERIFY(!m_area->closeCurrent());
    QCOMPARE(view()->textBytes(), QByteArray("new old\n"));
}

void TestEditorArea::reopensAClosedFile()
{
    const QString path = write(QStringLiteral("a.js"), "a\n");
    QVERIFY(m_area->openFile(path));
    QVERIFY(m_area->closeCurrent());
    QCOMPARE(m_area->currentFile(), QString());
    action("reopenClosed")->trigger();
    QCOMPARE(m_area->currentFile(), path);
}

void TestEditorArea::reloadsWhatChangedOnTheDisk()
{
    const QString path = write(QStringLiteral("a.js"), "one\ntwo\n");
    QVERIFY(m_area->openFile(path, 2, 2));
    write(QStringLiteral("a.js"), "one\ntwo\nthree, from elsewhere\n");
    QTRY_COMPARE(view()->textBytes(), QByteArray("one\ntwo\nthree, from elsewhere\n"));
    QVERIFY(!m_area->hasUnsavedChanges());
    QCOMPARE(view()->lineAt(view()->caret()), 1);
    // Replaced in one step, as most programs save.
    write(QStringLiteral("b.js"), "quite another text\n");
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(m_root + QStringLiteral("/b.js"), path));
    QTRY_COMPARE(view()->textBytes(), QByteArray("quite another text\n"));
}

void TestEditorArea::anUnsavedTextIsNotReplaced()
{
    const QString path = write(QStringLiteral("a.js"), "one\n");
    QVERIFY(m_area->openFile(path));
    insert("mine ");
    write(QStringLiteral("a.js"), "theirs, longer\n");
    QTRY_VERIFY(shown<NoticeBar>());
    QCOMPARE(view()->textBytes(), QByteArray("mine one\n"));
    clickIn(shown<NoticeBar>(), QStringLiteral("Keep Mine"));
    QVERIFY(!shown<NoticeBar>());
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(read(path), QByteArray("mine one\n"));

    insert("more ");
    write(QStringLiteral("a.js"), "theirs again, and longer\n");
    QTRY_VERIFY(shown<NoticeBar>());
    clickIn(shown<NoticeBar>(), QStringLiteral("Reload from Disk"));
    QCOMPARE(view()->textBytes(), QByteArray("theirs again, and longer\n"));
    QVERIFY(!m_area->hasUnsavedChanges());
}

void TestEditorArea::aDeletedFileIsKept()
{
    const QString path = write(QStringLiteral("a.js"), "precious\n");
    QVERIFY(m_area->openFile(path));
    QVERIFY(QFile::remove(path));
    QTRY_VERIFY(shown<NoticeBar>());
    QVERIFY(m_area->hasUnsavedChanges());
    QCOMPARE(view()->textBytes(), QByteArray("precious\n"));
    clickIn(shown<NoticeBar>(), QStringLiteral("Save It Again"));
    QCOMPARE(read(path), QByteArray("precious\n"));
    QVERIFY(!m_area->hasUnsavedChanges());
}

void TestEditorArea::restoresItsState()
{
    const QString a = write(QStringLiteral("a.js"), QByteArray("x\n").repeated(500));
    const QString b = write(QStringLiteral("b.js"), "y\n");
    const QString c = write(QStringLiteral("c.js"), "z\n");
    for (const QString &path : { b, c, a })
        QVERIFY(m_area->openFile(path));
    QVERIFY(m_area->openFile(a, 300, 1));
    action("zoomIn")->trigger();
    const int top = int(view()->send(Sci::SCI_GETFIRSTVISIBLELINE));
    const QByteArray state = m_area->saveState();
    QVERIFY(QFile::remove(c));
    createArea();
    m_area->restoreState(state);
    QCOMPARE(m_area->openFiles(), QStringList({ b, a }));
    QCOMPARE(m_area->currentFile(), a);
    QCOMPARE(view()->lineAt(view()->caret()), 299);
    QCOMPARE(int(view()->send(Sci::SCI_GETFIRSTVISIBLELINE)), top);
    QCOMPARE(view()->send(Sci::SCI_GETZOOM), 1);
    m_area->restoreState("not a state");
    QCOMPARE(m_area->openFiles(), QStringList({ b, a }));
}

void TestEditorArea::loadsOnlyTheTabThatIsSeen()
{
    QStringList paths;
    for (int i = 0; i < 20; ++i)
        paths << write(QStringLiteral("%1.js").arg(i), "x\n");
    for (const QString &path : std::as_const(paths))
        QVERIFY(m_area->openFile(path));
    const QByteArray state = m_area->saveState();
    createArea();
    m_area->restoreState(state);
    QCOMPARE(m_area->openFiles(), paths);
    QCOMPARE(m_area->findChildren<CodeView *>().size(), 1);
    tabs()->setCurrentIndex(3);
    QCOMPARE(m_area->findChildren<CodeView *>().size(), 2);
    QCOMPARE(m_area->currentFile(), paths[3]);
}

void TestEditorArea::movedFilesTakeTheirTabsAlong()
{
    const QString path = write(QStringLiteral("lib/a.js"), "x\n");
    QVERIFY(m_area->openFile(path));
    insert("unsaved ");
    QVERIFY(QDir().rename(m_root + QStringLiteral("/lib"), m_root + QStringLiteral("/src")));
    m_area->movePath(m_root + QStringLiteral("/lib"), m_root + QStringLiteral("/src"));
    const QString moved = m_root + QStringLiteral("/src/a.js");
    QCOMPARE(m_area->currentFile(), moved);
    QVERIFY(m_area->saveCurrent());
    QCOMPARE(read(moved), QByteArray("unsaved x\n"));
}

void TestEditorArea::untitledTextsHaveNumbers()
{
    m_area->newFile();
    m_area->newFile();
    QCOMPARE(tabs()->tabText(0), QStringLiteral("Untitled 1"));
    QCOMPARE(tabs()->tabText(1), QStringLiteral("Untitled 2"));
    QCOMPARE(m_area->currentFile(), QString());
    QVERIFY(!m_area->hasUnsavedChanges());
    QVERIFY(m_area->closeAll());
}

void TestEditorArea::saveAllLeavesUntitledTextsAlone()
{
    const QString path = write(QStringLiteral("a.js"), "x\n");
    m_area->newFile();
    insert("unnamed");
    QVERIFY(m_area->openFile(path));
    insert("named ");
    QVERIFY(m_area->saveAll());
    QCOMPARE(read(path), QByteArray("named x\n"));
    QVERIFY(m_area->hasUnsavedChanges());
    answerNext(QMessageBox::Discard);
    QVERIFY(m_area->closeAll());
}

void TestEditorArea::aRunSavesOnlyWhatWasEditedInItsFolder()
{
    const QString inside = write(QStringLiteral("p/lib/a.js"), "a\n");
    const QString current = write(QStringLiteral("p/b.js"), "b\n");
    const QString outside = write(QStringLiteral("p2/c.js"), "c\n");
    const QString project = m_root + QStringLiteral("/p");
    for (const QString &path : { inside, outside, current }) {
        QVERIFY(m_area->openFile(path));
        insert("new ");
    }
    QVERIFY(m_area->saveEdited({}));
    QCOMPARE(read(current), QByteArray("new b\n"));
    QCOMPARE(read(inside), QByteArray("a\n"));
    QVERIFY(m_area->saveEdited(project));
    QCOMPARE(read(inside), QByteArray("new a\n"));
    QCOMPARE(read(outside), QByteArray("c\n"));
    // What was undone is not written, though it was edited.
    insert("more ");
    view()->undo();
    QFile::remove(current);
    QVERIFY(m_area->saveEdited(project));
    QVERIFY(!QFile::exists(current));
}

void TestEditorArea::aFileThatWasOpenedThroughALinkBelongsToItsFolder()
{
    const QString target = write(QStringLiteral("shared/a.js"), "a\n");
    write(QStringLiteral("p/b.js"), "b\n");
    const QString project = m_root + QStringLiteral("/p");
    QVERIFY(QFile::link(m_root + QStringLiteral("/shared"), project + QStringLiteral("/src")));
    QVERIFY(m_area->openFile(project + QStringLiteral("/src/a.js")));
    const QByteArray state = m_area->saveState();
    createArea();
    m_area->restoreState(state);
    insert("new ");
    QVERIFY(m_area->saveEdited(project));
    QCOMPARE(read(target), QByteArray("new a\n"));
}

void TestEditorArea::aHeldBackFileIsOpenedOnlyOnRequest()
{
    const QString good = write(QStringLiteral("good.js"), "good\n");
    const QString bad = write(QStringLiteral("bad.js"), "bad\n");
    QSignalSpy opened(m_area.get(), &EditorArea::recentlyOpenedChanged);
    QVERIFY(m_area->openFile(good));
    QVERIFY(m_area->openFile(bad));
    QCOMPARE(opened.last().at(0).toStringList(), QStringList({ good, bad }));
    const QByteArray state = m_area->saveState();

    createArea();
    m_area->setHoldsBack([&bad](const QString &path) { return path == bad; });
    m_area->restoreState(state);
    QVERIFY(!view());
    auto *page = shown<MessagePage>();
    QVERIFY(page && page->title().contains(QLatin1String("bad.js")));
    QCOMPARE(m_area->openFiles(), QStringList({ good, bad }));
    // Later sessions do not open it either, nor does a change on the disk or a click on its name.
    const QByteArray later = m_area->saveState();
    createArea();
    m_area->restoreState(later);
    m_area->openFile(good);
    write(QStringLiteral("bad.js"), "bad, and longer\n");
    write(QStringLiteral("good.js"), "good, and longer\n");
    QTRY_COMPARE(view()->textBytes(), QByteArray("good, and longer\n"));
    m_area->openFile(bad);
    QVERIFY(!view());
    clickIn(shown<MessagePage>(), QStringLiteral("Open It All the Same"));
    QTRY_VERIFY(view());
    QCOMPARE(view()->textBytes(), QByteArray("bad, and longer\n"));
    QVERIFY(!m_area->saveState().contains("heldBack"));
}

void TestEditorArea::shortcutsReachTheText()
{
    QVERIFY(m_area->openFile(write(QStringLiteral("a.js"), "a\nb\n")));
    m_area->activateWindow();
    m_area->setFocus();
    QTRY_VERIFY(view()->hasFocus());
    QTest::keyClick(view(), Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(view()->textBytes(), QByteArray("// a\nb\n"));
    QTest::keyClick(view(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(view()->textBytes(), QByteArray("a\nb\n"));
    QTest::keyClick(view(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(view()->textBytes(), QByteArray("// a\nb\n"));
    QTest::keyClick(view(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(view()->textBytes(), QByteArray("b\n// a\n"));
    QTest::keyClick(view(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(view()->textBytes(), QByteArray("b\n// a\n// a\n"));
    QTest::keyClick(view(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!m_area->hasUnsavedChanges());
    QTest::keyClick(view(), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(m_area->isEmpty());
}

void TestEditorArea::zoomIsOneForAll()
{
    QVERIFY(m_area->openFile(write(QStringLiteral("a.js"), "a\n")));
    QVERIFY(m_area->openFile(write(QStringLiteral("b.js"), "b\n")));
    action("zoomIn")->trigger();
    action("zoomIn")->trigger();
    for (CodeView *each : m_area->findChildren<CodeView *>())
        QCOMPARE(each->send(Sci::SCI_GETZOOM), 2);
    action("zoomReset")->trigger();
    for (CodeView *each : m_area->findChildren<CodeView *>())
        QCOMPARE(each->send(Sci::SCI_GETZOOM), 0);
}

void TestEditorArea::everyActionIsNamed()
{
    QSet<QKeySequence> shortcuts;
    const QList<QAction *> all =
        m_area->fileActions() + m_area->editActions() + m_area->viewActions();
    QVERIFY(all.size() > 30);
    for (const QAction *each : all) {
        if (each->isSeparator())
            continue;
        QVERIFY(!each->text().isEmpty());
        QVERIFY2(each->objectName().startsWith(QLatin1String("editor.")), qPrintable(each->text()));
        QVERIFY2(!each->toolTip().isEmpty(), qPrintable(each->text()));
        for (const QKeySequence &key : each->shortcuts()) {
            QVERIFY2(!shortcuts.contains(key), qPrintable(key.toString()));
            shortcuts << key;
        }
    }
}

void TestEditorArea::tabsCycleInOrderOfUse()
{
    QStringList paths;
    for (const char *name : { "a.js", "b.js", "c.js" }) {
        paths << write(QLatin1String(name), "x\n");
        QVERIFY(m_area->openFile(paths.last()));
    }
    QVERIFY(m_area->openFile(paths[0]));
    // Used last: a, then c, then b.
    action("recentTab")->trigger();
    QCOMPARE(m_area->currentFile(), paths[2]);
    action("recentTab")->trigger();
    QCOMPARE(m_area->currentFile(), paths[1]);
    QTest::keyRelease(m_area.get(), Qt::Key_Control);
    action("recentTab")->trigger();
    QCOMPARE(m_area->currentFile(), paths[0]);
    QTest::keyRelease(m_area.get(), Qt::Key_Control);
    m_area->closeCurrent();
    QCOMPARE(m_area->currentFile(), paths[1]);
}

QTEST_MAIN(TestEditorArea)
#include "tst_editorarea.moc"
