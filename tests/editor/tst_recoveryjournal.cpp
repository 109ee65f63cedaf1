// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "editor/recoveryjournal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::editor;

namespace {

QByteArray typedText(qsizetype atLeast)
{
    QByteArray text;
    for (int line = 0; text.size() <= atLeast + 100; ++line)
        text += "line " + QByteArray::number(line) + " is here\n";
    return text;
}

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QStringList files = QDir(from).entryList(QDir::Files);
    for (const QString &file : files)
        QFile::copy(from + u'/' + file, to + u'/' + file);
}

QStringList journalFiles(const QString &directory)
{
    QStringList files;
    const QStringList sessions =
        QDir(directory).entryList({ QStringLiteral("session-*") }, QDir::Dirs);
    for (const QString &session : sessions) {
        const QString path = directory + u'/' + session;
        const QStringList journals =
            QDir(path).entryList({ QStringLiteral("*.journal") }, QDir::Files);
        for (const QString &file : journals)
            files << path + u'/' + file;
    }
    return files;
}

/// Starts the typist, reads its promises until there are `promises`, kills it. Returns the last
/// promise.
qint64 typeAndKill(const QStringList &arguments, int promises)
{
    QProcess typist;
    typist.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    typist.start(QCoreApplication::applicationDirPath() + QStringLiteral("/editor_typist"),
                 arguments);
    if (!typist.waitForStarted())
        return -1;
    qint64 last = -1;
    for (int i = 0; i < promises; ++i) {
        while (!typist.canReadLine()) {
            if (!typist.waitForReadyRead(60'000))
                return -1;
        }
        last = typist.readLine().trimmed().toLongLong();
    }
    typist.kill();
    typist.waitForFinished();
    return last;
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

/// What a process leaves that ends with unsaved changes to this file.
void leaveDraft(const QString &journalDir, const QString &path, const QByteArray &text)
{
    RecoveryJournal journal(journalDir);
    journal.begin(1, { path, {}, Encoding::Utf8, Eol::Lf, fileStamp(path) }, text);
    journal.flush();
}

} // namespace

class TestRecoveryJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsBackTextAndEdits();
    void aTornRecordLosesOnlyItself();
    void livingProcessesKeepTheirJournals();
    void filesAreForTheirOwnerOnly();
    void savingForgets();
    void manyEditsBecomeANewBase();
    void aKilledProcessLosesNothingItPromised();
    void aKilledProcessKeepsALargeFile();
    void theAreaRestoresWhatWasNotSaved();
    void aRunSavesNoDraftThatTheUserHasNotTouched();
    void aDraftThatIsHeldBackSurvives();
    void aFullDiskIsReportedAndRecoveredFrom();
};

void TestRecoveryJournal::bringsBackTextAndEdits()
{
    QTemporaryDir dir;
    QTemporaryDir copy;
    RecoveryJournal journal(dir.path());
    QSignalSpy written(&journal, &RecoveryJournal::written);
    journal.begin(1, { QStringLiteral("/p/a.js"), {}, Encoding::Utf16Le, Eol::CrLf, { 7, 9 } },
                  "hello\n");
    journal.append(1, 5, 0, " world");
    journal.append(1, 0, 1, "J");
    QTRY_VERIFY(!written.isEmpty() && written.last().at(1).toLongLong() == 2);

    // As another process finds it once this one is dead.
    const QString session = QFileInfo(journalFiles(dir.path()).first()).path();
    copyFolder(session, copy.filePath(QStringLiteral("session-dead")));
    QFile::remove(copy.filePath(QStringLiteral("session-dead/lock")));
    RecoveryJournal next(copy.path());
    const auto documents = next.recover();
    QCOMPARE(documents.size(), 1);
    QCOMPARE(documents[0].utf8, QByteArray("Jello world\n"));
    QCOMPARE(documents[0].header.path, QStringLiteral("/p/a.js"));
    QVERIFY(documents[0].header.encoding == Encoding::Utf16Le);
    QVERIFY(documents[0].header.eol == Eol::CrLf);
    QVERIFY((documents[0].header.stamp == FileStamp { 7, 9 }));
    next.forgetRecovered();
    QVERIFY(journalFiles(copy.path()).isEmpty());
}

void TestRecoveryJournal::aTornRecordLosesOnlyItself()
{
    QTemporaryDir dir;
    QTemporaryDir copy;
    RecoveryJournal journal(dir.path());
    journal.begin(1, {}, "");
    journal.append(1, 0, 0, "first ");
    journal.append(1, 6, 0, "second");
    journal.flush();
    const QString source = journalFiles(dir.path()).first();
    const qint64 whole = QFileInfo(source).size();
    constexpr int LastRecord = 40;
    for (qint64 cut = 1; cut < LastRecord; ++cut) {
        const QString session = copy.filePath(QStringLiteral("session-%1").arg(cut));
        QDir().mkpath(session);
        const QString torn = session + QStringLiteral("/1.journal");
        QVERIFY(QFile::copy(source, torn));
        QVERIFY(QFile::resize(torn, whole - cut));
        RecoveryJournal next(copy.path());
        const auto documents = next.recover();
        QCOMPARE(documents.size(), 1);
        QVERIFY2(documents[0].utf8 == "first " || documents[0].utf8.isEmpty(),
                 documents[0].utf8.constData());
        next.forgetRecovered();
    }
}

void TestRecoveryJournal::livingProcessesKeepTheirJournals()
{
    QTemporaryDir dir;
    RecoveryJournal living(dir.path());
    living.begin(1, {}, "mine");
    living.flush();
    RecoveryJournal other(dir.path());
    QVERIFY(other.recover().isEmpty());
    other.forgetRecovered();
    QCOMPARE(journalFiles(dir.path()).size(), 1);
}

void TestRecoveryJournal::filesAreForTheirOwnerOnly()
{
    QTemporaryDir dir;
    RecoveryJournal journal(dir.filePath(QStringLiteral("journal")));
    journal.begin(1, {}, "secret");
    journal.append(1, 0, 0, "more ");
    journal.flush();
    const QString file = journalFiles(dir.filePath(QStringLiteral("journal"))).first();
    constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const QString &path :
         { file, QFileInfo(file).path(), dir.filePath(QStringLiteral("journal")) })
        QVERIFY2(!(QFileInfo(path).permissions() & Others), qPrintable(path));
}

