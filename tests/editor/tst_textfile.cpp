// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editortabs.h"
#include "editor/indentation.h"
#include "editor/textfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::editor;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEncodingComesBackByteForByte_data();
    void everyEncodingComesBackByteForByte();
    void nulBytesMeanBinary();
    void aBinaryFileShownAsTextComesBackUnchanged();
    void aChosenEncodingHoldsTheBytesOrRefuses();
    void mixedLineEndsAreCounted();
    void missingFilesAndFoldersAreExplained();
    void permissionsProtectFromRootAsWell();
    void detectsIndentation_data();
    void detectsIndentation();
    void readsEditorConfig();
    void explicitConfigurationBeatsHabit();
    void sameNamesGetTheirFolders();
    void titlesShowWhatChangesTheirDirection();

private:
    QTemporaryDir m_dir;
};

void TestTextFile::everyEncodingComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("eol");
    QTest::newRow("empty") << QByteArray() << "UTF-8" << "LF";
    QTest::newRow("utf-8") << QByteArray("gr\xC3\xBC\xC3\x9F\x65\n\xF0\x9F\x98\x80\n") << "UTF-8"
                           << "LF";
    QTest::newRow("utf-8 bom") << QByteArray("\xEF\xBB\xBF\x61\r\nb\r\n") << "UTF-8 BOM" << "CRLF";
    QTest::newRow("utf-16 le") << QByteArray("\xFF\xFE\x61\x00\x0A\x00\x3D\xD8\x00\xDE", 10)
                               << "UTF-16 LE" << "LF";
    QTest::newRow("utf-16 be") << QByteArray("\xFE\xFF\x00\x61\x00\x0D", 6) << "UTF-16 BE" << "CR";
    QTest::newRow("utf-16 le without a mark")
        << QByteArray("c\0o\0n\0s\0t\0\xE4\0\r\0\n\0", 16) << "UTF-16 LE (no BOM)" << "CRLF";
    QTest::newRow("utf-16 be without a mark")
        << QByteArray("\0c\0o\0n\0s\0t\0\n", 12) << "UTF-16 BE (no BOM)" << "LF";
    QTest::newRow("windows-1252") << QByteArray("\x93gr\xFC\xDF\x65\x94 \x96 5 \x80\n")
                                  << "Windows-1252" << "LF";
    QTest::newRow("windows-1252 with an undefined byte")
        << QByteArray("caf\xE9 na\xEFve d\xE9j\xE0 vu \x81\xA0\xAD\xFF\xFE\n") << "Windows-1252"
        << "LF";
    QTest::newRow("one bad byte") << QByteArray("gr\xC3\xBC\xC3\x9F\x65 \xFF\n") << "UTF-8" << "LF";
    QTest::newRow("only 0xFF") << QByteArray("\xFF") << "UTF-8" << "LF";
    QTest::newRow("overlong, surrogate, mark of UTF-16")
        << QByteArray("\"ok \xC3\xA4\";\n// bad: \xFF\xFE\xC0\xAF \xED\xA0\x80\nlet z = 1;\n")
        << "UTF-8" << "LF";
    QTest::newRow("cut off character") << QByteArray("\xC3\xA4 \xE2\x82") << "UTF-8" << "LF";
    QTest::newRow("damaged utf-16")
        << QByteArray("\xFF\xFE\x61\x00\x0A", 5) << "ISO 8859-1" << "LF";
    QTest::newRow("mark, but no utf-8") << QByteArray("\xEF\xBB\xBF\xFC") << "UTF-8 BOM" << "LF";
    QTest::newRow("two marks") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBFx") << "UTF-8 BOM" << "LF";
    QTest::newRow("two utf-16 marks")
        << QByteArray("\xFF\xFE\xFF\xFE\x61\x00", 6) << "UTF-16 LE" << "LF";
    QTest::newRow("mixed ends") << QByteArray("a\nb\r\nc\nd") << "UTF-8" << "LF";
}

void TestTextFile::everyEncodingComesBackByteForByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, eol);
    const TextContent content = decodeText(bytes).value();
    QVERIFY(!content.isBinary);
    QCOMPARE(encodingName(content.encoding), encoding);
    QCOMPARE(eolName(content.lineEnds.usual()), eol);
    QCOMPARE(encodeText(content.utf8, content.encoding), bytes);
}

void TestTextFile::nulBytesMeanBinary()
{
    const TextContent content = decodeText(QByteArray("PNG\0\1\2", 6)).value();
    QVERIFY(content.isBinary);
    QVERIFY(content.utf8.isEmpty());
}

void TestTextFile::aBinaryFileShownAsTextComesBackUnchanged()
{
    QByteArray bytes;
    for (int i = 0; i < 1024; ++i)
        bytes += char(i * 37);
    const TextContent content =
        decodeText(bytes, { .binaries = BinaryPolicy::ShowAsLatin1 }).value();
    QCOMPARE(encodeText(content.utf8, content.encoding), bytes);
}

void TestTextFile::aChosenEncodingHoldsTheBytesOrRefuses()
{
    const QByteArray cyrillic("\xCF\xF0\xE8\xE2\xE5\xF2");
    const auto content = decodeText(cyrillic, { .encoding = Encoding::Windows1251 });
    QCOMPARE(QString::fromUtf8(content.value().utf8), QStringLiteral("Привет"));
    QVERIFY(!decodeText("\x81", { .encoding = Encoding::ShiftJis }).has_value());
    QVERIFY(!decodeText("a", { .encoding = Encoding::Utf8Bom }).has_value());
    QVERIFY(!decodeText("abc", { .encoding = Encoding::Utf16LeNoBom }).has_value());
}

