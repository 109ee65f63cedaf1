// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/textreplacer.h"
#include "editor/editorarea.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using app::TextReplacer;
using models::FileReplacement;
using models::Splice;
using namespace Qt::StringLiterals;

class tst_TextReplacer : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<editor::EditorArea> m_editor;
    std::unique_ptr<TextReplacer> m_replacer;

    QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = QFileInfo(m_dir->path()).canonicalFilePath() + u'/' + name;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the fixture");
        return path;
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QList<FileReplacement> one(const QString &path, qint64 offset,
                                      const QByteArray &before = "foo",
                                      const QByteArray &after = "bar")
    {
        return { { path, { { offset, before, after } } } };
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_editor = std::make_unique<editor::EditorArea>(m_dir->filePath(u"journal"_s));
        m_editor->resize(600, 400);
        m_editor->show();
        m_replacer = std::make_unique<TextReplacer>(m_editor.get());
    }
    void cleanup()
    {
        m_replacer.reset();
        m_editor.reset();
    }

    void changesFilesOnTheDiskAndPutsThemBack()
    {
        const QByteArray a = "x foo\r\n\xE9 foo\n";
        const QString path = write(u"a.js"_s, a);
        const QString other = write(u"b.js"_s, "foo");
        const auto outcome =
            m_replacer->replace({ { path, { { 2, "foo", "longer" }, { 9, "foo", "" } } },
                                  { other, { { 0, "foo", "b" } } } });
        QCOMPARE(outcome.problems, QStringList());
        QCOMPARE(outcome.files, 2);
        QCOMPARE(outcome.matches, 3);
        QCOMPARE(read(path), "x longer\r\n\xE9 \n");
        QCOMPARE(read(other), "b");
        QVERIFY(m_replacer->canUndo());
        const auto undone = m_replacer->undo();
        QCOMPARE(undone.problems, QStringList());
        QCOMPARE(read(path), a);
        QCOMPARE(read(other), "foo");
        QVERIFY(!m_replacer->canUndo());
    }

    void aFileThatHasChangedIsLeftAlone()
    {
        const QString path = write(u"a.js"_s, "is fOO");
        QCOMPARE(m_replacer->replace(one(path, 3)).problems.size(), 1);
        QCOMPARE(read(path), "is fOO");
        QCOMPARE(m_replacer->replace(one(path, 300)).problems.size(), 1);
        QCOMPARE(m_replacer->replace(one(m_dir->filePath(u"gone"_s), 0)).problems.size(), 1);
        QVERIFY(!m_replacer->canUndo());
    }

    void undoLeavesAloneWhatHasChangedSince()
    {
        const QString path = write(u"a.js"_s, "foo");
        m_replacer->replace(one(path, 0));
        write(u"a.js"_s, "bar, edited");
        QCOMPARE(m_replacer->undo().problems.size(), 1);
        QCOMPARE(read(path), "bar, edited");
    }

    void byteOrderMarksAndUtf16AreKept()
    {
        const QString mark = write(u"a.js"_s, "\xEF\xBB\xBFx foo");
        const QString wide = write(u"b.txt"_s,
                                   QByteArray("\xFF\xFE"
                                              "f\0o\0o\0",
                                              8));
        const auto outcome = m_replacer->replace(
            { { mark, { { 2, "foo", "é" } } }, { wide, { { 0, "foo", "é" } } } });
        QCOMPARE(outcome.problems, QStringList());
        QCOMPARE(read(mark), "\xEF\xBB\xBFx é");
        QCOMPARE(read(wide), QByteArray("\xFF\xFE\xE9\0", 4));
    }

    void anOpenFileIsChangedInItsTabAndSaved()
    {
        const QString path = write(u"a.js"_s, "x foo\n");
        QVERIFY(m_editor->openFile(path));
        QCOMPARE(m_replacer->replace(one(path, 2)).problems, QStringList());
        QCOMPARE(m_editor->textOf(path).value(), "x bar\n");
        QVERIFY(!m_editor->isModified(path));
        QCOMPARE(read(path), "x bar\n");
        QCOMPARE(m_replacer->undo().problems, QStringList());
        QCOMPARE(m_editor->textOf(path).value(), "x foo\n");
        QCOMPARE(read(path), "x foo\n");
    }

    void unsavedTextIsChangedButNotSaved()
    {
        const QString path = write(u"a.js"_s, "x\n");
        QVERIFY(m_editor->openFile(path));
        QVERIFY(m_editor->setText(path, "foo and x\n"));
        QCOMPARE(m_editor->unsavedTexts(QFileInfo(path).path()).value(path), "foo and x\n");
        QCOMPARE(m_replacer->replace(one(path, 0)).problems, QStringList());
        QCOMPARE(m_editor->textOf(path).value(), "bar and x\n");
        QVERIFY(m_editor->isModified(path));
        QCOMPARE(read(path), "x\n");
        QCOMPARE(m_replacer->undo().problems, QStringList());
        QCOMPARE(m_editor->textOf(path).value(), "foo and x\n");
        QCOMPARE(read(path), "x\n");
    }

    void textThatAnEncodingLacksIsRefused()
    {
        const QString path = write(u"a.txt"_s, "caf\xE9 foo");
        QCOMPARE(m_replacer->replace(one(path, 5, "foo", "→")).problems.size(), 1);
        QCOMPARE(read(path), "caf\xE9 foo");
    }
};

QTEST_MAIN(tst_TextReplacer)
#include "tst_textreplacer.moc"