void TestRecoveryJournal::savingForgets()
{
    QTemporaryDir dir;
    {
        RecoveryJournal journal(dir.path());
        journal.begin(1, {}, "text");
        journal.flush();
        QCOMPARE(journalFiles(dir.path()).size(), 1);
        journal.remove(1);
        journal.flush();
        QVERIFY(journalFiles(dir.path()).isEmpty());
    }
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TestRecoveryJournal::manyEditsBecomeANewBase()
{
    QTemporaryDir dir;
    RecoveryJournal journal(dir.path());
    journal.begin(1, {}, "");
    for (int i = 0; i < 60'000 && !journal.wantsNewBase(1); ++i)
        journal.append(1, 0, 0, "x");
    QVERIFY(journal.wantsNewBase(1));
    journal.begin(1, {}, "base");
    QVERIFY(!journal.wantsNewBase(1));
    journal.flush();
    QVERIFY(QFileInfo(journalFiles(dir.path()).first()).size() < 1'000);
}

void TestRecoveryJournal::aKilledProcessLosesNothingItPromised()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 8; ++round) {
        QTemporaryDir dir;
        const qint64 promised = typeAndKill({ dir.path() }, 1 + random.bounded(12));
        QVERIFY(promised >= 0);
        RecoveryJournal journal(dir.path());
        const auto documents = journal.recover();
        QCOMPARE(documents.size(), 1);
        const QByteArray text = documents[0].utf8;
        // The first key is in the base, before any edit is counted.
        QVERIFY2(text.size() >= promised + 1,
                 qPrintable(QStringLiteral("%1 of %2").arg(text.size()).arg(promised)));
        QVERIFY(typedText(text.size()).startsWith(text));
    }
}

void TestRecoveryJournal::aKilledProcessKeepsALargeFile()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("large.txt"));
    const QByteArray original = QByteArray("some text of a large file\n").repeated(800'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(original);
    file.close();
    const QString journalDir = dir.filePath(QStringLiteral("journal"));
    const qint64 promised = typeAndKill({ journalDir, path }, 3);
    QVERIFY(promised >= 0);
    RecoveryJournal journal(journalDir);
    const auto documents = journal.recover();
    QCOMPARE(documents.size(), 1);
    QVERIFY(documents[0].utf8.endsWith(original));
    const QByteArray typed = documents[0].utf8.chopped(original.size());
    QVERIFY(typed.size() >= promised + 1);
    QVERIFY(typedText(typed.size()).startsWith(typed));
}

