// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/installedtree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::project;

class InstalledTreeTest : public QObject
{
    Q_OBJECT

private:
    static InstalledTree tree()
    {
        return InstalledTree::fromLock(R"({ "packages": {
            "": { "name": "shop", "dependencies": { "a": "^1.0.0" } },
            "packages/tool": { "version": "0.1.0" },
            "node_modules/a": { "version": "1.0.0", "license": "MIT",
                "engines": { "node": ">= 18" }, "hasInstallScript": true,
                "dependencies": { "b": "^1.0.0", "c": "*" },
                "optionalDependencies": { "gone": "1" },
                "peerDependencies": { "p": "2", "q": "3" },
                "peerDependenciesMeta": { "q": { "optional": true } } },
            "node_modules/a/node_modules/b": { "version": "1.5.0", "deprecated": "Use c." },
            "node_modules/b": { "version": "2.0.0", "license": [ { "type": "ISC" } ], "dev": true },
            "node_modules/c": { "version": "3.0.0", "dependencies": { "@s/d": "1", "b": "2", "a": "1" } },
            "node_modules/@s/d": { "version": "1.0.0" },
            "node_modules/alias": { "name": "real", "version": "4.0.0" },
            "node_modules/tool": { "resolved": "packages/tool", "link": true }
        } })");
    }
    static QString versionOf(const InstalledTree &tree, const QString &from, const QString &name)
    {
        const qsizetype found = tree.resolve(from, name);
        return found < 0 ? QString() : tree.at(found).version;
    }

private Q_SLOTS:
    void readsWhatALockFileSays()
    {
        const InstalledTree read = tree();
        QCOMPARE(read.size(), 7); // neither the project nor the folder of a workspace
        const LockedPackage &a = read.at(read.find(QStringLiteral("node_modules/a")));
        QCOMPARE(a.name, QStringLiteral("a"));
        QCOMPARE(a.license, QStringLiteral("MIT"));
        QCOMPARE(a.nodeRange, QStringLiteral(">= 18"));
        QVERIFY(a.hasInstallScript);
        QStringList edges;
        for (const LockedPackage::Edge &edge : a.dependencies)
            edges += edge.name + u'@' + edge.range + (edge.isOptional ? u"?" : u"");
        QCOMPARE(edges.join(u' '), QStringLiteral("gone@1? b@^1.0.0 c@* p@2 q@3?"));
        const LockedPackage &b = read.at(read.find(QStringLiteral("node_modules/b")));
        QCOMPARE(b.license, QStringLiteral("ISC"));
        QVERIFY(b.isDevelopment);
        QCOMPARE(read.at(read.find(QStringLiteral("node_modules/alias"))).name,
                 QStringLiteral("real"));
        QCOMPARE(read.at(read.find(QStringLiteral("node_modules/@s/d"))).name,
                 QStringLiteral("@s/d"));
        QVERIFY(read.at(read.find(QStringLiteral("node_modules/tool"))).isLink);
        QCOMPARE(read.placesOf(QStringLiteral("b")).size(), 2);
    }

    void searchesAsNodeDoes()
    {
        const InstalledTree read = tree();
        const QString a = QStringLiteral("node_modules/a");
        QCOMPARE(versionOf(read, {}, QStringLiteral("b")), QStringLiteral("2.0.0"));
        QCOMPARE(versionOf(read, a, QStringLiteral("b")), QStringLiteral("1.5.0"));
        QCOMPARE(versionOf(read, a + QStringLiteral("/node_modules/b"), QStringLiteral("b")),
                 QStringLiteral("1.5.0"));
        QCOMPARE(versionOf(read, a, QStringLiteral("@s/d")), QStringLiteral("1.0.0"));
        QCOMPARE(versionOf(read, a, QStringLiteral("gone")), QString());
    }

    void knowsWhyAPackageIsThere()
    {
        const InstalledTree read = tree();
        const auto why = [&](const QString &path) {
            QStringList names;
            for (const qsizetype position :
                 read.shortestPathTo(read.find(path), { QStringLiteral("a") }))
                names += read.at(position).name + u'@' + read.at(position).version;
            return names.join(QStringLiteral(" > "));
        };
        QCOMPARE(why(QStringLiteral("node_modules/@s/d")),
                 QStringLiteral("a@1.0.0 > c@3.0.0 > @s/d@1.0.0"));
        QCOMPARE(why(QStringLiteral("node_modules/b")),
                 QStringLiteral("a@1.0.0 > c@3.0.0 > b@2.0.0"));
        QCOMPARE(why(QStringLiteral("node_modules/a")), QStringLiteral("a@1.0.0"));
        QCOMPARE(why(QStringLiteral("node_modules/alias")), QString()); // nothing needs it
    }

    void badLockFilesAreEmpty_data()
    {
        QTest::addColumn<QByteArray>("lock");

        QTest::newRow("no text") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("version 1") << QByteArray(R"({ "dependencies": { "a": {} } })");
        QTest::newRow("wrong types") << QByteArray(R"({ "packages": [ 1 ] })");
    }

    void badLockFilesAreEmpty()
    {
        QFETCH(QByteArray, lock);
        const InstalledTree read = InstalledTree::fromLock(lock);
        QVERIFY(read.isEmpty());
        QCOMPARE(read.resolve({}, QStringLiteral("a")), -1);
    }

    void prefersWhatIsInstalled()
    {
        const QTemporaryDir dir;
        const auto write = [&](const QString &path, const QByteArray &version) {
            QVERIFY(QDir().mkpath(QFileInfo(dir.filePath(path)).path()));
            QFile file(dir.filePath(path));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(R"({ "packages": { "node_modules/a": { "version": ")" + version
                       + R"(" } } })");
        };
        write(QStringLiteral("package-lock.json"), "2.0.0");
        QCOMPARE(InstalledTree::load(dir.path()).at(0).version, QStringLiteral("2.0.0"));
        write(QStringLiteral("node_modules/.package-lock.json"), "1.0.0");
        QCOMPARE(InstalledTree::load(dir.path()).at(0).version, QStringLiteral("1.0.0"));
    }

    void readsAHundredThousandPackages()
    {
        QByteArray lock = R"({ "packages": { "": {})";
        for (int i = 0; i < 100'000; ++i)
            lock += QStringLiteral(
                        R"(,"node_modules/p%1":{"version":"1.0.%1","dependencies":{"p%2":"1"}})")
                        .arg(i)
                        .arg((i + 1) % 100'000)
                        .toUtf8();
        lock += "}}";
        const InstalledTree read = InstalledTree::fromLock(lock);
        QCOMPARE(read.size(), 100'000);
        const qsizetype last = read.find(QStringLiteral("node_modules/p99999"));
        QCOMPARE(read.shortestPathTo(last, { QStringLiteral("p0") }).size(), 100'000);
    }
};

QTEST_GUILESS_MAIN(InstalledTreeTest)
#include "tst_installedtree.moc"
