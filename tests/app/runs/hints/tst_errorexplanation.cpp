// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/errorexplanation.h"
#include "app/runs/hints/uncaughterror.h"
#include "runtime/core/installation.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::app;
using project::ErrorKind;
using project::KnownError;

// Errors as Node prints them, and what the window says about them.
class tst_ErrorExplanation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasATextOfItsOwn();
    void errorOfNodeIsRecognised_data();
    void errorOfNodeIsRecognised();
    void placeIsThatOfTheProgram();
    void detailsAreNotTrusted();
    void logLineIsNoError();

private:
    QByteArray outputOf(const QByteArray &source, const QString &name);

    QTemporaryDir m_folder;
};

QByteArray tst_ErrorExplanation::outputOf(const QByteArray &source, const QString &name)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
        qFatal("cannot write the program");
    file.close();
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    node.setWorkingDirectory(m_folder.path());
    node.start(core::nodeProgram(), { name });
    node.waitForFinished();
    return node.readAll();
}

void tst_ErrorExplanation::everyKindHasATextOfItsOwn()
{
    QSet<QString> texts;
    for (int i = 0; i < project::errorKindCount; ++i) {
        const QString text =
            explanationOf({ ErrorKind(i), { QStringLiteral("one"), QStringLiteral("two") } });
        QVERIFY(text.size() > 10 && text.endsWith(u'.'));
        QVERIFY2(!text.contains(u'%'), qPrintable(text));
        texts.insert(text);
    }
    QCOMPARE(texts.size(), project::errorKindCount);
    QVERIFY(project::errorKindCount >= 40);
}

void tst_ErrorExplanation::errorOfNodeIsRecognised_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kind");
    const auto add = [](const char *row, const QByteArray &source, ErrorKind kind,
                        const QString &name = QStringLiteral("app.js")) {
        QTest::newRow(row) << source << name << int(kind);
    };
    const QString module = QStringLiteral("app.mjs");
    add("port in use",
        "const n = require('net'); const s = n.createServer().listen(0, () => "
        "n.createServer().listen(s.address().port));",
        ErrorKind::PortInUse);
    add("port out of range", "require('net').createServer().listen(70000)",
        ErrorKind::PortOutOfRange);
    add("connection refused", "require('net').connect(1, '127.0.0.1')",
        ErrorKind::ConnectionRefused);
    add("file not found", "require('fs').readFileSync('absent.txt')", ErrorKind::FileNotFound);
    add("command not found", "require('child_process').spawn('no-such-command')",
        ErrorKind::SpawnNotFound);
    add("folder as a file", "require('fs').readFileSync('.')", ErrorKind::IsDirectory);
    add("folder exists",
        "const fs = require('fs'); fs.mkdirSync('d', { recursive: true }); "
        "fs.mkdirSync('d')",
        ErrorKind::AlreadyExists);
    add("missing file of require", "require('./absent')", ErrorKind::ModuleFileNotFound);
    add("missing file of import", "import './absent.js'", ErrorKind::ModuleFileNotFound, module);
    add("missing package", "require('no-such-package')", ErrorKind::PackageNotFound);
    add("import of a folder", "import './d/'", ErrorKind::DirectoryImport, module);
    add("require in a module", "import 'fs'; require('fs')", ErrorKind::RequireInModule, module);
    add("__dirname in a module", "import 'fs'; __dirname", ErrorKind::DirnameInModule, module);
    add("missing export", "import { absent } from 'node:fs'", ErrorKind::MissingExport, module);
    add("await", "function f() { await 1 }", ErrorKind::AwaitOutsideAsync);
    add("property of undefined", "const a = {}; a.b.c", ErrorKind::PropertyOfNothing);
    add("setting a property of null", "const a = null; a.b = 1", ErrorKind::SetPropertyOfNothing);
    add("destructuring", "const f = ({ a }) => a; f()", ErrorKind::DestructuredNothing);
    add("no function", "const a = {}; a.run()", ErrorKind::NotAFunction);
    add("no constructor", "const a = () => 1; new a()", ErrorKind::NotAConstructor);
    add("no list", "for (const a of {}) ;", ErrorKind::NotIterable);
    add("no variable", "absent", ErrorKind::NotDefined);
    add("too early", "a; const a = 1;", ErrorKind::BeforeInitialization);
    add("constant", "const a = 1; a = 2;", ErrorKind::ConstantAssigned);
    add("declared twice", "const a = 1; const a = 2;", ErrorKind::Redeclared);
    add("circle", "const a = {}; a.a = a; JSON.stringify(a)", ErrorKind::CircularJson);
    add("JSON", "JSON.parse('{ a: 1 }')", ErrorKind::InvalidJson);
    add("recursion", "const f = () => f(); f()", ErrorKind::StackOverflow);
    add("length", "new Array(-1)", ErrorKind::InvalidLength);
    add("headers",
        "const h = require('http'); const s = h.createServer((q, r) => { r.end(); "
        "r.setHeader('a', 'b') }).listen(0, () => h.get({ host: '127.0.0.1', port: "
        "s.address().port }))",
        ErrorKind::HeadersSent);
    add("header value", "new (require('http').OutgoingMessage)().setHeader('a', 'b\\nc')",
        ErrorKind::InvalidHeader);
    add("write after end", "const s = new (require('stream').PassThrough)(); s.end(); s.write('x')",
        ErrorKind::WriteAfterEnd);
    add("URL", "new URL('no url')", ErrorKind::InvalidUrl);
    add("undefined argument", "require('path').join(undefined)", ErrorKind::UndefinedArgument);
    add("wrong argument", "require('path').join(1)", ErrorKind::WrongArgument);
    add("rejection", "Promise.reject('x')", ErrorKind::RejectionWithoutError);
    add("assertion", "require('assert').strictEqual(1, 2)", ErrorKind::AssertionFailed);
    add("parenthesis", "f(1", ErrorKind::MissingParenthesis);
    add("end of input", "if (1) {", ErrorKind::EndOfInput);
    add("token", "const = 1", ErrorKind::UnexpectedToken);
    add("error event", "new (require('events'))().emit('error', new Error('x'))",
        ErrorKind::UnhandledEvent);
}

