// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real servers, as they are bundled.
#include "editor/lsp/bundledservers.h"
#include "editor/lsp/features/completion.h"
#include "editor/lsp/features/diagnosticsfeed.h"
#include "editor/lsp/features/formatting.h"
#include "editor/lsp/features/hover.h"
#include "editor/lsp/features/navigation.h"
#include "editor/lsp/features/rename.h"
#include "editor/lsp/projectconfig.h"
#include "editor/lsp/server.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace looptide::lsp;
using namespace Qt::StringLiterals;

namespace {

/// Servers that run on Node.js take a second to start on a busy machine.
constexpr int Patience = 60'000;

} // namespace

class TestBundledServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void typeScriptCompletesGoesAndFindsProblems();
    void typeScriptRenamesInAllFiles();
    void plainJavaScriptHasTypesWithoutPackages();
    void oxlintFindsProblems();
    void configurationsThatAreProgramsDoNotRun();
    void oxfmtFormats_data();
    void oxfmtFormats();
    void jsonKnowsPackageJson();
    void cssAndHtmlComplete();

private:
    QString write(const QString &name, const QString &text);
    Server *start(const QString &id);
    Document *open(Server *server, const QString &name, const QString &languageId,
                   const QString &text);
    QStringList completions(const Place &place, const QString &trigger = {});
    QList<Diagnostic> diagnosticsOf(Server *server, Document *document);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::vector<std::unique_ptr<Server>> m_servers;
    std::vector<std::unique_ptr<Document>> m_documents;
};

void TestBundledServers::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestBundledServers::cleanup()
{
    m_documents.clear();
    m_servers.clear();
}

QString TestBundledServers::write(const QString &name, const QString &text)
{
    const QString path = QFileInfo(m_dir->path()).canonicalFilePath() + u'/' + name;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text.toUtf8());
    return path;
}

Server *TestBundledServers::start(const QString &id)
{
    const QString bin = QCoreApplication::applicationDirPath();
    const QList<ServerSpec> specs = bundledServers(
        { QDir::cleanPath(bin + u"/../share/looptide/language"_s), bin + u"/looptide-node"_s });
    const auto spec = std::ranges::find(specs, id, &ServerSpec::id);
    m_servers.push_back(std::make_unique<Server>(
        *spec, QFileInfo(m_dir->path()).canonicalFilePath(),
        [](const ServerCommand &command) { return std::make_unique<ProcessTransport>(command); }));
    return m_servers.back().get();
}

Document *TestBundledServers::open(Server *server, const QString &name, const QString &languageId,
                                   const QString &text)
{
    const QString path = write(name, text);
    m_documents.push_back(std::make_unique<Document>(path, languageId, [text] { return text; }));
    server->open(m_documents.back().get());
    return m_documents.back().get();
}

QStringList TestBundledServers::completions(const Place &place, const QString &trigger)
{
    QStringList labels;
    bool isDone = false;
    Completion::request(place, trigger, this, [&](const CompletionList &list) {
        for (const CompletionItem &item : list.items)
            labels.append(item.label);
        isDone = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isDone, Patience); }();
    return labels;
}

QList<Diagnostic> TestBundledServers::diagnosticsOf(Server *server, Document *document)
{
    DiagnosticsFeed feed(server);
    feed.follow(document);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!feed.diagnosticsOf(document->path()).isEmpty(), Patience); }();
    return feed.diagnosticsOf(document->path());
}

#define START(server) QTRY_VERIFY_WITH_TIMEOUT((server)->state() == Server::State::Ready, Patience)

