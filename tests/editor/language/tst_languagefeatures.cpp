// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Each feature in the editor, with a server within the test. Longer than 500 lines: all features
// need the same editor and server.
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "editor/language/choicepopup.h"
#include "editor/language/completionpopup.h"
#include "editor/language/diagnosticmarks.h"
#include "editor/language/infopopup.h"
#include "editor/language/languageservice.h"
#include "tests/editor/lsp/fakeserver.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace editor;
using Sci = QsciScintillaBase;
using namespace Qt::StringLiterals;

class TestLanguageFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void noServerStartsForPlainText();
    void theListAppearsWhileTypingAndFollowsIt();
    void anAcceptedItemBringsItsImport();
    void completionsOfAnotherPlaceAreNotShown();
    void escapeClosesTheListOnly();
    void aDefinitionOpensItsFile();
    void referencesAreListed();
    void aRenameChangesAllFiles();
    void aRefusedRenameIsExplained();
    void symbolsCanBeChosen();
    void aFixIsApplied();
    void formatsTheDocument();
    void savesWhatWasFormatted();
    void aSaveDoesNotWaitForASilentFormatter();
    void problemsAreMarkedAndReported();
    void problemsAreVisitedInOrder();
    void descriptionsShowNoHtml();
    void parametersAppearBehindABracket();
    void aSilentServerDoesNotStopTyping();
    void aCrashIsReportedAndNothingIsLost();
    void aRenamedFileIsOpenedUnderItsNewName();
    void aLargeFileHasNoServer();

private:
    QString write(const QString &name, const QByteArray &text);
    CodeView *open(const QString &name, const QByteArray &text);
    CodeView *view() const;
    void trigger(const QString &action);
    void waitUntilReady();
    template <class Widget>
    Widget *popup() const
    {
        return m_area->findChild<Widget *>();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<tests::FakeServer> m_server;
    std::unique_ptr<EditorArea> m_area;
    QString m_message;
};

void TestLanguageFeatures::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<tests::FakeServer>();
    m_area = std::make_unique<EditorArea>(m_dir->filePath(u"journal"_s));
    m_message.clear();
    connect(m_area.get(), &EditorArea::messageRequested, this,
            [this](const QString &text) { m_message = text; });
    lsp::ServerSpec spec;
    spec.id = u"fake"_s;
    spec.name = u"Fake"_s;
    spec.languages = { u"javascript"_s };
    spec.roles = lsp::Role::Language | lsp::Role::Diagnostics | lsp::Role::CodeActions
        | lsp::Role::Formatting;
    m_area->languageService()->setTransportFactory(m_server->factory());
    m_area->setProjectDirectory(m_dir->path());
    m_area->setLanguageServers({ spec }, {});
    m_area->resize(800, 600);
    m_area->show();
    QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
}

void TestLanguageFeatures::cleanup()
{
    m_area.reset();
}

QString TestLanguageFeatures::write(const QString &name, const QByteArray &text)
{
    const QString path = QFileInfo(m_dir->path()).canonicalFilePath() + u'/' + name;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text);
    return path;
}

CodeView *TestLanguageFeatures::view() const
{
    return qobject_cast<CodeView *>(QApplication::focusWidget());
}

CodeView *TestLanguageFeatures::open(const QString &name, const QByteArray &text)
{
    m_area->openFile(write(name, text));
    waitUntilReady();
    return view();
}

void TestLanguageFeatures::waitUntilReady()
{
    QTRY_VERIFY(view());
    QTRY_VERIFY(m_area->languageService()->statusOf(view()).state
                != LanguageStatus::State::Starting);
}

void TestLanguageFeatures::trigger(const QString &action)
{
    const QList<QAction *> actions = m_area->codeActions();
    for (QAction *entry : actions) {
        if (entry->objectName() == u"editor."_s + action) {
            entry->trigger();
            return;
        }
    }
    QFAIL(qPrintable(action));
}

// ---- completion

void TestLanguageFeatures::noServerStartsForPlainText()
{
    open(u"notes.txt"_s, "text\n");
    QCOMPARE(m_server->starts, 0);
    QVERIFY(m_area->languageService()->statusOf(view()).state == LanguageStatus::State::None);
}

