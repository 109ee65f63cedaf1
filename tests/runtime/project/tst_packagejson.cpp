// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagejson.h"
#include "runtime/project/packagename.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::project;

class PackageJsonTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &path, const QByteArray &text) const
    {
        const QString full = m_dir->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    PackageJson load() const { return PackageJson::load(m_dir->path()); }

    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
    }

    void keepsTheOrderOfTheFile()
    {
        write(QStringLiteral("package.json"),
              R"({ "name": "x", "version": "1.2.3",
                   "scripts": { "zebra": "z", "start": "node app.js", "alpha": "a" },
                   "dependencies": { "koa": "^3.0.0", "express": "^5.0.0" } })");
        const PackageJson package = load();
        QVERIFY2(package.isValid(), qPrintable(package.error));
        QCOMPARE(package.name, QStringLiteral("x"));
        QCOMPARE(package.version, QStringLiteral("1.2.3"));
        const QList<PackageScript> scripts {
            { QStringLiteral("zebra"), QStringLiteral("z") },
            { QStringLiteral("start"), QStringLiteral("node app.js") },
            { QStringLiteral("alpha"), QStringLiteral("a") },
        };
        QCOMPARE(package.scripts, scripts);
        QCOMPARE(package.dependencies.at(0).name, QStringLiteral("koa"));
        QCOMPARE(package.dependencies.at(1).name, QStringLiteral("express"));
    }

    void readsInstalledVersionsAndKinds()
    {
        write(QStringLiteral("package.json"), R"({
            "dependencies": { "here": "^1.0.0", "gone": "2", "@scope/pkg": "*", "maybe": "1" },
            "devDependencies": { "tool": "~4.1", "here": "^1.0.0" },
            "optionalDependencies": { "maybe": "1" },
            "peerDependencies": { "host": ">=3" } })");
        write(QStringLiteral("node_modules/here/package.json"), R"({ "version": "1.4.2" })");
        write(QStringLiteral("node_modules/@scope/pkg/package.json"), R"({ "version": "0.0.1" })");
        write(QStringLiteral("node_modules/tool/package.json"), "not json");
        QStringList dump;
        for (const PackageDependency &dependency : load().dependencies)
            dump += QStringLiteral("%1 %2 [%3] %4%5")
                        .arg(dependency.name, dependency.wanted, dependency.installed)
                        .arg(int(dependency.kind))
                        .arg(dependency.isMissing() ? QStringLiteral(" missing") : QString());
        const QStringList expected {
            QStringLiteral("here ^1.0.0 [1.4.2] 0"),  QStringLiteral("gone 2 [] 0 missing"),
            QStringLiteral("@scope/pkg * [0.0.1] 0"), QStringLiteral("maybe 1 [] 2"),
            QStringLiteral("tool ~4.1 [] 1 missing"), QStringLiteral("host >=3 [] 3"),
        };
        QCOMPARE(dump, expected);
    }

    void findsPackagesOfAFolderAbove()
    {
        write(QStringLiteral("node_modules/shared/package.json"), R"({ "version": "7.0.0" })");
        write(QStringLiteral("packages/web/package.json"),
              R"({ "dependencies": { "shared": "7" } })");
        const PackageJson package =
            PackageJson::load(m_dir->filePath(QStringLiteral("packages/web")));
        QCOMPARE(package.dependencies.at(0).installed, QStringLiteral("7.0.0"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");

        QTest::newRow("empty") << QByteArray()
                               << QStringLiteral("package.json:1:1: the file is empty.") << 1 << 1;
        QTest::newRow("trailing comma")
            << QByteArray("{\n  \"name\": \"x\",\n}\n")
            << QStringLiteral(
                   "package.json:3:1: not valid JSON: unexpected '}'; expected string literal")
            << 3 << 1;
        QTest::newRow("after text of two bytes a letter")
            << QByteArray("{ \"n\": \"\xC3\xA4\xC3\xB6\" ; }")
            << QStringLiteral("package.json:1:13: not valid JSON: invalid literal; last read: "
                              "'\"äö\" ;'; expected '}'")
            << 1 << 13;
        QTest::newRow("cut off") << QByteArray("{ \"name\": ")
                                 << QStringLiteral(
                                        "package.json:1:11: not valid JSON: unexpected end of "
                                        "input; expected '[', '{', or a literal")
                                 << 1 << 11;
        QTest::newRow("array") << QByteArray("[1]")
                               << QStringLiteral(
                                      "package.json:1:1: must hold an object ({ … }), but "
                                      "holds another kind of value.")
                               << 1 << 1;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, column);
        write(QStringLiteral("package.json"), text);
        const PackageJson package = load();
        QCOMPARE(package.status, PackageJson::Status::Malformed);
        QTEST(package.error, "error");
        QCOMPARE(package.errorLine, line);
        QCOMPARE(package.errorColumn, column);
        QVERIFY(package.scripts.isEmpty() && package.dependencies.isEmpty());
    }

    void survivesOddValues()
    {
        write(QStringLiteral("package.json"),
              "\xEF\xBB\xBF{ \"name\": 7, \"main\": null, \"scripts\": { \"a\": 1, \"b\": \"x\" },"
              "  \"dependencies\": [], \"devDependencies\": { \"../../etc\": {} } }");
        const PackageJson package = load();
        QVERIFY2(package.isValid(), qPrintable(package.error));
        QVERIFY(package.name.isEmpty());
        QCOMPARE(package.scripts.size(), 1);
        QVERIFY(package.dependencies.at(0).installed.isEmpty());

        write(QStringLiteral("package.json"), R"({ "scripts": [], "dependencies": "x",
            "workspaces": 5, "version": {}, "main": [] })");
        QCOMPARE(load().status, PackageJson::Status::Loaded);
        QVERIFY(load().scripts.isEmpty() && load().dependencies.isEmpty());

        write(QStringLiteral("package.json"), QByteArray(100'000, '['));
        QCOMPARE(load().status, PackageJson::Status::Malformed);
    }

    // Each of these is a package.json that Node and npm take.
    void readsWhatNodeReads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *what, const QByteArray &text, const QString &name) {
            QTest::newRow(what) << text << name;
        };
        const QString a = QStringLiteral("a");
        row("number out of range", R"({"name":"a","config":{"maxAge":1e999}})", a);
        row("negative number out of range", R"({"x":-1E+400,"name":"a"})", a);
        row("long number", "{\"x\":" + QByteArray(400, '9') + ".5,\"name\":\"a\"}", a);
        row("number too small", R"({"x":1e-999,"name":"a"})", a);
        row("lone high surrogate", R"({"x":"\ud83d","name":"a"})", a);
        row("lone low surrogate", R"({"name":"a\udc00"})", QStringLiteral("a\uFFFD"));
        row("two high surrogates", R"({"name":"\ud83d\ud83d\ude00"})",
            QStringLiteral("\uFFFD\U0001F600"));
        row("pair", R"({"name":"\ud83d\ude00"})", QStringLiteral("\U0001F600"));
        row("escaped backslash", "{\"name\":\"\\\\ud83d\"}", QStringLiteral("\\ud83d"));
        row("invalid UTF-8", "{\"author\":\"Jos\xE9\",\"name\":\"a\"}", a);
        row("byte order mark", "\xEF\xBB\xBF{\"name\":\"a\"}", a);
        row("repeated name", R"({"name":"b","name":"a"})", a);
        row("digits in a string", "{\"x\":\"1e999 \\\"1e999\",\"name\":\"a\"}", a);
    }

    void readsWhatNodeReads()
    {
        QFETCH(QByteArray, text);
        write(QStringLiteral("package.json"), text);
        const PackageJson package = load();
        QVERIFY2(package.isValid(), qPrintable(package.error));
        QTEST(package.name, "name");
    }

    void placesOfErrorsCountWhatTheEditorShows()
    {
        // After text that was replaced: a number, a surrogate, and a byte that is not UTF-8.
        write(QStringLiteral("package.json"), "{\n\"a\":1e999,\"b\":\"\\ud83d\",\"c\":\"\xE9\",}");
        const PackageJson package = load();
        QCOMPARE(package.status, PackageJson::Status::Malformed);
        QCOMPARE(package.errorLine, 2);
        QCOMPARE(package.errorColumn, 32);
        QVERIFY2(package.error.startsWith(QStringLiteral("package.json:2:32: ")),
                 qPrintable(package.error));
    }

    void deepNestingEndsNothing()
    {
        const QByteArray deep = QByteArray(200'000, '[') + QByteArray(200'000, ']');
        write(QStringLiteral("package.json"), "{ \"dependencies\": { \"a\": " + deep + " } }");
        QCOMPARE(load().dependencies.size(), 1);
    }

    void tellsMissingFromUnreadable()
    {
        PackageJson package = load();
        QCOMPARE(package.status, PackageJson::Status::Missing);
        QVERIFY(package.error.contains(QDir::toNativeSeparators(m_dir->path())));

        package = PackageJson::load(m_dir->filePath(QStringLiteral("nowhere")));
        QVERIFY(package.error.startsWith(QStringLiteral("There is no folder")));

        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("package.json")));
        package = load();
        QCOMPARE(package.status, PackageJson::Status::Unreadable);
        QVERIFY(package.error.endsWith(QStringLiteral("is not a file.")));
    }

    void doesNotReadHugeFiles()
    {
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(qint64 { 50 } << 20));
        const PackageJson package = load();
        QCOMPARE(package.status, PackageJson::Status::Unreadable);
        QVERIFY(package.error.endsWith(QStringLiteral("is too large to be read (50 MB).")));
    }

    void makesNamesThatNpmAccepts_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("name");

        const auto row = [](const QString &folder, const char *name) {
            QTest::newRow(qPrintable(folder.left(30))) << folder << QString::fromLatin1(name);
        };
        row(QStringLiteral("my-app"), "my-app");
        row(QStringLiteral("My App (2)"), "my-app-2");
        row(QStringLiteral("Café Zürich"), "cafe-zurich");
        row(QStringLiteral("._hidden"), "hidden");
        row(QStringLiteral("日本語"), "fallback");
        row(QStringLiteral("node_modules"), "node_modules-app");
        row(QStringLiteral("http"), "http-app");
        row(QStringLiteral("express"), "express-app");
        row(QStringLiteral("..."), "fallback");
    }

    void makesNamesThatNpmAccepts()
    {
        QFETCH(QString, folder);
        QTEST(packageNameFor(folder, QStringLiteral("fallback"), { QStringLiteral("express") }),
              "name");
    }

    void cutsLongNames()
    {
        QCOMPARE_LE(packageNameFor(QString(300, u'a'), QStringLiteral("fallback")).size(), 214);
    }

    void changesNothingButTheName()
    {
        const QByteArray lock = R"({
  "name": "old",
  "lockfileVersion": 3,
  "packages": {
    "": {
      "name": "old",
      "dependencies": {
        "b": "1",
        "a": "ö"
      }
    },
    "node_modules/b": {
      "name": "kept",
      "cpu": [
        "x64"
      ]
    }
  }
}
)";
        QByteArray expected = lock;
        expected.replace("\"old\"", "\"new\"");
        QCOMPARE(withPackageName(lock, QStringLiteral("new")), expected);
        QVERIFY(withPackageName("[", QStringLiteral("new")).isNull());
    }
};

QTEST_GUILESS_MAIN(PackageJsonTest)
#include "tst_packagejson.moc"