void TestBundledServers::typeScriptCompletesGoesAndFindsProblems()
{
    write(u"tsconfig.json"_s, u"{\"compilerOptions\": {\"strict\": true}}"_s);
    const QString other =
        write(u"shape.ts"_s, u"export class Shape { area(): number { return 1; } }\n"_s);
    Server *server = start(u"typescript"_s);
    Document *document = open(server, u"main.ts"_s, u"typescript"_s,
                              u"import { Shape } from './shape';\n"
                              "const shape = new Shape();\nconst s: string = shape.area();\n"_s);
    START(server);
    QVERIFY(completions({ server, document, { 2, 24 } }).contains(u"area"_s));

    QList<Location> places;
    Navigation::request(Navigation::Target::Definition, { server, document, { 1, 20 } }, this,
                        [&](const QList<Location> &found) { places = found; });
    QTRY_VERIFY_WITH_TIMEOUT(!places.isEmpty(), Patience);
    QCOMPARE(places.first().path, other);
    QCOMPARE(places.first().range, Range({ { 0, 13 }, { 0, 18 } }));

    const QList<Diagnostic> problems = diagnosticsOf(server, document);
    QVERIFY(std::ranges::any_of(problems, [](const Diagnostic &problem) {
        return problem.code == u"2322"_s && problem.range.start.line == 2;
    }));
}

void TestBundledServers::typeScriptRenamesInAllFiles()
{
    write(u"package.json"_s, u"{}"_s);
    write(u"tsconfig.json"_s, u"{}"_s);
    const QString other = write(u"use.ts"_s, u"import { total } from './lib';\ntotal();\n"_s);
    Server *server = start(u"typescript"_s);
    Document *document =
        open(server, u"lib.ts"_s, u"typescript"_s, u"export function total() {}\n"_s);
    START(server);
    WorkspaceEdit edit;
    Rename::request({ server, document, { 0, 18 } }, u"sum"_s, this,
                    [&](const WorkspaceEdit &made, const QString &) { edit = made; });
    QTRY_COMPARE_WITH_TIMEOUT(edit.files.size(), 2, Patience);
    QCOMPARE(edit.count(), 3);
    QVERIFY(std::ranges::any_of(edit.files, [&](const auto &file) { return file.path == other; }));
}

void TestBundledServers::plainJavaScriptHasTypesWithoutPackages()
{
    write(u"package.json"_s, u"{\"type\": \"module\"}"_s);
    // The package without types, as npm installs it.
    write(u"node_modules/express/package.json"_s, u"{\"main\": \"index.js\"}"_s);
    write(u"node_modules/express/index.js"_s, u"module.exports = () => ({ a: 1 });"_s);
    Server *server = start(u"typescript"_s);
    const QString folder = QFileInfo(m_dir->path()).canonicalFilePath();
    const auto config = ProjectConfig::forFile(
        folder + u"/app.js"_s, folder,
        QDir::cleanPath(QCoreApplication::applicationDirPath()
                        + u"/../share/looptide/language/node_modules/@types"_s),
        {});
    QVERIFY(config);
    server->setVirtualFile(config->path, u"jsonc"_s, config->text);
    Document *document = open(server, u"app.js"_s, u"javascript"_s,
                              u"import express from 'express';\nimport fs from 'node:fs';\n"
                              "express().;\nfs.;\n"_s);
    START(server);
    QVERIFY(completions({ server, document, { 2, 10 } }, u"."_s).contains(u"listen"_s));
    QVERIFY(completions({ server, document, { 3, 3 } }, u"."_s).contains(u"readFileSync"_s));
    QString hover;
    Hover::request({ server, document, { 2, 2 } }, this,
                   [&](const Hover &found) { hover = found.markdown; });
    QTRY_VERIFY_WITH_TIMEOUT(hover.contains(u"Express"_s), Patience);
}

void TestBundledServers::oxlintFindsProblems()
{
    Server *server = start(u"oxlint"_s);
    Document *document =
        open(server, u"a.js"_s, u"javascript"_s, u"let a = 1;\ndebugger;\nexport { a };\n"_s);
    const QList<Diagnostic> problems = diagnosticsOf(server, document);
    QVERIFY(std::ranges::any_of(problems, [](const Diagnostic &problem) {
        return problem.code.contains("no-debugger"_L1) && problem.range.start.line == 1;
    }));
}