void TestTextFile::mixedLineEndsAreCounted()
{
    QVERIFY(!countLineEnds("a\nb\n").areMixed());
    QVERIFY(countLineEnds(QByteArray("a\r\n").repeated(100'000) + "\n").areMixed());
    QVERIFY(countLineEnds("a\rb\r\n").areMixed());
    QVERIFY(!countLineEnds("").areMixed());
    QCOMPARE(countLineEnds("\r\r\n\r").usual(), Eol::Cr);
}

void TestTextFile::missingFilesAndFoldersAreExplained()
{
    QVERIFY(!loadTextFile(m_dir.filePath(QStringLiteral("missing"))).error.isEmpty());
    QVERIFY(!loadTextFile(m_dir.path()).error.isEmpty());
#ifdef Q_OS_UNIX
    QVERIFY(!loadTextFile(QStringLiteral("/dev/zero")).error.isEmpty());
#endif
}

void TestTextFile::permissionsProtectFromRootAsWell()
{
    const QString path = m_dir.filePath(QStringLiteral("protected.js"));
    write(path, "old");
    QVERIFY(!isWriteProtected(path));
    QFile::setPermissions(path, QFile::ReadOwner);
    QVERIFY(isWriteProtected(path));
}

void TestTextFile::detectsIndentation_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("usesTabs");
    QTest::addColumn<int>("width");
    QTest::newRow("two") << QByteArray("a {\n  b\n  c {\n    d\n  }\n}\n") << false << 2;
    QTest::newRow("four") << QByteArray("a {\n    b\n    c {\n        d\n    }\n}\n") << false << 4;
    QTest::newRow("tabs") << QByteArray("a {\n\tb\n\tc {\n\t\td\n\t}\n}\n") << true << 4;
    QTest::newRow("comments do not count")
        << QByteArray("/*\n * a\n * b\n */\na {\n    b\n}\n") << false << 4;
}

void TestTextFile::detectsIndentation()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, usesTabs);
    QFETCH(int, width);
    const auto style = detectIndentation(text);
    QVERIFY(style.has_value());
    QCOMPARE(style->usesTabs, usesTabs);
    QCOMPARE(style->width, width);
    QVERIFY(!detectIndentation("a\nb\n").has_value());
}

void TestTextFile::readsEditorConfig()
{
    QDir(m_dir.path()).mkpath(QStringLiteral("p/src"));
    write(m_dir.filePath(QStringLiteral(".editorconfig")), "root = true\n[*]\nindent_size = 8\n");
    write(m_dir.filePath(QStringLiteral("p/.editorconfig")),
          "# comment\nroot = true\n[*]\nindent_style = space\nindent_size = "
          "4\ninsert_final_newline = false\n"
          "[*.{js,ts}]\nindent_size = 2\nend_of_line = crlf\n[src/*.md]\ntrim_trailing_whitespace "
          "= true\n"
          "[Makefile]\nindent_style = tab\n");
    const EditorConfig js = editorConfigFor(m_dir.filePath(QStringLiteral("p/src/a.js")));
    QCOMPARE(js.indentSize, std::optional(2));
    QCOMPARE(js.usesTabs, std::optional(false));
    QVERIFY(js.eol == Eol::CrLf);
    QCOMPARE(js.insertFinalNewline, std::optional(false));
    QVERIFY(!js.trimTrailingWhitespace.has_value());
    QCOMPARE(editorConfigFor(m_dir.filePath(QStringLiteral("p/src/a.md"))).trimTrailingWhitespace,
             std::optional(true));
    QCOMPARE(editorConfigFor(m_dir.filePath(QStringLiteral("p/Makefile"))).usesTabs,
             std::optional(true));
    QCOMPARE(editorConfigFor(m_dir.filePath(QStringLiteral("p/a.css"))).indentSize,
             std::optional(4));
}

void TestTextFile::explicitConfigurationBeatsHabit()
{
    EditorConfig config;
    const IndentStyle fallback { false, 2 };
    QCOMPARE(chooseIndentation(config, "a {\n    b\n}\n", fallback), (IndentStyle { false, 4 }));
    QCOMPARE(chooseIndentation(config, "a", fallback), fallback);
    config.usesTabs = true;
    config.tabWidth = 8;
    QCOMPARE(chooseIndentation(config, "a {\n    b\n}\n", fallback), (IndentStyle { true, 8 }));
}

void TestTextFile::sameNamesGetTheirFolders()
{
    const QStringList titles =
        distinctTitles({ QStringLiteral("/p/app.js"), QStringLiteral("/p/routes/index.js"),
                         QStringLiteral("/p/views/index.js"), QStringLiteral("/q/views/index.js"),
                         QStringLiteral("Untitled 1") });
    QCOMPARE(titles,
             QStringList({ QStringLiteral("app.js"), QString::fromUtf8("index.js \u2014 routes"),
                           QString::fromUtf8("index.js \u2014 p/views"),
                           QString::fromUtf8("index.js \u2014 q/views"),
                           QStringLiteral("Untitled 1") }));
}

void TestTextFile::titlesShowWhatChangesTheirDirection()
{
    QCOMPARE(distinctTitles({ QStringLiteral("/p/a\u202Egpj.js") }),
             QStringList { QStringLiteral("a<U+202E>gpj.js") });
    QCOMPARE(visibleName(QStringLiteral("caf\u00E9 \u05E9\u05DC.js")),
             QStringLiteral("caf\u00E9 \u05E9\u05DC.js"));
}

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
