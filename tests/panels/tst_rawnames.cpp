// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnames.h"
#include "panels/projecttree/rawnamesreader.h"
#include "tests/panels/rawfiles.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace looptide::models;

class tst_RawNames : public QObject
{
    Q_OBJECT

    QString content(const QString &name) const
    {
        QFile file(m_dir->filePath(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    std::unique_ptr<rawfiles::Folder> m_dir;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<rawfiles::Folder>();
        QVERIFY(rawfiles::write(m_dir->path(), "caf\xe9.js", "coffee"));
    }

    void bytesThatAreNotUtf8AreShownAndGuessed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("guessed");
        QTest::newRow("Latin-1") << QByteArray("caf\xe9.js") << QStringLiteral("caf\\xE9.js")
                                 << QStringLiteral("café.js");
        QTest::newRow("only one byte")
            << QByteArray("\xfc") << QStringLiteral("\\xFC") << QStringLiteral("ü");
        QTest::newRow("the euro sign")
            << QByteArray("\x80.txt") << QStringLiteral("\\x80.txt") << QStringLiteral("€.txt");
        QTest::newRow("the end of the table")
            << QByteArray("\x9f\xa0") << QStringLiteral("\\x9F\\xA0") << QStringLiteral("Ÿ\u00a0");
        QTest::newRow("not in Windows-1252")
            << QByteArray("a\x81") << QStringLiteral("a\\x81") << QStringLiteral("a_");
        QTest::newRow("UTF-8 beside it")
            << QByteArray("\xc3\xa9-\xe9-\xf0\x9f\x98\x80") << QStringLiteral("é-\\xE9-😀")
            << QStringLiteral("é-é-😀");
        QTest::newRow("cut off") << QByteArray("x\xe2\x82") << QStringLiteral("x\\xE2\\x82")
                                 << QStringLiteral("xâ‚");
        QTest::newRow("deceptive") << QByteArray("\xe2\x80\xae\xe9")
                                   << QStringLiteral("<U+202E>\\xE9") << QStringLiteral("\u202eé");
    }
    void bytesThatAreNotUtf8AreShownAndGuessed()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(rawNameText(bytes), "shown");
        QTEST(guessedName(bytes), "guessed");
    }

    void theBeginningOfACharacterIsCutOff_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("cutOff");
        QTest::newRow("one byte of three") << QByteArray("caf\xe9") << QStringLiteral("caf");
        QTest::newRow("three bytes of four") << QByteArray("z\xf0\x9f\x98") << QStringLiteral("z");
        QTest::newRow("in the middle") << QByteArray("caf\xe9.js") << QString();
        QTest::newRow("no beginning") << QByteArray("caf\x80") << QString();
        QTest::newRow("more before it") << QByteArray("\xe9t\xe9") << QString();
        QTest::newRow("nothing before it") << QByteArray("\xe9") << QString();
    }
    void theBeginningOfACharacterIsCutOff()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(cutOffName(bytes), "cutOff");
    }

    void onlyNamesThatAreNotUtf8AreRead()
    {
        QVERIFY(rawfiles::write(m_dir->path(), "caf\xc3\xa9.js"));
        QVERIFY(rawfiles::write(m_dir->path(), "plain.js"));
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "\xfc"));
        QCOMPARE(readRawNames(m_dir->path()),
                 QList<RawName>({ { "caf\xe9.js", false }, { "\xfc", true } }));
    }

    void linksCountAsWhatTheyLeadTo()
    {
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "real"));
        const auto link = [this](const char *target, const char *name) {
            std::filesystem::create_symlink(target, rawfiles::path(m_dir->path(), name));
        };
        link("real", "\xe0");
        link("nowhere", "\xe1");
        QCOMPARE(readRawNames(m_dir->path()),
                 QList<RawName>({ { "caf\xe9.js", false }, { "\xe0", true }, { "\xe1", false } }));
    }

    void aFolderThatIsGoneHasNoNames()
    {
        QCOMPARE(readRawNames(m_dir->filePath(QStringLiteral("gone"))), QList<RawName>());
    }

    void theFileGetsTheNewName()
    {
        QVERIFY(!renameRawName(m_dir->path(), "caf\xe9.js", QStringLiteral("café.js")));
        QCOMPARE(content(QStringLiteral("café.js")), QStringLiteral("coffee"));
        QVERIFY(!rawfiles::exists(m_dir->path(), "caf\xe9.js"));
    }

    void nothingIsReplaced()
    {
        QVERIFY(rawfiles::write(m_dir->path(), "taken.js", "mine"));
        QVERIFY(renameRawName(m_dir->path(), "caf\xe9.js", QStringLiteral("taken.js"))
                == std::errc::file_exists);
        QCOMPARE(content(QStringLiteral("taken.js")), QStringLiteral("mine"));
        QVERIFY(rawfiles::exists(m_dir->path(), "caf\xe9.js"));
    }

    // The system itself would let a folder take the place of an empty one.
    void anEmptyFolderIsNotReplacedEither()
    {
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "\xfc"));
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "empty"));
        QVERIFY(renameRawName(m_dir->path(), "\xfc", QStringLiteral("empty"))
                == std::errc::file_exists);
        QVERIFY(rawfiles::exists(m_dir->path(), "\xfc"));
    }

    void aFileThatIsGoneIsReported()
    {
        QVERIFY(renameRawName(m_dir->path(), "\xe0", QStringLiteral("a"))
                == std::errc::no_such_file_or_directory);
    }

    void aFolderGoesWithAllThatIsInIt()
    {
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "\xfc"));
        QVERIFY(rawfiles::write(m_dir->path(), "\xfc/\xe9"));
        std::filesystem::create_symlink(rawfiles::path(m_dir->path(), "caf\xe9.js"),
                                        rawfiles::path(m_dir->path(), "\xfc/\xe0"));
        QVERIFY(!removeRawName(m_dir->path(), "\xfc"));
        QVERIFY(!rawfiles::exists(m_dir->path(), "\xfc"));
        QVERIFY(rawfiles::exists(m_dir->path(), "caf\xe9.js")); // the link went, not its target
    }

    void aShellReadsThePath()
    {
        const QByteArray path = "/a b/it's\\\n\xe9\xc3\xa9.js";
        QProcess shell;
        shell.start(QStringLiteral("bash"),
                    { QStringLiteral("-c"), u"printf %s " + shellText(path) });
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(), path);
    }

    void whatIsAskedForWhileReadingIsReadOnceMore()
    {
        RawNamesReader reader;
        QSignalSpy read(&reader, &RawNamesReader::namesRead);
        for (int i = 0; i < 20; ++i)
            reader.read(m_dir->path());
        QTRY_COMPARE(read.size(), 2);
        reader.read(m_dir->path());
        QTRY_COMPARE(read.size(), 3);
        QCOMPARE(read[2][0].toString(), m_dir->path());
        QCOMPARE(read[2][1].value<QList<RawName>>(), QList<RawName>({ { "caf\xe9.js", false } }));
    }
};

QTEST_GUILESS_MAIN(tst_RawNames)
#include "tst_rawnames.moc"