// Nothing of an opened folder runs.
void TestBundledServers::configurationsThatAreProgramsDoNotRun()
{
    const QString trace = m_dir->filePath(u"ran"_s);
    const QString program =
        u"import { writeFileSync } from 'node:fs';\nwriteFileSync('%1', 'x');\nexport default {};\n"_s
            .arg(trace);
    write(u"package.json"_s, u"{\"type\": \"module\"}"_s);
    for (const QString &name :
         { u"oxlint.config.ts"_s, u"oxfmt.config.ts"_s, u"prettier.config.js"_s, u"plugin.js"_s })
        write(name, program);
    write(u".oxlintrc.json"_s, u"{\"jsPlugins\": [\"./plugin.js\"]}"_s);
    const QString text = u"debugger;\n"_s;
    for (const QString &id : { u"oxlint"_s, u"oxfmt"_s }) {
        Server *server = start(id);
        Document *document = open(server, u"a.js"_s, u"javascript"_s, text);
        START(server);
        bool isAnswered = false;
        Formatting::request(server, document, {}, this,
                            [&](const QList<TextEdit> &, const QString &) { isAnswered = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered, Patience);
        QVERIFY2(!QFile::exists(trace), qPrintable(id));
    }
}

void TestBundledServers::oxfmtFormats_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("languageId");
    QTest::addColumn<QString>("text");
    QTest::newRow("JavaScript") << u"a.js"_s << u"javascript"_s << u"let a={b:1}\n"_s;
    QTest::newRow("JSX") << u"a.jsx"_s << u"javascriptreact"_s << u"let a=<b   c={1}/>\n"_s;
    QTest::newRow("JSON") << u"a.json"_s << u"json"_s << u"{\"a\":   1}\n"_s;
    QTest::newRow("CSS") << u"a.css"_s << u"css"_s << u"a{b:c}\n"_s;
    QTest::newRow("Markdown") << u"a.md"_s << u"markdown"_s << u"*  a\n*  b\n"_s;
}

void TestBundledServers::oxfmtFormats()
{
    QFETCH(const QString, name);
    QFETCH(const QString, languageId);
    QFETCH(const QString, text);
    Server *server = start(u"oxfmt"_s);
    Document *document = open(server, name, languageId, text);
    START(server);
    QList<TextEdit> edits;
    QString error;
    Formatting::request(server, document, {}, this,
                        [&](const QList<TextEdit> &made, const QString &refusal) {
                            edits = made;
                            error = refusal;
                        });
    QTRY_VERIFY_WITH_TIMEOUT(!edits.isEmpty(), Patience);
    QCOMPARE(error, QString());
}

void TestBundledServers::jsonKnowsPackageJson()
{
    Server *server = start(u"json"_s);
    Document *document =
        open(server, u"package.json"_s, u"json"_s, u"{\n  \"name\": 5,\n  \"\"\n}\n"_s);
    START(server);
    QVERIFY(completions({ server, document, { 2, 3 } }).contains(u"dependencies"_s));
    const QList<Diagnostic> problems = diagnosticsOf(server, document);
    QVERIFY(std::ranges::any_of(problems, [](const Diagnostic &problem) {
        return problem.message.contains("string"_L1) && problem.range.start.line == 1;
    }));
}

void TestBundledServers::cssAndHtmlComplete()
{
    Server *css = start(u"css"_s);
    Document *style = open(css, u"a.css"_s, u"css"_s, u"a { col }\n"_s);
    START(css);
    QVERIFY(completions({ css, style, { 0, 7 } }).contains(u"color"_s));
    Server *html = start(u"html"_s);
    Document *page = open(html, u"a.html"_s, u"html"_s, u"<body><a ></a></body>\n"_s);
    START(html);
    QVERIFY(completions({ html, page, { 0, 9 } }).contains(u"href"_s));
}

QTEST_GUILESS_MAIN(TestBundledServers)
#include "tst_bundledservers.moc"