void TestLanguageFeatures::theListAppearsWhileTypingAndFollowsIt()
{
    m_server->can(u"completionProvider"_s, QJsonObject());
    m_server->answer(u"textDocument/completion"_s,
                     QJsonArray { QJsonObject { { u"label"_s, u"readFile"_s } },
                                  QJsonObject { { u"label"_s, u"rename"_s } },
                                  QJsonObject { { u"label"_s, u"write"_s } } });
    CodeView *text = open(u"a.js"_s, "");
    QTest::keyClicks(text, u"r"_s);
    auto *list = popup<CompletionPopup>();
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 2);
    QTest::keyClicks(text, u"ead"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QCOMPARE(m_server->count(u"textDocument/completion"_s), 1);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(text->textBytes(), "readFile");
    QVERIFY(!list->isVisible());
}

void TestLanguageFeatures::anAcceptedItemBringsItsImport()
{
    m_server->can(u"completionProvider"_s, QJsonObject { { u"resolveProvider"_s, true } });
    m_server->answer(u"textDocument/completion"_s,
                     QJsonArray { QJsonObject { { u"label"_s, u"helper"_s } } });
    m_server->answer(u"completionItem/resolve"_s, [](const QJsonObject &item) {
        QJsonObject resolved = item;
        resolved.insert(u"detail"_s, u"function helper()"_s);
        resolved.insert(u"additionalTextEdits"_s,
                        QJsonArray { tests::jsonEdit(0, 0, 0, u"import './helper.js';\n"_s) });
        return resolved;
    });
    CodeView *text = open(u"a.js"_s, "");
    QTest::keyClicks(text, u"he"_s);
    auto *list = popup<CompletionPopup>();
    QTRY_VERIFY(list->isVisible());
    QTRY_VERIFY(list->description().contains(u"function helper()"_s));
    QTest::keyClick(text, Qt::Key_Tab);
    QCOMPARE(text->textBytes(), "import './helper.js';\nhelper");
    QCOMPARE(text->caret(), text->length());
    text->undo();
    QCOMPARE(text->textBytes(), "he");
}

void TestLanguageFeatures::completionsOfAnotherPlaceAreNotShown()
{
    m_server->can(u"completionProvider"_s, QJsonObject());
    m_server->answer(u"textDocument/completion"_s,
                     QJsonArray { QJsonObject { { u"label"_s, u"readFile"_s } } });
    CodeView *text = open(u"a.js"_s, "\n\n");
    QTest::keyClicks(text, u"r"_s);
    QCoreApplication::sendPostedEvents(); // the request is sent
    text->goTo(3, 1);
    QTRY_COMPARE(m_server->count(u"textDocument/completion"_s), 1);
    trigger(u"complete"_s);
    QTRY_COMPARE(m_server->count(u"textDocument/completion"_s), 2);
    QTRY_VERIFY(popup<CompletionPopup>()->isVisible());
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(text->textBytes(), "r\n\nreadFile");
}

void TestLanguageFeatures::escapeClosesTheListOnly()
{
    m_server->can(u"completionProvider"_s, QJsonObject());
    m_server->answer(u"textDocument/completion"_s,
                     QJsonArray { QJsonObject { { u"label"_s, u"readFile"_s } } });
    CodeView *text = open(u"a.js"_s, "");
    QTest::keyClicks(text, u"r"_s);
    QTRY_VERIFY(popup<CompletionPopup>()->isVisible());
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!popup<CompletionPopup>()->isVisible());
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(text->textBytes(), "r\n");
}

// ---- navigation

void TestLanguageFeatures::aDefinitionOpensItsFile()
{
    m_server->can(u"definitionProvider"_s);
    const QString other = write(u"b.js"_s, "one\nexport const ü = 1, two = 2;\n");
    m_server->answer(u"textDocument/definition"_s,
                     QJsonObject { { u"uri"_s, lsp::uriOf(other) },
                                   { u"range"_s, tests::jsonRange(1, 20, 23) } });
    open(u"a.js"_s, "two\n");
    trigger(u"goToDefinition"_s);
    QTRY_COMPARE(m_area->currentFile(), other);
    QTRY_VERIFY(view());
    QCOMPARE(view()->textBytes(view()->selectionRange()), "two");
}

void TestLanguageFeatures::referencesAreListed()
{
    m_server->can(u"referencesProvider"_s);
    const QString other = write(u"b.js"_s, "one\n  use(two);\n");
    CodeView *text = open(u"a.js"_s, "let two\n");
    const QString self = m_area->currentFile();
    m_server->answer(u"textDocument/references"_s,
                     QJsonArray { QJsonObject { { u"uri"_s, lsp::uriOf(self) },
                                                { u"range"_s, tests::jsonRange(0, 4, 7) } },
                                  QJsonObject { { u"uri"_s, lsp::uriOf(other) },
                                                { u"range"_s, tests::jsonRange(1, 6, 9) } } });
    text->select(5, 5);
    trigger(u"findReferences"_s);
    auto *list = popup<ChoicePopup>();
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->shownTexts(), QStringList({ u"let two"_s, u"use(two);"_s }));
    QTest::keyClick(list->findChild<QLineEdit *>(), Qt::Key_Down);
    QTest::keyClick(list->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(m_area->currentFile(), other);
}

