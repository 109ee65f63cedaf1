// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "tests/support/tracedrun.h"

#include <QFile>
#include <QProcess>

using namespace looptide;
using namespace looptide::tests;
using core::RecordLevel;
using namespace Qt::StringLiterals;

namespace {

// The parts of puzzles.js: name and program.
QList<std::pair<QByteArray, QByteArray>> puzzles()
{
    QFile file(QStringLiteral(PUZZLES));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("puzzles.js cannot be read");
    QList<std::pair<QByteArray, QByteArray>> all;
    const QByteArray text = file.readAll();
    for (qsizetype at = text.indexOf("\n//// "); at >= 0;) {
        const qsizetype next = text.indexOf("\n//// ", at + 1);
        const QByteArray part = text.sliced(at + 6, (next < 0 ? text.size() : next) - at - 6);
        const qsizetype line = part.indexOf('\n');
        all.append({ part.first(line), part.sliced(line + 1) });
        at = next;
    }
    return all;
}

// What the program prints, as Node runs it.
QByteArray printedByNode(const QByteArray &source)
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"puzzle.js"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
        return {};
    file.close();
    QProcess node;
    node.start(core::nodeProgram(), { file.fileName() });
    node.waitForFinished();
    return node.readAllStandardOutput();
}

// Without the colours of a terminal, which surround figures.
QByteArray plain(QByteArray text)
{
    text.replace("\r\n", "\n");
    for (qsizetype at = text.indexOf('\x1b'); at >= 0; at = text.indexOf('\x1b'))
        text.remove(at, text.indexOf('m', at) - at + 1);
    return text;
}

} // namespace

class tst_CallbackOrder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isTheSameAtEachLevel_data();
    void isTheSameAtEachLevel();
};

void tst_CallbackOrder::isTheSameAtEachLevel_data()
{
    QTest::addColumn<QByteArray>("source");
    const auto all = puzzles();
    QVERIFY(all.size() >= 30);
    for (const auto &[name, source] : all)
        QTest::newRow(name.constData()) << source;
}

void tst_CallbackOrder::isTheSameAtEachLevel()
{
    QFETCH(const QByteArray, source);
    const QByteArray expected = printedByNode(source);
    QVERIFY(!expected.isEmpty());
    const auto print = [&](bool isIsolated, RecordLevel level) {
        TracedRun run(isIsolated);
        run.level = level;
        run.start(source);
        return run.waitForEnd() ? plain(run.output) : QByteArray("it did not end");
    };
    for (const RecordLevel level :
         { RecordLevel::Off, RecordLevel::Phases, RecordLevel::Callbacks, RecordLevel::Full })
        QCOMPARE(print(false, level), expected);
    QCOMPARE(print(true, RecordLevel::Full), expected);
}

QTEST_GUILESS_MAIN(tst_CallbackOrder)
#include "tst_callbackorder.moc"
