// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "editor/hoverexpression.h"
#include "editor/linemarks.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::editor;

class TestLineMarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickInTheMarginNamesTheLine();
    void menuOfTheMarginNamesTheLine();
    void marksMoveWithTheText();
    void undoneEditMovesThemBack();
    void tipIsThatOfTheLine();
    void marksWaitForTheirFile();
    void executionIsShownAndGone();
    void hoverTakesTheWholeExpression_data();
    void hoverTakesTheWholeExpression();
};

namespace {

void fill(CodeView &view)
{
    view.resetText("one\ntwo\nthree\nfour\n", Eol::Lf);
    view.resize(400, 300);
    view.show();
}

} // namespace

void TestLineMarks::clickInTheMarginNamesTheLine()
{
    CodeView view;
    fill(view);
    QSignalSpy clicked(&view, &CodeView::marginClicked);
    const int height = int(view.send(QsciScintillaBase::SCI_TEXTHEIGHT));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, { 4, height * 2 + height / 2 });
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().first().toInt(), 3);
}

void TestLineMarks::menuOfTheMarginNamesTheLine()
{
    CodeView view;
    fill(view);
    QSignalSpy margin(&view, &CodeView::marginMenuRequested);
    QSignalSpy text(&view, &CodeView::contextMenuRequested);
    const int height = int(view.send(QsciScintillaBase::SCI_TEXTHEIGHT));
    QContextMenuEvent inMargin(QContextMenuEvent::Mouse, { 4, height + 2 }, { 4, height + 2 });
    QCoreApplication::sendEvent(view.viewport(), &inMargin);
    QCOMPARE(margin.size(), 1);
    QCOMPARE(margin.first().first().toInt(), 2);
    QContextMenuEvent inText(QContextMenuEvent::Mouse, { 200, height + 2 }, { 200, height + 2 });
    QCoreApplication::sendEvent(view.viewport(), &inText);
    QCOMPARE(text.size(), 1);
}

void TestLineMarks::marksMoveWithTheText()
{
    CodeView view;
    fill(view);
    LineMark mark;
    mark.id = 7;
    mark.line = 3;
    view.lineMarks()->setMarks({ mark });
    QSignalSpy moved(view.lineMarks(), &LineMarks::moved);
    view.insertAt(QStringLiteral("new\nlines\n"), 0, 0);
    QTRY_COMPARE(moved.size(), 1);
    QCOMPARE(moved.first(), QList<QVariant>({ 7, 5 }));
}

void TestLineMarks::undoneEditMovesThemBack()
{
    CodeView view;
    fill(view);
    LineMark mark;
    mark.id = 1;
    mark.line = 2;
    view.lineMarks()->setMarks({ mark });
    QSignalSpy moved(view.lineMarks(), &LineMarks::moved);
    view.insertAt(QStringLiteral("x\n"), 0, 0);
    QTRY_COMPARE(moved.size(), 1);
    view.undo();
    QTRY_COMPARE(moved.size(), 2);
    QCOMPARE(moved.last(), QList<QVariant>({ 1, 2 }));
}

void TestLineMarks::tipIsThatOfTheLine()
{
    CodeView view;
    fill(view);
    LineMark mark;
    mark.id = 1;
    mark.line = 2;
    mark.tip = QStringLiteral("Stops");
    view.lineMarks()->setMarks({ mark });
    QCOMPARE(view.lineMarks()->tipAt(1), QStringLiteral("Stops"));
    QCOMPARE(view.lineMarks()->tipAt(0), QString());
}

void TestLineMarks::marksWaitForTheirFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.js")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("one\ntwo\n");
    file.close();
    const QString path = QFileInfo(file.fileName()).canonicalFilePath();
    EditorArea area(folder.filePath(QStringLiteral("journal")));
    LineMark mark;
    mark.id = 3;
    mark.line = 2;
    mark.tip = QStringLiteral("waits");
    area.setLineMarks(path, { mark });
    area.resize(400, 300);
    area.show();
    QVERIFY(area.openFile(path));
    const auto *view = area.findChild<CodeView *>();
    QVERIFY(view);
    QCOMPARE(view->lineMarks()->tipAt(1), QStringLiteral("waits"));
    QSignalSpy moved(&area, &EditorArea::lineMarkMoved);
    area.findChild<CodeView *>()->insertAt(QStringLiteral("\n"), 0, 0);
    QTRY_COMPARE(moved.size(), 1);
    QCOMPARE(moved.first(), QList<QVariant>({ path, 3, 3 }));
}

void TestLineMarks::executionIsShownAndGone()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.js")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("one\ntwo\n");
    file.close();
    EditorArea area(folder.filePath(QStringLiteral("journal")));
    area.resize(400, 300);
    area.show();
    area.showExecution(file.fileName(), 2, 1, true);
    const auto *view = area.findChild<CodeView *>();
    QVERIFY(view);
    QCOMPARE(area.currentLine(), 2);
    QVERIFY(view->send(QsciScintillaBase::SCI_MARKERGET, 1) != 0);
    area.clearExecution();
    QCOMPARE(view->send(QsciScintillaBase::SCI_MARKERGET, 1), 0);
}

void TestLineMarks::hoverTakesTheWholeExpression_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("expression");
    QTest::newRow("name") << QByteArray("let user = 1") << 5 << "user";
    QTest::newRow("member") << QByteArray("user.name.first") << 6 << "user.name";
    QTest::newRow("last") << QByteArray("user?.name.first") << 12 << "user?.name.first";
    QTest::newRow("this") << QByteArray("this.x = 1") << 5 << "this.x";
    QTest::newRow("spread") << QByteArray("[...list]") << 5 << "list";
    QTest::newRow("keyword") << QByteArray("return a") << 2 << "";
    QTest::newRow("number") << QByteArray("a = 12") << 4 << "";
    QTest::newRow("of a call") << QByteArray("f().x") << 4 << "";
    QTest::newRow("space") << QByteArray("a b") << 1 << "";
}

void TestLineMarks::hoverTakesTheWholeExpression()
{
    QFETCH(QByteArray, line);
    QFETCH(int, at);
    QFETCH(QString, expression);
    QCOMPARE(hoverExpression(line, at), expression);
}

QTEST_MAIN(TestLineMarks)
#include "tst_linemarks.moc"