void tst_ErrorExplanation::errorOfNodeIsRecognised()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, name);
    QFETCH(int, kind);
    const QByteArray output = outputOf(source, name);
    const auto error = KnownError::in(UncaughtError::reportIn(output));
    QVERIFY2(error, output);
    QVERIFY2(int(error->kind) == kind,
             qPrintable(explanationOf(*error) + u'\n' + QString::fromUtf8(output)));
}

void tst_ErrorExplanation::placeIsThatOfTheProgram()
{
    const QByteArray output = outputOf(
        "const fs = require('fs');\n\nfs.readFileSync('absent.txt');\n", QStringLiteral("app.js"));
    const auto error = UncaughtError::in(output);
    QVERIFY2(error, output);
    QCOMPARE(QFileInfo(error->path).fileName(), QStringLiteral("app.js"));
    QCOMPARE(error->line, 3);
    QVERIFY(error->message.startsWith(u"Error: ENOENT"));
}

void tst_ErrorExplanation::detailsAreNotTrusted()
{
    const QString text = explanationOf(
        { ErrorKind::FileNotFound, { QStringLiteral("%1\x07") + QString(500, u'x') } });
    QVERIFY(!text.contains(u'\x07'));
    QVERIFY(text.size() < 400);
}

void tst_ErrorExplanation::logLineIsNoError()
{
    const QByteArray output = "retrying after ECONNREFUSED 127.0.0.1:80\n";
    QVERIFY(!KnownError::in(UncaughtError::reportIn(output)));
}

QTEST_GUILESS_MAIN(tst_ErrorExplanation)
#include "tst_errorexplanation.moc"
