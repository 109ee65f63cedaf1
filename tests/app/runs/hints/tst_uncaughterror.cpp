// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/uncaughterror.h"

#include <QTest>

using namespace looptide::app;

class TestUncaughtError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePlaceAndTheMessage_data();
    void findsThePlaceAndTheMessage();
    void ignoresWhatNamesNoFile_data();
    void ignoresWhatNamesNoFile();
    void theLastErrorCounts();
};

// As node 24 prints them, through a terminal.
void TestUncaughtError::findsThePlaceAndTheMessage_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("message");
    const QString token = QStringLiteral("SyntaxError: Unexpected token ';'");
    QTest::newRow("CommonJS") << QByteArray(
        "hello\r\n/p/cjs.js:2\r\n\tconst b = ;\r\n\t          ^\r\n\r\n"
        "SyntaxError: Unexpected token ';'\r\n    at wrapSafe "
        "(node:internal/modules/cjs/loader:1861:18)\r\n\r\nNode.js v24.21.0\r\n")
                              << "/p/cjs.js:2:12" << token;
    QTest::newRow("module with a space in its path")
        << QByteArray("file:///p/my%20dir/esm.mjs:2\r\nconst b = ;\r\n          ^\r\n\r\n"
                      "SyntaxError: Unexpected token ';'\r\n    at compileSourceTextModule\r\n")
        << "/p/my dir/esm.mjs:2:11" << token;
    QTest::newRow("missing export")
        << QByteArray("file:///p/imp.mjs:1\r\nimport {x} from \"./ok.mjs\";\r\n        ^\r\n"
                      "SyntaxError: The requested module './ok.mjs' does not provide an export "
                      "named 'x'\r\n    at #asyncInstantiate\r\n")
        << "/p/imp.mjs:1:9"
        << "SyntaxError: The requested module './ok.mjs' does not provide an export named 'x'";
    QTest::newRow("JSON")
        << QByteArray("node:internal/modules/cjs/loader:2075\r\n    throw err;\r\n    ^\r\n\r\n"
                      "SyntaxError: /p/bad.json: Expected double-quoted property name in JSON at "
                      "position 8 (line 1 column 9)\r\n    at parse (<anonymous>)\r\n")
        << "/p/bad.json:1:9"
        << "SyntaxError: Expected double-quoted property name in JSON at position 8 (line 1 "
           "column 9)";
    QTest::newRow("thrown") << QByteArray(
        "/p/thr.js:2\r\n  throw new TypeError(\"no\\nsecond line\");\r\n  ^\r\n\r\n"
        "TypeError: no\r\nsecond line\r\n    at f (/p/thr.js:2:9)\r\n")
                            << "/p/thr.js:2:3"
                            << "TypeError: no";
    QTest::newRow("a string") << QByteArray("\r\n/p/str.js:1\r\nthrow \"str\"\r\n^\r\nstr\r\n"
                                            "(Use `node --trace-uncaught ...` to show where)\r\n")
                              << "/p/str.js:1:1"
                              << "str";
    // Node marks no column.
    QTest::newRow("a missing brace")
        << QByteArray("/p/open.js:3\r\n\r\n\r\n\r\nSyntaxError: Unexpected end of input\r\n"
                      "    at wrapSafe (node:internal/modules/cjs/loader:1861:18)\r\n")
        << "/p/open.js:3"
        << "SyntaxError: Unexpected end of input";
    QTest::newRow("an open comment")
        << QByteArray("/p/open.js:2\r\n/* never closed\r\n\r\nSyntaxError: Invalid or unexpected "
                      "token\r\n    at wrapSafe (node:internal/modules/cjs/loader:1861:18)\r\n")
        << "/p/open.js:2"
        << "SyntaxError: Invalid or unexpected token";
    // TypeScript: the lines around the place, too.
    QTest::newRow("an enum")
        << QByteArray(
               "file:///p/a.ts:1\r\nenum A { B = 1 }\r\n^^^^^^^^^^^^^^^^\r\nlet b = 2;\r\n\r\n"
               "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not "
               "supported in strip-only mode\r\n    at Object..js (node:internal)\r\n")
        << "/p/a.ts:1:1"
        << "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in "
           "strip-only mode";
    QTest::newRow("a parameter property")
        << QByteArray("file:///p/a.ts:6\r\n  constructor(\r\n    private y: number,\r\n"
                      "            ^^^^^^^^^\r\n  ) {}\r\n\r\nSyntaxError "
                      "[ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript parameter property is not "
                      "supported in strip-only mode\r\n    at Object..js (node:internal)\r\n")
        << "/p/a.ts:6:13"
        << "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript parameter property is not "
           "supported in strip-only mode";
    QTest::newRow("a namespace")
        << QByteArray(
               "file:///p/a.ts:2\r\n    const a = 1;\r\n  > namespace N {\r\n"
               "      export const x = 1;\r\n  > }\r\n    console.log(a);\r\n\r\nSyntaxError "
               "[ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript namespace declaration is not "
               "supported in strip-only mode\r\n    at Object..js (node:internal)\r\n")
        << "/p/a.ts:2"
        << "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript namespace declaration is "
           "not supported in strip-only mode";
    QTest::newRow("JSON after a line that looks like a place")
        << QByteArray("/p/first.js:1\r\nnode:internal/modules/cjs/loader:2075\r\n    throw err;\r\n"
                      "    ^\r\n\r\nSyntaxError: /p/bad.json: Unexpected end of JSON input (line 1 "
                      "column 9)\r\n    at parse (<anonymous>)\r\n")
        << "/p/bad.json:1:9"
        << "SyntaxError: Unexpected end of JSON input (line 1 column 9)";
}

void TestUncaughtError::findsThePlaceAndTheMessage()
{
    QFETCH(QByteArray, output);
    QFETCH(QString, place);
    QFETCH(QString, message);
    const auto error = UncaughtError::in(output);
    QVERIFY(error.has_value());
    QCOMPARE(error->place(), place);
    QCOMPARE(error->message, message);
    QCOMPARE(error->isSyntaxError(), message.startsWith(QLatin1String("SyntaxError")));
}

void TestUncaughtError::ignoresWhatNamesNoFile_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("missing package")
        << QByteArray("node:internal/modules/package_json_reader:331\n  throw new "
                      "ERR_MODULE_NOT_FOUND();\n        ^\n\nError [ERR_MODULE_NOT_FOUND]: Cannot "
                      "find package 'x' imported from /p/miss.mjs\n");
    QTest::newRow("JSON.parse") << QByteArray(
        "<anonymous_script>:1\n{\n\nSyntaxError: Expected property name (line 1 "
        "column 2)\n    at JSON.parse (<anonymous>)\n");
    QTest::newRow("a log line") << QByteArray("/p/app.js:3 was loaded\n");
}

void TestUncaughtError::ignoresWhatNamesNoFile()
{
    QFETCH(QByteArray, output);
    QVERIFY(!UncaughtError::in(output).has_value());
}

void TestUncaughtError::theLastErrorCounts()
{
    const QByteArray first("/p/a.js:1\nx\n^\n\nError: 1\n");
    const QByteArray second("/p/b.js:2\ny\n^\n\nError: 2\n");
    QCOMPARE(UncaughtError::in(first + second)->path, QStringLiteral("/p/b.js"));
}

QTEST_GUILESS_MAIN(TestUncaughtError)
#include "tst_uncaughterror.moc"