void TestLanguageFeatures::symbolsCanBeChosen()
{
    m_server->can(u"documentSymbolProvider"_s);
    const auto symbol = [](const QString &name, int line) {
        return QJsonObject { { u"name"_s, name },
                             { u"kind"_s, 12 },
                             { u"range"_s, tests::jsonRange(line, 0, 1) },
                             { u"selectionRange"_s, tests::jsonRange(line, 0, 1) } };
    };
    m_server->answer(u"textDocument/documentSymbol"_s,
                     QJsonArray { symbol(u"first"_s, 0), symbol(u"second"_s, 2) });
    CodeView *text = open(u"a.js"_s, "a\nb\nc\n");
    trigger(u"goToSymbol"_s);
    auto *list = popup<ChoicePopup>();
    QTRY_VERIFY(list->isVisible());
    QTest::keyClicks(list->findChild<QLineEdit *>(), u"sec"_s);
    QCOMPARE(list->shownTexts(), QStringList({ u"second"_s }));
    QTest::keyClick(list->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(text->lineAt(text->caret()), 2);
}

// ---- changes

void TestLanguageFeatures::aRenameChangesAllFiles()
{
    m_server->can(u"renameProvider"_s, QJsonObject { { u"prepareProvider"_s, true } });
    const QString other = write(u"b.js"_s, "use(old)\nold\n");
    CodeView *text = open(u"a.js"_s, "let old\n");
    const QString self = m_area->currentFile();
    m_server->answer(u"textDocument/prepareRename"_s,
                     QJsonObject { { u"range"_s, tests::jsonRange(0, 4, 7) } });
    m_server->answer(u"textDocument/rename"_s, [=](const QJsonObject &params) {
        const QString name = params.value("newName"_L1).toString();
        return QJsonObject {
            { u"changes"_s,
              QJsonObject { { lsp::uriOf(self), QJsonArray { tests::jsonEdit(0, 4, 7, name) } },
                            { lsp::uriOf(other),
                              QJsonArray { tests::jsonEdit(0, 4, 7, name),
                                           tests::jsonEdit(1, 0, 3, name) } } } }
        };
    });
    text->select(5, 5);
    trigger(u"renameSymbol"_s);
    auto *field = m_area->findChild<QLineEdit *>(u"editor.renameField"_s);
    QTRY_VERIFY(field->isVisible());
    QCOMPARE(field->text(), u"old"_s);
    QTest::keyClicks(field, u"fresh"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(text->textBytes(), "let fresh\n");
    QCOMPARE(m_area->currentFile(), self);
    QCOMPARE(m_area->openFiles().size(), 2);
    QVERIFY(m_message.contains(u"2"_s));
    text->undo();
    QCOMPARE(text->textBytes(), "let old\n");
    m_area->openFile(other);
    QTRY_VERIFY(view() && view() != text);
    QCOMPARE(view()->textBytes(), "use(fresh)\nfresh\n");
    view()->undo();
    QCOMPARE(view()->textBytes(), "use(old)\nold\n");
}

void TestLanguageFeatures::aRefusedRenameIsExplained()
{
    m_server->can(u"renameProvider"_s, QJsonObject { { u"prepareProvider"_s, true } });
    m_server->answer(u"textDocument/prepareRename"_s, u"You cannot rename this element."_s);
    open(u"a.js"_s, "let old\n");
    trigger(u"renameSymbol"_s);
    QTRY_VERIFY(m_message.contains(u"You cannot rename this element."_s));
}

void TestLanguageFeatures::aFixIsApplied()
{
    m_server->can(u"codeActionProvider"_s);
    CodeView *text = open(u"a.js"_s, "debugger;\n");
    const QJsonObject edit { { u"changes"_s,
                               QJsonObject { { lsp::uriOf(m_area->currentFile()),
                                               QJsonArray { tests::jsonEdit(0, 0, 9, {}) } } } } };
    m_server->answer(u"textDocument/codeAction"_s,
                     QJsonArray { QJsonObject { { u"title"_s, u"Disable this"_s } },
                                  QJsonObject { { u"title"_s, u"Remove it"_s },
                                                { u"isPreferred"_s, true },
                                                { u"edit"_s, edit } } });
    trigger(u"codeActions"_s);
    auto *list = popup<ChoicePopup>();
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->shownTexts().first(), u"Remove it"_s);
    QTest::keyClick(list->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(text->textBytes(), "\n");
}

void TestLanguageFeatures::formatsTheDocument()
{
    m_server->can(u"documentFormattingProvider"_s);
    m_server->answer(u"textDocument/formatting"_s,
                     QJsonArray { tests::jsonEdit(0, 1, 3, u" = "_s) });
    CodeView *text = open(u"a.js"_s, "a  1\n");
    trigger(u"format"_s);
    QTRY_COMPARE(text->textBytes(), "a = 1\n");
}

void TestLanguageFeatures::savesWhatWasFormatted()
{
    m_server->can(u"documentFormattingProvider"_s);
    m_server->answer(u"textDocument/formatting"_s,
                     QJsonArray { tests::jsonEdit(0, 1, 3, u" = "_s) });
    open(u"a.js"_s, "a  1\n");
    m_area->setFormatsOnSave(true);
    QSignalSpy saved(m_area.get(), &EditorArea::fileSaved);
    m_area->saveCurrent();
    QTRY_COMPARE(saved.size(), 1);
    QFile file(m_area->currentFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "a = 1\n");
}

void TestLanguageFeatures::aSaveDoesNotWaitForASilentFormatter()
{
    m_server->can(u"documentFormattingProvider"_s);
    m_server->silentMethods = { u"textDocument/formatting"_s };
    CodeView *text = open(u"a.js"_s, "a\n");
    m_area->setFormatsOnSave(true);
    QTest::keyClicks(text, u"b"_s);
    QSignalSpy saved(m_area.get(), &EditorArea::fileSaved);
    m_area->saveCurrent();
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!m_area->hasUnsavedChanges());
}

// ---- problems

void TestLanguageFeatures::problemsAreMarkedAndReported()
{
    CodeView *text = open(u"a.js"_s, "let a\nlet b\n");
    QSignalSpy problems(m_area.get(), &EditorArea::problemsChanged);
    const QString uri = lsp::uriOf(m_area->currentFile());
    m_server->notify(u"textDocument/publishDiagnostics"_s,
                     { { u"uri"_s, uri },
                       { u"diagnostics"_s,
                         QJsonArray { QJsonObject { { u"range"_s, tests::jsonRange(1, 4, 5) },
                                                    { u"message"_s, u"unused"_s },
                                                    { u"code"_s, 7 },
                                                    { u"severity"_s, 2 } } } } });
    QCOMPARE(problems.size(), 1);
    const auto list = problems.first().last().value<QList<FileProblem>>();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().line, 2);
    QCOMPARE(list.first().column, 5);
    QCOMPARE(list.first().code, u"7"_s);
    QVERIFY(list.first().severity == FileProblem::Severity::Warning);
    const auto *marks = text->findChild<DiagnosticMarks *>();
    QVERIFY(marks);
    QCOMPARE(marks->at(10).size(), 1);
    QCOMPARE(marks->at(2).size(), 0);
    QVERIFY(text->send(Sci::SCI_MARKERGET, 1) != 0);
    m_area->closeFile(m_area->currentFile());
    QCOMPARE(problems.size(), 2);
    QVERIFY(problems.last().last().value<QList<FileProblem>>().isEmpty());
}

