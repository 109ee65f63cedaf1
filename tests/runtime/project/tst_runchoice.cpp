// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/runchoice.h"

#include <QTest>

using looptide::project::RunChoice;
using Kind = RunChoice::Kind;

class RunChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The texts are those of the files that users already have.
    void isTheSameAfterItsText_data()
    {
        QTest::addColumn<RunChoice>("choice");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const RunChoice &choice, const QString &text) {
            QTest::newRow(name) << choice << text;
        };
        row("project", {}, {});
        row("current file", { Kind::CurrentFile }, QStringLiteral("file"));
        row("install", { Kind::Install }, QStringLiteral("install"));
        row("file", RunChoice::file(QStringLiteral("src/a b.js")),
            QStringLiteral("file:src/a b.js"));
        row("absolute file", RunChoice::file(QStringLiteral("/p/größe.ts")),
            QStringLiteral("file:/p/größe.ts"));
        row("script", RunChoice::script(QStringLiteral("dev")), QStringLiteral("script:dev"));
        row("script with colons", RunChoice::script(QStringLiteral("build:prod:")),
            QStringLiteral("script:build:prod:"));
        row("script that is a word", RunChoice::script(QStringLiteral("file:")),
            QStringLiteral("script:file:"));
        row("workspace", RunChoice::workspace(QStringLiteral("packages/api")),
            QStringLiteral("workspace:packages/api"));
        row("configuration", RunChoice::configuration(QStringLiteral("0b1c-2")),
            QStringLiteral("id:0b1c-2"));
    }

    void isTheSameAfterItsText()
    {
        QFETCH(RunChoice, choice);
        QFETCH(QString, text);
        QCOMPARE(choice.toText(), text);
        QCOMPARE(RunChoice::fromText(text).kind, choice.kind);
        QCOMPARE(RunChoice::fromText(text).target, choice.target);
    }

    void takesOtherTextsForTheProject_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             { "project",     "project:", "file:", "script:",  "script",     "workspace:",
               "workspace",   "id:",      "id",    "install:", "install:x",  ":",
               ":dev",        " file",    "file ", "File",     "Script:dev", " script:dev",
               "scripts:dev", "odd",      "odd:x", "\n" })
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void takesOtherTextsForTheProject()
    {
        QFETCH(QString, text);
        QVERIFY(RunChoice::fromText(text) == RunChoice());
    }

    void hasNoTextWithoutItsTarget()
    {
        for (const Kind kind : { Kind::File, Kind::Script, Kind::Workspace, Kind::Configuration })
            QCOMPARE((RunChoice { kind }).toText(), QString());
    }

    void differsByKindAndTarget()
    {
        QVERIFY(RunChoice::script(QStringLiteral("a")) == RunChoice::script(QStringLiteral("a")));
        QVERIFY(RunChoice::script(QStringLiteral("a")) != RunChoice::script(QStringLiteral("b")));
        QVERIFY(RunChoice::script(QStringLiteral("a")) != RunChoice::file(QStringLiteral("a")));
    }
};

QTEST_GUILESS_MAIN(RunChoiceTest)
#include "tst_runchoice.moc"
