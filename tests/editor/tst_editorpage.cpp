// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/editorpage.h"

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

class TestEditorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savingChangesNothingButTheEdit_data();
    void savingChangesNothingButTheEdit();
    void editorConfigAsksForAFinalNewline();
    void strayBytesCanBeCopiedAndPasted();
    void aCharacterThatDoesNotFitIsReportedAndNothingIsWritten();
    void reopeningReadsTheBytesAgain();
    void reopeningAsksBeforeChangesAreLost();
    void aFileThatTheEncodingCannotHoldStaysAsItIs();
    void savingWithAnotherEncodingKeepsIt();
    void aChosenEncodingSurvivesAReload();
    void mixedLineEndsAreShownAndKept();
    void convertingLineEndsCanBeUndone();
    void aJournalKeepsStrayBytes();

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_dir->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    QString open(const QString &name, const QByteArray &bytes)
    {
        const QString path = write(name, bytes);
        m_page->setPath(path);
        m_page->load();
        return path;
    }
    void insert(const QByteArray &text)
    {
        m_page->view()->SendScintilla(Sci::SCI_INSERTTEXT, 0UL, text.constData());
    }
    void click(const QString &text) const
    {
        const auto buttons = m_page->notice()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == text && !button->isHidden())
                return button->click();
        }
        QFAIL(qPrintable(QStringLiteral("no button ") + text));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EditorPage> m_page;
};

void TestEditorPage::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_page = std::make_unique<EditorPage>(1, nullptr);
    m_page->resize(600, 400);
    m_page->show();
}

void TestEditorPage::cleanup()
{
    m_page.reset();
    m_dir.reset();
}

void TestEditorPage::savingChangesNothingButTheEdit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no final newline") << QByteArray("let a;\nlet b;");
    QTest::newRow("one bad byte") << QByteArray("let a = 'ä'; // \xFF\n");
    QTest::newRow("badutf8") << QByteArray("\"ä\";\n// bad: \xFF\xFE\xC0\xAF \xED\xA0\x80\n");
    QTest::newRow("windows-1252") << QByteArray("// \x93gr\xFC\xDF\x65\x94 \x96 5 \x80\n");
    QTest::newRow("mixed ends") << QByteArray("a\r\nb\nc\rd\r\n");
    QTest::newRow("trailing blanks") << QByteArray("a  \n\t\n");
    QTest::newRow("only 0xFF") << QByteArray("\xFF");
    QTest::newRow("empty") << QByteArray();
}

void TestEditorPage::savingChangesNothingButTheEdit()
{
    QFETCH(QByteArray, bytes);
    const QString path = open(QStringLiteral("a.js"), bytes);
    QVERIFY(m_page->view());
    insert("x");
    QVERIFY(m_page->save());
    QCOMPARE(read(path), 'x' + bytes);
}

void TestEditorPage::editorConfigAsksForAFinalNewline()
{
    write(QStringLiteral(".editorconfig"), "root = true\n[*.js]\ninsert_final_newline = true\n");
    const QString path = open(QStringLiteral("a.js"), "let a;\r\nlet b;");
    insert("x");
    QVERIFY(m_page->save());
    QCOMPARE(read(path), QByteArray("xlet a;\r\nlet b;\r\n"));
}

void TestEditorPage::strayBytesCanBeCopiedAndPasted()
{
    const QString path = open(QStringLiteral("a.txt"), "ä\xFF\xFEz\n");
    CodeView *view = m_page->view();
    view->send(Sci::SCI_SETSELECTION, 0, 5);
    view->send(Sci::SCI_COPY);
    view->send(Sci::SCI_DOCUMENTEND);
    view->send(Sci::SCI_PASTE);
    QVERIFY(m_page->save());
    QCOMPARE(read(path), QByteArray("ä\xFF\xFEz\nä\xFF\xFEz"));
}

void TestEditorPage::aCharacterThatDoesNotFitIsReportedAndNothingIsWritten()
{
    const QByteArray bytes("gr\xFC\xDF\n5 \x80\n");
    const QString path = open(QStringLiteral("a.txt"), bytes);
    QCOMPARE(m_page->encodingText(), QStringLiteral("Windows-1252"));
    QSignalSpy message(m_page.get(), &EditorPage::messageRequested);
    m_page->view()->SendScintilla(Sci::SCI_INSERTTEXT, ulong(m_page->view()->lineStart(1) + 1),
                                  "→");
    QVERIFY(!m_page->save());
    QCOMPARE(read(path), bytes);
    QVERIFY(m_page->isModified());
    QCOMPARE(
        m_page->notice()->text(),
        QStringLiteral("a.txt was not saved: Windows-1252 cannot hold “→” (line 2, column 2)."));
    QCOMPARE(message.count(), 0);
    m_page->hide(); // with its notice
    QVERIFY(!m_page->save());
    QCOMPARE(message.count(), 1);
    m_page->show();
    click(QStringLiteral("Show It"));
    QCOMPARE(m_page->view()->textBytes(m_page->view()->selectionRange()), QByteArray("→"));
    QVERIFY(!m_page->save());
    click(QStringLiteral("Save as UTF-8"));
    QCOMPARE(read(path), QByteArray("grüß\n5→ €\n"));
    QVERIFY(!m_page->isModified());
    QCOMPARE(m_page->encoding(), Encoding::Utf8);
}

