// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/filereplacement.h"
#include "panels/search/filesearch.h"
#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <unistd.h>

using namespace looptide;
using models::FileMatches;
using models::FileSearch;
using models::SearchEnd;
using models::SearchQuery;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// With the real ripgrep.
class tst_FileSearch : public QObject
{
    Q_OBJECT

    struct Result
    {
        QList<FileMatches> files;
        SearchEnd end;
    };

    std::unique_ptr<QTemporaryDir> m_dir;

    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_dir->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    Result search(const SearchQuery &query, const FileSearch::Texts &unsaved = {}) const
    {
        FileSearch search(core::searchProgram());
        Result result;
        connect(&search, &FileSearch::found, &search,
                [&](const QList<FileMatches> &files) { result.files += files; });
        QSignalSpy ended(&search, &FileSearch::ended);
        search.start(m_dir->path(), query, unsaved);
        if (ended.isEmpty() && !ended.wait(30s))
            qWarning("The search did not end.");
        result.end = ended.value(0).value(0).value<SearchEnd>();
        return result;
    }

    static QString namesOf(const Result &result)
    {
        QStringList names;
        for (const FileMatches &file : result.files)
            names.append(u"%1:%2"_s.arg(file.path).arg(file.matches.size()));
        names.sort();
        return names.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qRegisterMetaType<SearchEnd>();
    }

    void findsTextWithItsOptions()
    {
        write(u"a.js"_s, "foo Foo food\n");
        QCOMPARE(namesOf(search({ .text = u"foo"_s })), u"a.js:3"_s);
        QCOMPARE(namesOf(search({ .text = u"foo"_s, .isCaseSensitive = true })), u"a.js:2"_s);
        QCOMPARE(namesOf(search({ .text = u"foo"_s, .isWholeWord = true })), u"a.js:2"_s);
        QCOMPARE(namesOf(search({ .text = u"fo+d?\\b"_s, .isRegex = true })), u"a.js:3"_s);
        QCOMPARE(namesOf(search({ .text = u"fo+d?\\b"_s })), QString());
        QCOMPARE(namesOf(search({ .text = u"-foo"_s })), QString());
    }

    void lookAroundAndLineEndsWork()
    {
        write(u"a.js"_s, "one\r\ntwo\r\n");
        QCOMPARE(namesOf(search({ .text = u"one$"_s, .isRegex = true })), u"a.js:1"_s);
        QCOMPARE(namesOf(search({ .text = u"t(?=wo)"_s, .isRegex = true })), u"a.js:1"_s);
        QCOMPARE(namesOf(search({ .text = u"one\\r?\\ntwo"_s, .isRegex = true })), u"a.js:1"_s);
    }

    void leavesOutWhatIsIgnored()
    {
        write(u".gitignore"_s, "dist/\n");
        write(u"a.js"_s, "x");
        write(u".env"_s, "x");
        write(u"dist/b.js"_s, "x");
        write(u"node_modules/c/c.js"_s, "x");
        write(u".git/config"_s, "x");
        QCOMPARE(namesOf(search({ .text = u"x"_s })), u".env:1 a.js:1"_s);
        QCOMPARE(namesOf(search({ .text = u"x"_s, .searchesIgnored = true })),
                 u".env:1 a.js:1 dist/b.js:1 node_modules/c/c.js:1"_s);
    }

    void choosesFilesByGlobs()
    {
        for (const QString &name : { u"a.js"_s, u"a.ts"_s, u"src/b.js"_s, u"src/lib/c.ts"_s })
            write(name, "x");
        QCOMPARE(namesOf(search({ .text = u"x"_s, .includes = u"*.js"_s })),
                 u"a.js:1 src/b.js:1"_s);
        QCOMPARE(namesOf(search({ .text = u"x"_s, .includes = u"src"_s })),
                 u"src/b.js:1 src/lib/c.ts:1"_s);
        QCOMPARE(namesOf(search({ .text = u"x"_s,
                                  .includes = u"*.{js,ts}; z"_s,
                                  .excludes = u"./src/lib/, a.js"_s })),
                 u"a.ts:1 src/b.js:1"_s);
    }

    void aWrongExpressionSaysWhy()
    {
        write(u"a.js"_s, "x");
        const Result result = search({ .text = u"(x"_s, .isRegex = true });
        QCOMPARE(result.end.kind, SearchEnd::Kind::Failed);
        QVERIFY2(result.end.error.contains(u"parenthes"_s)
                     || result.end.error.contains(u"unclosed group"_s),
                 qPrintable(result.end.error));
        QVERIFY(!result.end.error.contains(u'\n'));
        const Result globs = search({ .text = u"x"_s, .includes = u"*.{js"_s });
        QCOMPARE(globs.end.kind, SearchEnd::Kind::Failed);
        QVERIFY2(globs.end.error.contains(u"glob"_s), qPrintable(globs.end.error));
    }

