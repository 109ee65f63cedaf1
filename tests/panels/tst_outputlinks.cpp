// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputlinks.h"
#include "panels/projecttree/projectfiles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::models;

class OutputLinksTest : public QObject
{
    Q_OBJECT

    // "path:line:column" or the address; several with a bar between.
    static QString dump(const QString &text)
    {
        QStringList parts;
        for (const OutputLink &link : findOutputLinks(text)) {
            parts.append(
                link.url.isEmpty()
                    ? QStringLiteral("%1:%2:%3").arg(link.path).arg(link.line).arg(link.column)
                    : link.url.toString());
        }
        return parts.join(u'|');
    }

private Q_SLOTS:
    void findsPlacesAndAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("links");
        const auto row = [](const char *name, const char *text, const char *links) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(links);
        };
        row("frame of a function", "    at main (/home/me/app.js:3:9)", "/home/me/app.js:3:9");
        row("frame without a function", "    at /home/me/app.js:3:9", "/home/me/app.js:3:9");
        row("module frame", "    at file:///home/me/a%20b/app.mjs:12:1",
            "/home/me/a b/app.mjs:12:1");
        row("module frame of a function", "    at async run (file:///home/me/app.mjs:12:1)",
            "/home/me/app.mjs:12:1");
        row("path with spaces in brackets", "    at f (/home/me/my code/app.js:3:9)",
            "/home/me/my code/app.js:3:9");
        row("head of an uncaught error", "/home/me/app.js:3", "/home/me/app.js:3:0");
        row("Node's own frames lead nowhere", "    at node:internal/main/run_main_module:36:49",
            "");
        row("Node's own frames in brackets",
            "    at Module._compile (node:internal/modules/cjs/loader:1554:14)", "");
        row("relative path", "src/routes/tasks.js:7:3: error", "src/routes/tasks.js:7:3");
        row("dotted relative path", "see ./lib/a.ts:2", "./lib/a.ts:2:0");
        row("file in the working folder", "app.js:10:2", "app.js:10:2");
        row("compiler's brackets", "src/index.ts(14,5): error TS2322", "src/index.ts:14:5");
        row("Windows path", "    at f (C:\\code\\app.js:3:9)", "C:\\code\\app.js:3:9");
        row("letters beyond ASCII", "    at f (/home/jürgen/größe.js:3:9)",
            "/home/jürgen/größe.js:3:9");
        row("scoped package", "    at x (/p/node_modules/@scope/pkg/index.js:1:2)",
            "/p/node_modules/@scope/pkg/index.js:1:2");
        row("address", "Listening on http://127.0.0.1:3000", "http://127.0.0.1:3000");
        row("address and full stop", "Open http://localhost:3000/a?b=c.",
            "http://localhost:3000/a?b=c");
        row("address in brackets", "(see https://nodejs.org/api/errors.html)",
            "https://nodejs.org/api/errors.html");
        row("brackets of the address", "https://example.org/a_(b)", "https://example.org/a_(b)");
        row("IPv6 address", "http://[::1]:3000/ is up", "http://[::1]:3000/");
        row("two in a line", "http://a.test/ and /x/y.js:1:1", "http://a.test/|/x/y.js:1:1");
        row("no other scheme", "javascript:alert(1) data:text/html,x file:///etc/passwd", "");
        row("a time is no place", "at 12:30:45 it was 10:20", "");
        row("a version is no place", "node 24.21.0: ok", "");
        row("host and port", "connect ECONNREFUSED 127.0.0.1:5432", "");
        row("plain sentence", "Everything is fine: 3 of 4 done.", "");
        row("empty", "", "");
    }
    void findsPlacesAndAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, links);
        QCOMPARE(dump(text), links);
    }

    void saysWhereInTheTextALinkIs()
    {
        const QString text = QStringLiteral("    at main (/a/b.js:3:9)");
        const QList<OutputLink> links = findOutputLinks(text);
        QCOMPARE(links.size(), 1);
        QCOMPARE(text.mid(links[0].start, links[0].length), QStringLiteral("/a/b.js:3:9"));
    }

    void findsLinksInAHugeLine()
    {
        // A search that is quadratic in the length of the line runs into the test's time limit.
        const QString text = QString(200'000, u'a') + QStringLiteral(" ./x.js:1:1 ")
            + QString(200'000, u'/') + QStringLiteral(" http://localhost:3000/");
        QCOMPARE(dump(text), QStringLiteral("./x.js:1:1|http://localhost:3000/"));
    }

    void listsProjectFilesWithoutPackages()
    {
        QTemporaryDir dir;
        for (const char *path :
             { "b.js", "lib/a.js", "node_modules/x/i.js", ".git/HEAD", ".env" }) {
            const QString full = dir.filePath(QLatin1StringView(path));
            QVERIFY(QDir().mkpath(QFileInfo(full).path()));
            QFile file(full);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QCOMPARE(listProjectFiles(dir.path(), 100).join(u' '),
                 QStringLiteral(".env b.js lib/a.js"));
        QCOMPARE(listProjectFiles(dir.path(), 2).size(), 2);
    }

    void prefersNamesOverFolders()
    {
        const QStringList files { QStringLiteral("app/routes/index.js"),
                                  QStringLiteral("routes.js"), QStringLiteral("README.md") };
        QCOMPARE(bestFileMatches(files, QStringLiteral("rou"), 10).value(0),
                 QStringLiteral("routes.js"));
        QCOMPARE(bestFileMatches(files, QStringLiteral("rou"), 10).size(), 2);
        QVERIFY(bestFileMatches(files, QStringLiteral("zz"), 10).isEmpty());
    }
};

QTEST_GUILESS_MAIN(OutputLinksTest)
#include "tst_outputlinks.moc"