void TestEditorPage::reopeningReadsTheBytesAgain()
{
    const QByteArray cyrillic("// \xCF\xF0\xE8\xE2\xE5\xF2\n");
    const QString path = open(QStringLiteral("a.js"), cyrillic);
    QCOMPARE(m_page->encoding(), Encoding::Windows1252);
    m_page->reopenWith(Encoding::Windows1251);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("// Привет\n"));
    QCOMPARE(m_page->encodingText(), QStringLiteral("Windows-1251"));
    QVERIFY(!m_page->isModified());
    m_page->view()->send(Sci::SCI_UNDO);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("// Привет\n"));
    insert("x");
    QVERIFY(m_page->save());
    QCOMPARE(read(path), 'x' + cyrillic);
}

void TestEditorPage::reopeningAsksBeforeChangesAreLost()
{
    open(QStringLiteral("a.js"), "a\n");
    insert("x");
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, timer, [timer] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box || box->objectName() != QLatin1String("editor.reopen"))
            return;
        timer->deleteLater();
        box->reject();
    });
    timer->start(5);
    m_page->reopenWith(Encoding::Utf16LeNoBom);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("xa\n"));
    QCOMPARE(m_page->encoding(), Encoding::Utf8);
    QVERIFY(m_page->isModified());
}

void TestEditorPage::aFileThatTheEncodingCannotHoldStaysAsItIs()
{
    open(QStringLiteral("a.js"), "abc");
    m_page->reopenWith(Encoding::Utf16Le);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("abc"));
    QCOMPARE(m_page->encoding(), Encoding::Utf8);
    QVERIFY(m_page->notice()->text().contains(QLatin1String("UTF-16 LE")));
}

void TestEditorPage::savingWithAnotherEncodingKeepsIt()
{
    const QString path = open(QStringLiteral("a.txt"), "ä\n");
    QVERIFY(m_page->saveWith(Encoding::Utf16Be));
    QCOMPARE(read(path), QByteArray("\xFE\xFF\0\xE4\0\n", 6));
    insert("b");
    QVERIFY(m_page->save());
    QCOMPARE(read(path), QByteArray("\xFE\xFF\0b\0\xE4\0\n", 8));
    insert("→");
    QVERIFY(!m_page->saveWith(Encoding::Latin1));
    QCOMPARE(m_page->encoding(), Encoding::Utf16Be);
}

void TestEditorPage::aChosenEncodingSurvivesAReload()
{
    const QString path = open(QStringLiteral("a.txt"), "\xCF\xF0\xE8\n");
    m_page->reopenWith(Encoding::Windows1251);
    write(QStringLiteral("a.txt"), "\xCF\xF0\xE8\xE2\n\n");
    m_page->checkDisk();
    QCOMPARE(m_page->view()->textBytes(), QByteArray("Прив\n\n"));
    QCOMPARE(m_page->encoding(), Encoding::Windows1251);
}

void TestEditorPage::mixedLineEndsAreShownAndKept()
{
    const QByteArray bytes = QByteArray("let a;\r\n").repeated(20'000) + "let b;\n";
    const QString path = open(QStringLiteral("a.txt"), bytes);
    QCOMPARE(m_page->eolText(), QStringLiteral("Mixed line ends"));
    QVERIFY(!m_page->eol());
    QTest::keyClick(m_page->view(), Qt::Key_Return);
    QVERIFY(m_page->save());
    QCOMPARE(read(path), "\r\n" + bytes);
    m_page->view()->send(Sci::SCI_SETTARGETRANGE, ulong(m_page->view()->length() - 1),
                         m_page->view()->length());
    m_page->view()->SendScintilla(Sci::SCI_REPLACETARGET, 0UL, "");
    QTRY_COMPARE(m_page->eolText(), QStringLiteral("CRLF"));
}

void TestEditorPage::convertingLineEndsCanBeUndone()
{
    const QByteArray bytes("a\r\nb\nc\rd");
    const QString path = open(QStringLiteral("a.txt"), bytes);
    m_page->convertEol(Eol::CrLf);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("a\r\nb\r\nc\r\nd"));
    QCOMPARE(m_page->eolText(), QStringLiteral("CRLF"));
    m_page->convertEol(Eol::Lf);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("a\nb\nc\nd"));
    m_page->view()->send(Sci::SCI_UNDO);
    QTRY_COMPARE(m_page->eolText(), QStringLiteral("CRLF"));
    m_page->view()->send(Sci::SCI_UNDO);
    QTRY_COMPARE(m_page->eolText(), QStringLiteral("Mixed line ends"));
    QCOMPARE(m_page->view()->textBytes(), bytes);
    QVERIFY(!m_page->isModified());
}

void TestEditorPage::aJournalKeepsStrayBytes()
{
    const QString path = write(QStringLiteral("a.txt"), "\x93 \xCF\xF0 \xFF\n");
    RecoveredDocument document;
    document.header.path = path;
    document.header.encoding = Encoding::Windows1251;
    document.header.stamp = fileStamp(path);
    document.utf8 = "new “ Пр я\n";
    m_page->restore(document);
    QCOMPARE(m_page->view()->textBytes(), document.utf8);
    QVERIFY(m_page->isModified());
    m_page->view()->send(Sci::SCI_UNDO);
    QCOMPARE(m_page->view()->textBytes(), QByteArray("“ Пр я\n"));
    m_page->view()->send(Sci::SCI_REDO);
    QVERIFY(m_page->save());
    QCOMPARE(read(path), QByteArray("new \x93 \xCF\xF0 \xFF\n"));
}

QTEST_MAIN(TestEditorPage)
#include "tst_editorpage.moc"
