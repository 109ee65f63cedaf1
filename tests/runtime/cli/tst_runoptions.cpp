// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/runoptions.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using cli::RunOptions;

class tst_RunOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFileAndItsArguments();
    void optionsOfLooptide();
    void optionsOfNode();
    void optionsEndAtTheFile();
    void aRecordingImpliesALevel();
    void aFolderFollowsItsStartScript();
    void codeOnTheCommandLineIsNoFile();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();

private:
    void write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_dir;
};

void tst_RunOptions::initTestCase()
{
    QVERIFY(m_dir.isValid());
    QVERIFY(QDir::setCurrent(m_dir.path()));
    write(u"app.js"_s, "1");
    QVERIFY(QDir(m_dir.path()).mkpath(u"project"_s));
    QVERIFY(QDir(m_dir.path()).mkpath(u"empty"_s));
    write(u"project/package.json"_s,
          R"({ "scripts": { "start": "node --no-warnings server.js one", "lint": "eslint ." } })");
    write(u"project/server.js"_s, "1");
}

void tst_RunOptions::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void tst_RunOptions::aFileAndItsArguments()
{
    const RunOptions options = RunOptions::parse({ u"app.js"_s, u"a b"_s, u""_s });
    QCOMPARE(options.error, QString());
    QCOMPARE(options.script, u"app.js"_s);
    QCOMPARE(options.arguments, QStringList({ u"a b"_s, u""_s }));
    QCOMPARE(options.workingDirectory, QDir::currentPath());
    QCOMPARE(options.level, core::RecordLevel::Off);
    QVERIFY(!options.isolated && !options.isRecorded());
}

void tst_RunOptions::optionsOfLooptide()
{
    const RunOptions options =
        RunOptions::parse({ u"--isolated"_s, u"--http-log=x.log"_s, u"--record"_s, u"r"_s,
                            u"--cwd"_s, m_dir.filePath(u"project"_s), u"server.js"_s });
    QCOMPARE(options.error, QString());
    QVERIFY(options.isolated);
    QCOMPARE(options.httpLog, QDir::current().absoluteFilePath(u"x.log"_s));
    QCOMPARE(options.record, QDir::current().absoluteFilePath(u"r"_s));
    QCOMPARE(options.workingDirectory, m_dir.filePath(u"project"_s));
}

void tst_RunOptions::optionsOfNode()
{
    const RunOptions options = RunOptions::parse(
        { u"-r"_s, u"./x.js"_s, u"--max-old-space-size=50"_s, u"app.js"_s, u"--flag"_s });
    QCOMPARE(options.error, QString());
    QCOMPARE(options.nodeOptions,
             QStringList({ u"-r"_s, u"./x.js"_s, u"--max-old-space-size=50"_s }));
    QCOMPARE(options.nodeCommandLine(),
             QStringList(
                 { u"-r"_s, u"./x.js"_s, u"--max-old-space-size=50"_s, u"app.js"_s, u"--flag"_s }));
}

void tst_RunOptions::optionsEndAtTheFile()
{
    const RunOptions options = RunOptions::parse({ u"app.js"_s, u"--isolated"_s, u"--help"_s });
    QVERIFY(!options.isolated && !options.helpRequested);
    QCOMPARE(options.arguments, QStringList({ u"--isolated"_s, u"--help"_s }));
}

void tst_RunOptions::aRecordingImpliesALevel()
{
    QCOMPARE(RunOptions::parse({ u"--http-log"_s, u"x"_s, u"app.js"_s }).level,
             core::RecordLevel::Phases);
    QCOMPARE(RunOptions::parse({ u"--level"_s, u"phases"_s, u"app.js"_s }).level,
             core::RecordLevel::Phases);
    QCOMPARE(
        RunOptions::parse({ u"--record"_s, u"x"_s, u"--level"_s, u"off"_s, u"app.js"_s }).level,
        core::RecordLevel::Off);
}

void tst_RunOptions::aFolderFollowsItsStartScript()
{
    const RunOptions options = RunOptions::parse({ u"project"_s, u"two"_s });
    QCOMPARE(options.error, QString());
    QCOMPARE(options.script, m_dir.filePath(u"project/server.js"_s));
    QCOMPARE(options.nodeOptions, QStringList(u"--no-warnings"_s));
    QCOMPARE(options.arguments, QStringList({ u"one"_s, u"two"_s }));
    QCOMPARE(options.workingDirectory, m_dir.filePath(u"project"_s));
}

void tst_RunOptions::codeOnTheCommandLineIsNoFile()
{
    const RunOptions options = RunOptions::parse({ u"-p"_s, u"1 + 1"_s, u"app.js"_s });
    QCOMPARE(options.error, QString());
    QCOMPARE(options.script, QString());
    QCOMPARE(options.arguments, QStringList(u"app.js"_s));
}

void tst_RunOptions::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QStringList &words, const QString &error) {
        QTest::newRow(name) << words << error;
    };
    row("nothing", {}, u"no file to run"_s);
    row("no value", { u"--record"_s }, u"option “--record” needs a value"_s);
    row("empty value", { u"--http-log="_s, u"app.js"_s }, u"needs a value"_s);
    row("unknown level", { u"--level"_s, u"all"_s, u"app.js"_s }, u"unknown level “all”"_s);
    row("no such folder", { u"--cwd"_s, u"/nowhere"_s, u"app.js"_s }, u"is not a folder"_s);
    row("script of a file", { u"--script"_s, u"x"_s, u"app.js"_s }, u"--script needs a folder"_s);
    row("no such script", { u"--script"_s, u"x"_s, u"project"_s }, u"no script “x”"_s);
}

void tst_RunOptions::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, error);
    const QString said = RunOptions::parse(words).error;
    QVERIFY2(said.contains(error), qPrintable(said));
}

QTEST_GUILESS_MAIN(tst_RunOptions)
#include "tst_runoptions.moc"