void TestLanguageFeatures::problemsAreVisitedInOrder()
{
    CodeView *text = open(u"a.js"_s, "one\ntwo\nthree\n");
    const auto problem = [](int line) {
        return QJsonObject { { u"range"_s, tests::jsonRange(line, 0, 2) },
                             { u"message"_s, u"m"_s } };
    };
    m_server->notify(u"textDocument/publishDiagnostics"_s,
                     { { u"uri"_s, lsp::uriOf(m_area->currentFile()) },
                       { u"diagnostics"_s, QJsonArray { problem(2), problem(1) } } });
    for (int line : { 1, 2, 1 }) {
        trigger(u"nextProblem"_s);
        QCOMPARE(text->lineAt(text->selectionRange().start), line);
    }
    trigger(u"previousProblem"_s);
    QCOMPARE(text->lineAt(text->selectionRange().start), 2);
}

// ---- descriptions

void TestLanguageFeatures::descriptionsShowNoHtml()
{
    m_server->can(u"hoverProvider"_s);
    m_server->answer(
        u"textDocument/hover"_s,
        QJsonObject {
            { u"contents"_s,
              QJsonObject {
                  { u"kind"_s, u"markdown"_s },
                  { u"value"_s,
                    u"```ts\nlet a: string\n```\n<b>bold</b> ![p](file:///x.png)"_s } } } });
    open(u"a.js"_s, "let a\n");
    trigger(u"describe"_s);
    const auto isShown = [this] {
        const QList<InfoPopup *> popups = m_area->findChildren<InfoPopup *>();
        return std::any_of(popups.begin(), popups.end(), [](const InfoPopup *entry) {
            return entry->isVisible() && entry->plainText().contains(u"let a: string"_s)
                && entry->plainText().contains(u"<b>bold</b>"_s);
        });
    };
    QTRY_VERIFY(isShown());
}