    void aMissingProgramOrFolderIsAnError()
    {
        FileSearch search(u"/nonexistent/rg"_s);
        QSignalSpy ended(&search, &FileSearch::ended);
        search.start(m_dir->path(), { .text = u"x"_s });
        QVERIFY(ended.wait());
        const auto end = ended.first().first().value<SearchEnd>();
        QCOMPARE(end.kind, SearchEnd::Kind::Failed);
        QVERIFY(!end.error.isEmpty());
        search.start(m_dir->filePath(u"gone"_s), { .text = u"x"_s });
        QVERIFY(ended.wait());
        QCOMPARE(ended.last().first().value<SearchEnd>().kind, SearchEnd::Kind::Failed);
    }

    void hostileFoldersAreSearched()
    {
        write(u"a b'\"$\n.js"_s, "x");
        write(u"binary"_s, QByteArray("x\0x", 3));
        write(u"sub/c.js"_s, "x");
        QVERIFY(QFile::link(m_dir->path(), m_dir->filePath(u"sub/loop"_s)));
        QVERIFY(QFile::link(u"/nonexistent"_s, m_dir->filePath(u"broken"_s)));
        QCOMPARE(namesOf(search({ .text = u"x"_s })), u"a b'\"$\n.js:1 sub/c.js:1"_s);
    }

    void whatCannotBeReadIsCounted()
    {
        if (::geteuid() == 0)
            QSKIP("The superuser can read everything.");
        write(u"a.js"_s, "x");
        write(u"closed/b.js"_s, "x");
        QVERIFY(QFile::setPermissions(m_dir->filePath(u"closed"_s), {}));
        const Result result = search({ .text = u"x"_s });
        QFile::setPermissions(m_dir->filePath(u"closed"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(result.end.kind, SearchEnd::Kind::Complete);
        QCOMPARE(result.end.unreadable, 1);
        QCOMPARE(namesOf(result), u"a.js:1"_s);
    }

    void aHundredThousandMatchesAreBounded()
    {
        write(u"a.txt"_s, QByteArray("x\n").repeated(100'000));
        const Result result = search({ .text = u"x"_s });
        QCOMPARE(result.end.kind, SearchEnd::Kind::Bounded);
        QCOMPARE(result.files.value(0).matches.size(), FileSearch::maximum);
    }

    void aLineOfMegabytesIsFound()
    {
        write(u"a.js"_s, QByteArray(6'000'000, 'a') + "needle" + QByteArray(2'000'000, 'b'));
        const Result result = search({ .text = u"needle"_s });
        QCOMPARE(namesOf(result), u"a.js:1"_s);
        QCOMPARE(result.files.first().matches.first().column, 6'000'001);
    }

    void unsavedTextComesBeforeTheFile()
    {
        write(u"a.js"_s, "old\n");
        write(u"b.ts"_s, "old\n");
        write(u".gitignore"_s, "c.js\n");
        write(u"c.js"_s, "-");
        const QString folder = QFileInfo(m_dir->path()).canonicalFilePath();
        const FileSearch::Texts unsaved { { folder + u"/a.js"_s, "new new\n" },
                                          { folder + u"/b.ts"_s, "new\n" },
                                          { folder + u"/c.js"_s, "new\n" },
                                          { u"/elsewhere/d.js"_s, "new\n" } };
        QCOMPARE(namesOf(search({ .text = u"new"_s }, unsaved)), u"a.js:2 b.ts:1"_s);
        QCOMPARE(namesOf(search({ .text = u"old"_s }, unsaved)), QString());
        QCOMPARE(namesOf(search({ .text = u"new"_s, .includes = u"*.ts"_s }, unsaved)),
                 u"b.ts:1"_s);
    }

    void anExpressionSaysWhatItsMatchesTurnInto()
    {
        write(u"a.js"_s, "get(one)\n");
        const Result result = search(
            { .text = u"get\\((\\w+)\\)"_s, .isRegex = true, .replacement = u"$1x$$\\n$&"_s });
        QCOMPARE(result.files.value(0).matches.value(0).replacement, "onex$\nget(one)");
    }

    void aCancelledSearchEndsAtOnce()
    {
        for (int i = 0; i < 50; ++i)
            write(u"%1.txt"_s.arg(i), QByteArray("abc\n").repeated(100'000));
        FileSearch search(core::searchProgram());
        QSignalSpy ended(&search, &FileSearch::ended);
        search.start(m_dir->path(), { .text = u"nothing like it"_s });
        search.cancel();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.first().first().value<SearchEnd>().kind, SearchEnd::Kind::Cancelled);
        QVERIFY(!search.isRunning());
    }

    void splicesOnlyTheTextThatWasFound()
    {
        const QList<models::Splice> splices { { 0, "a", "xx" }, { 2, "a", "" } };
        QCOMPARE(models::splicedText("aba", splices).value(), "xxb");
        QCOMPARE(models::splicedText("abb", splices), std::nullopt);
        QCOMPARE(models::splicedText("ab", splices), std::nullopt);
        QCOMPARE(models::splicedText("\xEF\xBB\xBF"
                                     "aba",
                                     splices, 3)
                     .value(),
                 "\xEF\xBB\xBFxxb");
        const QList<models::Splice> overlapping { { 0, "ab", "" }, { 1, "b", "" } };
        QCOMPARE(models::splicedText("ab", overlapping), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(tst_FileSearch)
#include "tst_filesearch.moc"
