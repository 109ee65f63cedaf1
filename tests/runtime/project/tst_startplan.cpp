// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagejson.h"
#include "runtime/project/startplan.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::project;

class StartPlanTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &path, const QByteArray &text = {}) const
    {
        const QString full = m_dir->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    PackageJson package() const { return PackageJson::load(m_dir->path()); }

    // What it starts, as the user would type it, in the project's folder.
    QString dump(const StartPlan &plan) const
    {
        if (plan.kind == StartPlan::Kind::Nothing)
            return QStringLiteral("nothing");
        if (plan.kind == StartPlan::Kind::Npm)
            return QStringLiteral("npm ") + plan.npmWords().join(u' ');
        QStringList words;
        for (const auto &[name, value] : plan.variables)
            words.append(name + u'=' + value);
        words += QStringLiteral("node");
        words += plan.nodeOptions;
        words += QDir(m_dir->path()).relativeFilePath(plan.program);
        words += plan.arguments;
        QString text = words.join(u' ')
            + (plan.script.isEmpty() ? QString() : QStringLiteral(" as ") + plan.script);
        for (const PackageScript &script : plan.before)
            text.prepend(script.command + QStringLiteral(" && "));
        for (const PackageScript &script : plan.after)
            text += QStringLiteral(" && ") + script.command;
        return text;
    }

    QString offers() const
    {
        QStringList texts;
        const QList<StartOffer> all = startOffers(package());
        for (const StartOffer &offer : all)
            texts.append((offer.kind == StartOffer::Kind::File ? QStringLiteral("file ")
                              : offer.kind == StartOffer::Kind::Script
                              ? QStringLiteral("script ")
                              : QStringLiteral("workspace "))
                         + offer.target);
        return texts.join(QStringLiteral(", "));
    }

    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
    }

    void doesWhatNpmStartDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("plan");
        const auto row = [](const char *name, const QByteArray &text, const char *plan) {
            QTest::newRow(name) << text << QString::fromLatin1(plan);
        };
        const auto start = [&](const QByteArray &command, const char *plan) {
            row(command.constData(),
                "{ \"main\": \"main.js\", \"scripts\": { \"start\": \"" + command + "\" } }", plan);
        };
        start("node lib/one.js", "node lib/one.js as start");
        start("node lib/one", "node lib/one.js as start");
        start("node lib", "node lib/entry.js as start"); // its own package.json says so
        start("node .", "node main.js as start");
        start("node bin/www", "node bin/www as start");
        start("node --env-file=.env lib/one.js --port 8081",
              "node --env-file=.env lib/one.js --port 8081 as start");
        start("NODE_ENV=production node lib/one.js",
              "NODE_ENV=production node lib/one.js as start");
        start("cross-env A=b node lib/one.js", "A=b node lib/one.js as start");
        start("PATH=/x node lib/one.js", "npm start"); // another node
        start("node gone.js", "npm start"); // Node says what is wrong
        start("node lib/two", "npm start"); // Node completes no .mjs
        start("nest start", "npm start");
        start("tsx src/index.ts", "npm start");
        start("npm run start -w api", "npm start");
        start("node lib/one.js && echo", "npm start");
        row("with hooks",
            R"({ "scripts": { "prestart": "x", "start": "node lib/one.js", "poststart": "y" } })",
            "x && node lib/one.js as start && y");
        row("command with hooks", R"({ "scripts": { "prestart": "x", "start": "vite" } })",
            "npm start");
        row("main", R"({ "main": "lib/one" })", "node lib/one.js");
        row("main is a folder", R"({ "main": "other" })", "node other/index.mjs");
        row("main that is gone", R"({ "main": "dist/x.js" })", "node app.ts");
        row("nothing said", "{}", "node app.ts");
        row("empty start script", R"({ "scripts": { "start": "" } })", "node app.ts");
        row("malformed", "{", "node app.ts");
    }

    void doesWhatNpmStartDoes()
    {
        QFETCH(QByteArray, text);
        for (const auto *file :
             { "lib/one.js", "lib/two.mjs", "lib/entry.js", "lib/index.js", "main.js", "bin/www",
               "app.ts", "other/index.mjs", "node_modules/.bin/cross-env" })
            write(QString::fromLatin1(file));
        write(QStringLiteral("lib/package.json"), R"({ "main": "./entry" })");
        write(QStringLiteral("package.json"), text);
        QTEST(dump(StartPlan::ofProject(package())), "plan");
    }

    void startsServerJsAsNpmDoes()
    {
        write(QStringLiteral("server.js"));
        write(QStringLiteral("main.js"));
        QCOMPARE(dump(StartPlan::ofProject(package())), QStringLiteral("node server.js"));
        write(QStringLiteral("package.json"), R"({ "main": "main.js" })");
        QCOMPARE(dump(StartPlan::ofProject(package())), QStringLiteral("node server.js as start"));
    }

    void leavesProgramsOfPackagesToNpm()
    {
        write(QStringLiteral("package.json"),
              R"({ "scripts": { "start": "cross-env A=b node a.js", "plain": "node a.js" } })");
        write(QStringLiteral("a.js"));
        QCOMPARE(dump(StartPlan::ofProject(package())), QStringLiteral("npm start"));
        write(QStringLiteral("node_modules/.bin/node")); // the package "node"
        QCOMPARE(dump(StartPlan::ofScript(package(), QStringLiteral("plain"))),
                 QStringLiteral("npm run plain"));
    }

    void handsArgumentsOn()
    {
        write(QStringLiteral("a.js"));
        write(QStringLiteral("package.json"), R"({ "scripts": { "start": "node a.js one",
            "lint": "oxlint", "-x": "oxlint", "start:dev": "node a.js" } })");
        const QStringList two { QStringLiteral("two"), QStringLiteral("--three") };
        QCOMPARE(dump(StartPlan::ofProject(package(), two)),
                 QStringLiteral("node a.js one two --three as start"));
        QCOMPARE(dump(StartPlan::ofProject(package(), two).throughNpm()),
                 QStringLiteral("npm start -- two --three"));
        QCOMPARE(dump(StartPlan::ofScript(package(), QStringLiteral("lint"), two)),
                 QStringLiteral("npm run lint -- two --three"));
        QCOMPARE(dump(StartPlan::ofScript(package(), QStringLiteral("-x"), two)),
                 QStringLiteral("npm run -- -x two --three"));
        QCOMPARE(dump(StartPlan::ofScript(package(), QStringLiteral("gone"))),
                 QStringLiteral("nothing"));
    }

    void offersWhatThereIs()
    {
        write(QStringLiteral("package.json"),
              "{ \"main\": \"dist/index.js\", "
              "\"scripts\": { \"build\": \"tsc\", \"dev\": \"tsx watch src/index.ts\", \"test\": "
              "\"x\", "
              "\"start:prod\": \"node dist/main\", \"predev\": \"x\" }, "
              "\"workspaces\": [\"packages/*\", \"apps/**\", \"!packages/old\", \"../out\", "
              "\"nowhere\"] }");
        write(QStringLiteral("src/index.ts"));
        for (const auto *folder : { "packages/api", "packages/old", "apps/a/web", "packages/lib" })
            write(QLatin1StringView(folder) + QStringLiteral("/package.json"),
                  R"({ "scripts": { "start": "node x" } })");
        write(QStringLiteral("packages/lib/package.json"), "{}"); // nothing to start
        write(QStringLiteral("apps/a/node_modules/x/package.json"),
              R"({ "scripts": { "start": "x" } })");
        QCOMPARE(dump(StartPlan::ofProject(package())), QStringLiteral("nothing"));
        QCOMPARE(offers(),
                 QStringLiteral("file src/index.ts, script dev, script start:prod, workspace "
                                "apps/a/web, workspace packages/api"));
    }

    void readsWorkspacesOfYarn()
    {
        write(QStringLiteral("package.json"),
              R"({ "workspaces": { "packages": ["./a/", "b*"] } })");
        for (const auto *folder : { "a", "b1", "c" })
            write(QLatin1StringView(folder) + QStringLiteral("/package.json"), "{}");
        QCOMPARE(workspaceFolders(package()).join(u' '), QStringLiteral("a b1"));
    }
};

QTEST_GUILESS_MAIN(StartPlanTest)
#include "tst_startplan.moc"
