// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/codeactions.h"
#include "editor/lsp/features/completion.h"
#include "editor/lsp/features/signaturehelp.h"
#include "editor/lsp/features/symbols.h"
#include "editor/lsp/projectconfig.h"
#include "editor/lsp/types.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::lsp;
using namespace Qt::StringLiterals;

namespace {

QJsonValue json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray("[") + text + ']').array().first();
}

void write(const QString &path, const QByteArray &text = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesOfOtherTypesAreEmpty();
    void addressesOfFilesComeBack();
    void readsLocationsAndLinks();
    void readsEditsOfSeveralFiles();
    void refusesOperationsOnFiles();
    void itemsHaveTheDefaultsOfTheirList();
    void placesOfSnippetsBecomeEmpty();
    void plainTextIsNoMarkdown();
    void findsParametersInALabel();
    void outlinesHaveDepths();
    void plainCommandsAreActions();
    void aProjectWithoutConfigurationGetsOne();
    void aConfigurationOfTheProjectCounts();
    void aFolderWithoutPackageIsNotReadAsAWhole();
    void packagesWithTypesKeepThem();
};

void TestTypes::valuesOfOtherTypesAreEmpty()
{
    for (const char *text : { "null", "5", "\"x\"", "[1, 2]", "{\"range\": 7, \"items\": {}}" }) {
        const QJsonValue value = json(text);
        QCOMPARE(Range::fromJson(value), Range());
        QVERIFY(CompletionList::fromJson(value).items.isEmpty());
        QVERIFY(WorkspaceEdit::fromJson(value).isEmpty());
        QVERIFY(Location::listFromJson(value).isEmpty());
        QVERIFY(SignatureHelp::fromJson(value).signatures.isEmpty());
        QVERIFY(DocumentSymbol::listFromJson(value).isEmpty());
        QVERIFY(CodeAction::listFromJson(value).isEmpty());
    }
    QCOMPARE(Position::fromJson(json("{\"line\": -4, \"character\": \"9\"}")), Position());
}

void TestTypes::addressesOfFilesComeBack()
{
    for (const QString &path : { u"/a b/ü#%.js"_s, u"/x/[id].ts"_s, u"/q?.js"_s })
        QCOMPARE(pathOf(uriOf(path)), path);
    QCOMPARE(pathOf(u"http://x/y.js"_s), QString());
}

void TestTypes::readsLocationsAndLinks()
{
    const QList<Location> found = Location::listFromJson(json(R"([
      {"uri": "file:///a.js", "range": {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 3}}},
      {"targetUri": "file:///b.js", "targetRange": {}, "targetSelectionRange": {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 1}}},
      {"uri": "untitled:x"}])"));
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].path, u"/a.js"_s);
    QCOMPARE(found[1].path, u"/b.js"_s);
    QCOMPARE(found[1].range.start.line, 4);
}

void TestTypes::readsEditsOfSeveralFiles()
{
    const WorkspaceEdit edit = WorkspaceEdit::fromJson(json(R"({"changes": {
      "file:///a.js": [{"range": {}, "newText": "1"}, {"range": {}, "newText": "2"}],
      "file:///b.js": [{"range": {}, "newText": "3"}]}})"));
    QVERIFY(edit.isComplete);
    QCOMPARE(edit.files.size(), 2);
    QCOMPARE(edit.count(), 3);
}

void TestTypes::refusesOperationsOnFiles()
{
    const WorkspaceEdit edit = WorkspaceEdit::fromJson(json(R"({"documentChanges": [
      {"kind": "rename", "oldUri": "file:///a", "newUri": "file:///b"},
      {"textDocument": {"uri": "file:///a.js"}, "edits": [{"range": {}, "newText": "1"}]}]})"));
    QVERIFY(!edit.isComplete);
    QCOMPARE(edit.files.size(), 1);
}

void TestTypes::itemsHaveTheDefaultsOfTheirList()
{
    const CompletionList list = CompletionList::fromJson(json(R"({"isIncomplete": true,
      "itemDefaults": {"data": {"k": 1}, "editRange": {"insert": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 5}}, "replace": {}}},
      "items": [{"label": "one"}, {"label": "two", "textEdit": {"newText": "2", "range": {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 5}}}}, {"nolabel": 1}]})"));
    QVERIFY(list.isIncomplete);
    QCOMPARE(list.items.size(), 2);
    QCOMPARE(list.items[0].range->start.character, 2);
    QCOMPARE(list.items[0].newText, u"one"_s);
    QCOMPARE(list.items[0].json.value("data"_L1).toObject().value("k"_L1).toInt(), 1);
    QCOMPARE(list.items[1].range->start.character, 4);
    QCOMPARE(list.items[1].newText, u"2"_s);
}

void TestTypes::placesOfSnippetsBecomeEmpty()
{
    const CompletionItem item = CompletionItem::fromJson(
        json(R"x({"label": "x", "insertTextFormat": 2, "insertText": "f(${1:a}, $2)\\$0 ${3}$0"})x")
            .toObject(),
        {});
    QCOMPARE(item.newText, u"f(a, )$0 "_s);
    QCOMPARE(item.caret, 2);
}

void TestTypes::plainTextIsNoMarkdown()
{
    QCOMPARE(markdownFromJson(json(R"({"kind": "plaintext", "value": "a*b* <i>"})")),
             u"a\\*b\\* \\<i\\>"_s);
    QCOMPARE(markdownFromJson(json(R"([{"language": "ts", "value": "let a"}, "text"])")),
             u"```ts\nlet a\n```\n\ntext"_s);
}