void TestRecoveryJournal::theAreaRestoresWhatWasNotSaved()
{
    QTemporaryDir dir;
    const QString path = QFileInfo(dir.path()).canonicalFilePath() + QStringLiteral("/app.js");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("saved\n");
    file.close();
    const QString journalDir = dir.filePath(QStringLiteral("journal"));
    QVERIFY(typeAndKill({ journalDir, path }, 4) >= 0);
    {
        EditorArea area(journalDir);
        area.restoreUnsaved();
        QCOMPARE(area.openFiles(), QStringList(path));
        QCOMPARE(area.currentFile(), path);
        QVERIFY(area.hasUnsavedChanges());
        auto *view = area.findChild<CodeView *>();
        const QByteArray text = view->textBytes();
        QVERIFY(text.endsWith("saved\n") && text.startsWith("line 0 is"));
        // Undo leads back to the file, and to a text that is not modified.
        view->undo();
        QCOMPARE(view->textBytes(), QByteArray("saved\n"));
        QVERIFY(!area.hasUnsavedChanges());
        view->redo();
        QVERIFY(area.saveAll());
    }
    QVERIFY(journalFiles(journalDir).isEmpty());
    EditorArea next(journalDir);
    next.restoreUnsaved();
    QVERIFY(next.isEmpty());
}

void TestRecoveryJournal::aRunSavesNoDraftThatTheUserHasNotTouched()
{
    QTemporaryDir dir;
    const QString root = QFileInfo(dir.path()).canonicalFilePath();
    const QString journalDir = root + QStringLiteral("/journal");
    const QString kept = root + QStringLiteral("/kept.js");
    const QString gone = root + QStringLiteral("/gone.js");
    writeFile(kept, "saved\n");
    leaveDraft(journalDir, kept, "draft\n");
    leaveDraft(journalDir, gone, "of a deleted file\n");

    EditorArea area(journalDir);
    area.restoreUnsaved();
    QVERIFY(area.saveEdited(root));
    QCOMPARE(readFile(kept), QByteArray("saved\n"));
    QVERIFY(!QFile::exists(gone));
    QCOMPARE(area.drafts().size(), 2);

    for (const EditorArea::Draft &draft : area.drafts()) {
        area.showDraft(draft.id);
        QCOMPARE(area.currentFile(), draft.path);
        auto *view = area.findChild<QStackedWidget *>()->currentWidget()->findChild<CodeView *>();
        view->SendScintilla(QsciScintillaBase::SCI_APPENDTEXT, 7UL, "edited\n");
    }
    QVERIFY(area.drafts().isEmpty());
    QVERIFY(area.saveEdited(root));
    QCOMPARE(readFile(kept), QByteArray("draft\nedited\n"));
    QVERIFY2(!QFile::exists(gone), "a run does not make a deleted file again");
}

void TestRecoveryJournal::aDraftThatIsHeldBackSurvives()
{
    QTemporaryDir dir;
    const QString root = QFileInfo(dir.path()).canonicalFilePath();
    const QString journalDir = root + QStringLiteral("/journal");
    const QString path = root + QStringLiteral("/bad.js");
    writeFile(path, "saved\n");
    leaveDraft(journalDir, path, "draft\n");
    // It survives each start that does not open it.
    for (int start = 0; start < 2; ++start) {
        EditorArea area(journalDir);
        area.setHoldsBack([&path](const QString &file) { return file == path; });
        QSignalSpy opened(&area, &EditorArea::recentlyOpenedChanged);
        area.restoreUnsaved();
        QVERIFY(opened.isEmpty());
        QVERIFY(!area.findChild<CodeView *>());
        QVERIFY(area.hasUnsavedChanges());
        QVERIFY(area.saveEdited(root));
        area.flushJournal();
    }
    EditorArea area(journalDir);
    area.setHoldsBack([&path](const QString &file) { return file == path; });
    area.restoreUnsaved();
    QVERIFY(area.openHeldBack(path));
    QCOMPARE(area.findChild<CodeView *>()->textBytes(), QByteArray("draft\n"));
    QVERIFY(!area.openHeldBack(path));
    QCOMPARE(readFile(path), QByteArray("saved\n"));
}

void TestRecoveryJournal::aFullDiskIsReportedAndRecoveredFrom()
{
    QTemporaryDir dir;
    RecoveryJournal journal(dir.path());
    QSignalSpy failed(&journal, &RecoveryJournal::failed);
    QSignalSpy written(&journal, &RecoveryJournal::written);
    journal.begin(1, {}, "text");
    journal.flush();
    // The folder vanishing is a disk error that root meets as well.
    const QString session = QFileInfo(journalFiles(dir.path()).first()).path();
    QVERIFY(QDir(session).removeRecursively());
    journal.append(1, 0, 0, "a");
    QTRY_COMPARE(failed.count(), 1);
    journal.append(1, 0, 0, "b");
    journal.flush();
    QVERIFY(QDir().mkpath(session));
    QTRY_VERIFY(journal.wantsNewBase(1));
    written.clear();
    journal.begin(1, {}, "batext");
    QTRY_COMPARE(written.count(), 1);
    QCOMPARE(failed.count(), 1);
}

QTEST_MAIN(TestRecoveryJournal)
#include "tst_recoveryjournal.moc"
