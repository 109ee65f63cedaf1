// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/savename.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::editor;

class TestSaveName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextSaysWhatItIs_data();
    void theTextSaysWhatItIs();
    void aTypeScriptProjectGetsTypeScript();
    void eachFilterHasItsSuffix();
};

void TestSaveName::theTextSaysWhatItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing") << QByteArray() << "untitled-1.js";
    QTest::newRow("code") << QByteArray("const a = 1;\n") << "untitled-1.js";
    QTest::newRow("block") << QByteArray("{ let a = 1; }\n") << "untitled-1.js";
    QTest::newRow("json") << QByteArray("\n{ \"a\": 1 }\n") << "untitled-1.json";
    QTest::newRow("html") << QByteArray("<!doctype html>\n") << "untitled-1.html";
    QTest::newRow("shell") << QByteArray("#!/bin/sh\nnode x\n") << "untitled-1.sh";
    QTest::newRow("node") << QByteArray("#!/usr/bin/env node\n") << "untitled-1.js";
}

void TestSaveName::theTextSaysWhatItIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QCOMPARE(suggestedFileName(QStringLiteral("Untitled 1"), text, {}), name);
}

void TestSaveName::aTypeScriptProjectGetsTypeScript()
{
    const QTemporaryDir project;
    QFile file(project.filePath(QStringLiteral("tsconfig.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(suggestedFileName(QStringLiteral("Untitled 2"), "const a = 1;", project.path()),
             QStringLiteral("untitled-2.ts"));
}

void TestSaveName::eachFilterHasItsSuffix()
{
    QCOMPARE(defaultSuffixOf(saveFilterFor(QStringLiteral("/p/a.mjs"))), QStringLiteral("js"));
    QCOMPARE(defaultSuffixOf(saveFilterFor(QStringLiteral("a.tsx"))), QStringLiteral("ts"));
    QCOMPARE(defaultSuffixOf(saveFilterFor(QStringLiteral("package.json"))),
             QStringLiteral("json"));
    QVERIFY(defaultSuffixOf(saveFilterFor(QStringLiteral("Dockerfile"))).isEmpty());
    QVERIFY(saveFilters().contains(saveFilterFor(QStringLiteral(".env"))));
    QCOMPARE(saveFilterFor(QStringLiteral("Dockerfile")), saveFilters().last());
}

QTEST_GUILESS_MAIN(TestSaveName)
#include "tst_savename.moc"