void TestLanguageFeatures::parametersAppearBehindABracket()
{
    m_server->can(u"signatureHelpProvider"_s,
                  QJsonObject { { u"triggerCharacters"_s, QJsonArray { u"("_s } } });
    m_server->answer(
        u"textDocument/signatureHelp"_s,
        QJsonObject { { u"activeParameter"_s, 0 },
                      { u"signatures"_s,
                        QJsonArray { QJsonObject {
                            { u"label"_s, u"f(a: <b>)"_s },
                            { u"parameters"_s,
                              QJsonArray { QJsonObject { { u"label"_s, u"a: <b>"_s } } } } } } } });
    CodeView *text = open(u"a.js"_s, "");
    QTest::keyClicks(text, u"f("_s);
    QTRY_VERIFY([this] {
        const QList<InfoPopup *> popups = m_area->findChildren<InfoPopup *>();
        return std::any_of(popups.begin(), popups.end(), [](const InfoPopup *entry) {
            return entry->isVisible() && entry->plainText() == u"f(a: <b>)"_s;
        });
    }());
    QCOMPARE(text->textBytes(), "f()");
}

// ---- what goes wrong

void TestLanguageFeatures::aSilentServerDoesNotStopTyping()
{
    m_server->can(u"completionProvider"_s, QJsonObject());
    m_server->can(u"hoverProvider"_s);
    m_server->silentMethods = { u"textDocument/completion"_s, u"textDocument/hover"_s };
    CodeView *text = open(u"a.js"_s, "");
    trigger(u"describe"_s);
    QTest::keyClicks(text, u"const answer = 42;"_s);
    QCOMPARE(text->textBytes(), "const answer = 42;");
    QVERIFY(!popup<CompletionPopup>()->isVisible());
}

void TestLanguageFeatures::aCrashIsReportedAndNothingIsLost()
{
    CodeView *text = open(u"a.js"_s, "old\n");
    QTest::keyClicks(text, u"new "_s);
    m_server->crash();
    QVERIFY(m_message.contains(u"Fake"_s));
    m_message.clear();
    QTest::keyClicks(text, u"text "_s);
    waitUntilReady();
    QTRY_COMPARE(m_server->count(u"textDocument/didOpen"_s), 2);
    QCOMPARE(m_server->received(u"textDocument/didOpen"_s)
                 .last()
                 .value("textDocument"_L1)
                 .toObject()
                 .value("text"_L1)
                 .toString(),
             u"new text old\n"_s);
    QCOMPARE(m_message, QString());
}

void TestLanguageFeatures::aRenamedFileIsOpenedUnderItsNewName()
{
    open(u"a.js"_s, "x\n");
    const QString from = m_area->currentFile();
    const QString to = QFileInfo(from).path() + u"/c.js"_s;
    QVERIFY(QFile::rename(from, to));
    m_area->movePath(from, to);
    QTRY_COMPARE(m_server->count(u"textDocument/didClose"_s), 1);
    QTRY_COMPARE(m_server->received(u"textDocument/didOpen"_s)
                     .last()
                     .value("textDocument"_L1)
                     .toObject()
                     .value("uri"_L1)
                     .toString(),
                 lsp::uriOf(to));
}

void TestLanguageFeatures::aLargeFileHasNoServer()
{
    QSignalSpy status(m_area.get(), &EditorArea::languageStatusChanged);
    open(u"a.js"_s, QByteArray(60, 'x').append('\n').repeated(LanguageService::MaxBytes / 60));
    QVERIFY(m_area->languageService()->statusOf(view()).state == LanguageStatus::State::TooLarge);
    QCOMPARE(m_server->starts, 0);
}

QTEST_MAIN(TestLanguageFeatures)
#include "tst_languagefeatures.moc"