void TestTypes::findsParametersInALabel()
{
    const SignatureHelp help =
        SignatureHelp::fromJson(json(R"x({"activeSignature": 5, "activeParameter": 1,
      "signatures": [{"label": "f(a: a, b: b)", "parameters": [{"label": "a: a"}, {"label": [8, 12]}]}]})x"));
    QCOMPARE(help.active, 0);
    const auto &signature = help.signatures.first();
    QCOMPARE(signature.parameters[0], std::pair(2, 6));
    QCOMPARE(signature.parameters[1], std::pair(8, 12));
    QCOMPARE(signature.activeParameter, 1);
}

void TestTypes::outlinesHaveDepths()
{
    const QList<DocumentSymbol> symbols = DocumentSymbol::listFromJson(json(R"([
      {"name": "A", "kind": 5, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}, "children": [
        {"name": "b", "kind": 6, "range": {"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}}}]},
      {"name": "c", "kind": 12, "location": {"uri": "file:///x", "range": {"start": {"line": 10, "character": 1}, "end": {"line": 10, "character": 2}}}}])"));
    QCOMPARE(symbols.size(), 3);
    QCOMPARE(symbols[1].name, u"b"_s);
    QCOMPARE(symbols[1].depth, 1);
    QCOMPARE(symbols[2].selection.start.line, 10);
}

void TestTypes::plainCommandsAreActions()
{
    const QList<CodeAction> actions = CodeAction::listFromJson(json(R"([
      {"title": "Command", "command": "run", "arguments": [1]},
      {"title": "Fix", "kind": "quickfix", "edit": {"changes": {}}, "isPreferred": true},
      {"title": "No", "disabled": {"reason": "why"}}])"));
    QCOMPARE(actions.size(), 3);
    QVERIFY(!actions[0].command.isEmpty() && !actions[0].edit);
    QVERIFY(actions[1].edit && actions[1].isPreferred);
    QCOMPARE(actions[2].disabled, u"why"_s);
}

// ---- the configuration of projects that have none

void TestTypes::aProjectWithoutConfigurationGetsOne()
{
    QTemporaryDir dir;
    write(dir.filePath(u"p/package.json"_s), "{}");
    write(dir.filePath(u"types/node/index.d.ts"_s));
    write(dir.filePath(u"types/express/index.d.ts"_s));
    write(dir.filePath(u"types/koa__router/index.d.ts"_s));
    const auto config = ProjectConfig::forFile(dir.filePath(u"p/src/a.js"_s), dir.filePath(u"p"_s),
                                               dir.filePath(u"types"_s), {});
    QVERIFY(config);
    QCOMPARE(config->path, dir.filePath(u"p/jsconfig.json"_s));
    const QJsonObject root = QJsonDocument::fromJson(config->text.toUtf8()).object();
    QVERIFY(!root.contains("files"_L1));
    const QJsonObject options = root.value("compilerOptions"_L1).toObject();
    QCOMPARE(options.value("types"_L1).toArray(), QJsonArray({ u"node"_s }));
    QCOMPARE(options.value("paths"_L1).toObject().keys(),
             QStringList({ u"@koa/router"_s, u"express"_s }));
}

void TestTypes::aConfigurationOfTheProjectCounts()
{
    QTemporaryDir dir;
    write(dir.filePath(u"p/package.json"_s), "{}");
    write(dir.filePath(u"p/tsconfig.json"_s), "{}");
    QVERIFY(!ProjectConfig::forFile(dir.filePath(u"p/src/deep/a.js"_s), dir.filePath(u"p"_s),
                                    dir.path(), {}));
    QVERIFY(!ProjectConfig::forFile(dir.filePath(u"q/node_modules/x/a.js"_s), dir.filePath(u"q"_s),
                                    dir.path(), {}));
}

void TestTypes::aFolderWithoutPackageIsNotReadAsAWhole()
{
    QTemporaryDir dir;
    const QString a = dir.filePath(u"p/a.js"_s);
    const QString b = dir.filePath(u"p/b.js"_s);
    const auto config = ProjectConfig::forFile(b, dir.filePath(u"p"_s), dir.path(),
                                               { a, dir.filePath(u"elsewhere/c.js"_s) });
    QVERIFY(config);
    const QJsonObject root = QJsonDocument::fromJson(config->text.toUtf8()).object();
    QCOMPARE(root.value("files"_L1).toArray(), QJsonArray({ a, b }));
}

void TestTypes::packagesWithTypesKeepThem()
{
    QTemporaryDir dir;
    write(dir.filePath(u"p/package.json"_s), "{}");
    write(dir.filePath(u"types/express/index.d.ts"_s));
    write(dir.filePath(u"types/koa/index.d.ts"_s));
    write(dir.filePath(u"types/ws/index.d.ts"_s));
    write(dir.filePath(u"p/node_modules/@types/express/index.d.ts"_s));
    write(dir.filePath(u"p/node_modules/koa/package.json"_s), R"({"types": "lib/koa.d.ts"})");
    const auto config = ProjectConfig::forFile(dir.filePath(u"p/a.js"_s), dir.filePath(u"p"_s),
                                               dir.filePath(u"types"_s), {});
    QVERIFY(config);
    const QJsonObject options = QJsonDocument::fromJson(config->text.toUtf8())
                                    .object()
                                    .value("compilerOptions"_L1)
                                    .toObject();
    QCOMPARE(options.value("paths"_L1).toObject().keys(), QStringList({ u"ws"_s }));
    QVERIFY(options.value("types"_L1).toArray().contains(u"express"_s));
}

QTEST_GUILESS_MAIN(TestTypes)
#include "tst_types.moc"
