// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/textfile.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

class QLockFile;
class QThread;

namespace looptide::editor {

/// What the journal knows of a document besides its text.
struct JournalHeader
{
    /// Empty for a document that was never saved.
    QString path;
    QString title;
    Encoding encoding = Encoding::Utf8;
    Eol eol = Eol::Lf;
    /// The file as it was when the text was read from it.
    FileStamp stamp;
};

struct RecoveredDocument
{
    JournalHeader header;
    QByteArray utf8;
};

/// Keeps the text of every modified document on disk while it is being typed.
///
/// A document's file holds its text when it was first modified (written whole, replaced in one
/// step) and then one checked record for each edit, appended. So the cost of a key is that of the
/// key, whatever the size of the document, and a process that is killed in the middle of a write
/// loses at most that record. Edits are handed to a writer thread at most FlushDelay after they
/// happen.
///
/// Each process has its own folder below `directory`, held by a lock; the folders of dead processes
/// are taken over by the next one that starts. Folders are 0700, files 0600.
///
/// Thread: GUI. Files are written on a thread of the journal's own.
class RecoveryJournal : public QObject
{
    Q_OBJECT

public:
    explicit RecoveryJournal(const QString &directory, QObject *parent = nullptr);
    ~RecoveryJournal() override;

    /// What dead processes left; their files go when `forgetRecovered` is called, after the
    /// documents are journalled again.
    QList<RecoveredDocument> recover();
    void forgetRecovered();

    /// The document is modified from here on, or has a new base.
    void begin(int document, const JournalHeader &header, const QByteArray &utf8);
    void append(int document, int position, int removed, const QByteArray &inserted);
    /// So much has been appended that a new base costs less than keeping the edits.
    bool wantsNewBase(int document) const;
    bool contains(int document) const { return m_entries.contains(document); }
    /// Saved, closed or undone: nothing to recover.
    void remove(int document);

    /// Returns when all that has been handed over is with the operating system.
    void flush();

Q_SIGNALS:
    /// The edits up to this one (counted from 0 at `begin`) survive the process.
    void written(int document, qint64 edits);
    void failed(int document, const QString &error);

private:
    class Writer;
    struct Entry
    {
        qint64 baseSize = 0;
        qint64 logSize = 0;
        qint64 edits = 0;
        QByteArray pending;
        /// The file could not be written; the next edit tries again with a whole base.
        bool isBroken = false;
        QElapsedTimer sinceBase;
    };

    QString fileOf(int document) const;
    void openSession();
    void handOver();
    void post(int document, qint64 edits, std::function<QString()> job);
    void handleFailure(int document);

    QString m_directory;
    QString m_session;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<QThread> m_thread;
    Writer *m_writer = nullptr;
    QHash<int, Entry> m_entries;
    QTimer m_flushTimer;
    /// Locked until their documents are safe in our own folder.
    QList<std::shared_ptr<QLockFile>> m_recoveredLocks;
    QStringList m_recoveredFolders;
};

} // namespace looptide::editor
