// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/failurehint.h"
#include "app/runs/hints/typescripthint.h"
#include "app/runs/runplan.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::app;
using project::RunConfiguration;

class TypeScriptHintTest : public QObject
{
    Q_OBJECT

    void write(const QString &path) const
    {
        const QString full = m_dir.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto *file : { "types.ts", "view.tsx", "sub/index.ts", "own.mts", "there.js" })
            write(QString::fromLatin1(file));
    }

    // DIR stands for a folder with the files above; the texts are those of Node 24.
    void namesTheCause_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("cause"); // part of it; empty: none
        const auto row = [](const char *name, const char *output, const char *cause) {
            QTest::newRow(name) << QString::fromUtf8(output) << QString::fromUtf8(cause);
        };
        row("enum",
            "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in "
            "strip-only mode\r\n",
            "must be translated: enum.");
        row("parameter property",
            "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript parameter property is not "
            "supported in strip-only mode\r\n",
            "must be translated: parameter property.");
        row("cast",
            "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: The angle-bracket syntax for type "
            "assertions, `<T>expr`, is not supported in type strip mode.\r\n",
            "must be translated.");
        row("decorator",
            "file:///x/deco.ts:2\r\n@Controller\r\n^\r\n\r\nSyntaxError: Invalid or unexpected "
            "token\r\n    at compileSourceTextModule",
            "must be translated: @Controller.");
        row("decorator in JavaScript",
            "/x/deco.js:2\r\n@Controller\r\n^\r\n\r\nSyntaxError: Invalid or unexpected token\r\n",
            "");
        row("type without the keyword",
            "SyntaxError: The requested module './types.ts' does not provide an export named "
            "'T'\r\n",
            "./types.ts has no “T”");
        row("export missing in JavaScript",
            "SyntaxError: The requested module './types.js' does not provide an export named 'T'",
            "");
        row("js that is ts",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'DIR/types.js' imported from "
            "DIR/a.ts",
            "An import of “types.js” means the TypeScript file “types.ts”");
        row("mjs that is mts",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'DIR/own.mjs' imported from "
            "DIR/a.mts",
            "means the TypeScript file “own.mts”");
        row("js that is tsx",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'DIR/view.js' imported from DIR/a.ts",
            "means the TypeScript file “view.tsx”");
        row("no suffix",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'DIR/types' imported from DIR/a.ts",
            "means the TypeScript file “types.ts”");
        row("folder",
            "Error [ERR_UNSUPPORTED_DIR_IMPORT]: Directory import 'DIR/sub' is not supported "
            "resolving ES modules imported from DIR/a.ts",
            "means the TypeScript file “sub/index.ts”");
        row("require", "Error: Cannot find module './types.js'\r\nRequire stack:\r\n- DIR/a.ts\r\n",
            "means the TypeScript file “types.ts”");
        row("file that is nowhere",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'DIR/gone.js' imported from DIR/a.ts",
            "");
        row("path of tsconfig.json",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@/db' imported from DIR/a.ts",
            "“@/db” looks like one of the “paths”");
        row("tsx",
            "TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension \".tsx\" for DIR/x.tsx",
            "Node does not run .tsx files.");
        row("package of TypeScript",
            "Error [ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING]: Stripping types is currently",
            "does not run those below node_modules");
        row("another error", "TypeError: x is not a function", "");
    }

    void namesTheCause()
    {
        QFETCH(QString, output);
        QFETCH(QString, cause);
        output.replace(QStringLiteral("DIR"), m_dir.path());
        const FailureHint hint = FailureHint::of(output.toUtf8());
        QCOMPARE(hint.needsLoader, !cause.isEmpty());
        if (cause.isEmpty())
            return;
        QVERIFY2(hint.text.contains(cause), qPrintable(hint.text));
        QVERIFY2(hint.text.contains(QStringLiteral("loader such as tsx")), qPrintable(hint.text));
    }

    void aMissingPackageIsStillOne()
    {
        const FailureHint hint =
            FailureHint::of("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported "
                            "from /x/a.ts");
        QCOMPARE(hint.missingPackage, QStringLiteral("express"));
        QVERIFY(!hint.needsLoader);
    }

    void makesAConfigurationWithTheLoader_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("dump"); // kind, target, options, name
        QTest::newRow("project") << QString() << QStringLiteral("0||--import tsx|Project with tsx");
        QTest::newRow("script") << QStringLiteral("script:dev")
                                << QStringLiteral("2|dev|--import tsx|dev with tsx");
        QTest::newRow("file") << QStringLiteral("file:/p/src/a.ts")
                              << QStringLiteral("1|src/a.ts|--import tsx|a.ts with tsx");
        QTest::newRow("configuration")
            << QStringLiteral("id:one") << QStringLiteral("1|b.ts|--inspect --import tsx|mine");
        QTest::newRow("workspace") << QStringLiteral("workspace:api") << QString();
    }

    void makesAConfigurationWithTheLoader()
    {
        QFETCH(QString, choice);
        project::ProjectRuns runs;
        runs.configurations = { RunConfiguration {
            .id = QStringLiteral("one"),
            .name = QStringLiteral("mine"),
            .kind = RunConfiguration::Kind::File,
            .target = QStringLiteral("b.ts"),
            .arguments = {},
            .environment = {},
            .environmentFile = {},
            .workingDirectory = {},
            .nodeOptions = QStringLiteral("--inspect"),
        } };
        RunPlan plan;
        plan.project = QStringLiteral("/p");
        plan.request.script = QStringLiteral("/p/src/a.ts");
        plan.choice = project::RunChoice::fromText(choice);
        const auto made = withLoader(plan, runs);
        QString dump;
        if (made)
            dump = QStringList { QString::number(int(made->kind)), made->target, made->nodeOptions,
                                 made->name }
                       .join(u'|');
        QTEST(dump, "dump");
    }

    void addsNoLoaderWhereItCannot()
    {
        RunPlan plan;
        plan.project = QStringLiteral("/p");
        plan.choice = project::RunChoice();
        QVERIFY(withLoader(plan, {}));
        plan.request.nodeOptions =
            QStringList { QStringLiteral("--import"), QStringLiteral("tsx") };
        QVERIFY(!withLoader(plan, {}));
        plan.request.nodeOptions.clear();
        plan.request.command = QStringList(QStringLiteral("npm"));
        QVERIFY(!withLoader(plan, {}));
        plan.request.command.clear();
        plan.project.clear();
        QVERIFY(!withLoader(plan, {}));
    }
};

QTEST_GUILESS_MAIN(TypeScriptHintTest)
#include "tst_typescripthint.moc"
