// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/recoveryjournal.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSaveFile>
#include <QSemaphore>
#include <QSet>
#include <QThread>
#include <QUuid>

#include <chrono>
#include <optional>

namespace looptide::editor {

using namespace std::chrono_literals;

namespace {

constexpr auto FlushDelay = 50ms;
/// Between two attempts to write a base to a disk that refused the last one.
constexpr auto RetryDelay = 1s;
constexpr quint32 Magic = 0x4C544A31; // "LTJ1"
constexpr auto StreamVersion = QDataStream::Qt_6_5;
constexpr auto FolderPermissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto FilePermissions = QFile::ReadOwner | QFile::WriteOwner;
/// Replaying this much is quick; below it a new base is not worth its write.
constexpr qint64 LeastLogBeforeBase = 1024 * 1024;

QString suffix()
{
    return QStringLiteral(".journal");
}

QString lockName()
{
    return QStringLiteral("lock");
}

bool makePrivateFolder(const QString &path)
{
    return QDir().mkpath(path) && QFile::setPermissions(path, FolderPermissions);
}

QByteArray editRecord(int position, int removed, const QByteArray &inserted)
{
    QByteArray payload;
    QDataStream stream(&payload, QIODevice::WriteOnly);
    stream.setVersion(StreamVersion);
    stream << qint64(position) << qint64(removed) << inserted;

    QByteArray record;
    QDataStream framed(&record, QIODevice::WriteOnly);
    framed.setVersion(StreamVersion);
    framed << payload << qChecksum(payload);
    return record;
}

// False at a record that was cut off or damaged: it and what follows is not applied.
bool applyRecord(QDataStream &stream, QByteArray *text)
{
    QByteArray payload;
    quint16 checksum = 0;
    stream >> payload >> checksum;
    if (stream.status() != QDataStream::Ok || checksum != qChecksum(payload))
        return false;
    QDataStream fields(payload);
    fields.setVersion(StreamVersion);
    qint64 position = 0;
    qint64 removed = 0;
    QByteArray inserted;
    fields >> position >> removed >> inserted;
    if (position < 0 || removed < 0 || position + removed > text->size())
        return false;
    text->replace(position, removed, inserted);
    return true;
}

QByteArray baseBytes(const JournalHeader &header, const QByteArray &utf8)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(StreamVersion);
    stream << Magic << header.path << header.title << qint32(header.encoding) << qint32(header.eol)
           << header.stamp.size << header.stamp.modifiedMs << utf8;
    return bytes;
}

std::optional<RecoveredDocument> readJournal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QDataStream stream(&file);
    stream.setVersion(StreamVersion);
    quint32 magic = 0;
    qint32 encoding = 0;
    qint32 eol = 0;
    RecoveredDocument document;
    JournalHeader &header = document.header;
    stream >> magic;
    if (magic != Magic)
        return {};
    stream >> header.path >> header.title >> encoding >> eol >> header.stamp.size
        >> header.stamp.modifiedMs >> document.utf8;
    if (stream.status() != QDataStream::Ok || encoding < 0 || encoding >= encodingCount || eol < 0
        || eol > int(Eol::Cr))
        return {};
    header.encoding = Encoding(encoding);
    header.eol = Eol(eol);
    while (!stream.atEnd() && applyRecord(stream, &document.utf8)) { }
    return document;
}

QString writeBase(const QString &path, const JournalHeader &header, const QByteArray &utf8)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.setPermissions(FilePermissions);
    file.write(baseBytes(header, utf8));
    return file.commit() ? QString() : file.errorString();
}

QString appendRecords(const QString &path, const QByteArray &records)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly))
        return file.errorString();
    return file.write(records) == records.size() && file.flush() ? QString() : file.errorString();
}

} // namespace

/// Lives on the journal's thread; jobs are posted to it in order.
class RecoveryJournal::Writer : public QObject
{
public:
    /// Records that follow one that failed would apply to a text that is not there.
    QSet<int> brokenDocuments;
};

RecoveryJournal::RecoveryJournal(const QString &directory, QObject *parent)
    : QObject(parent), m_directory(directory), m_thread(new QThread), m_writer(new Writer)
{
    m_thread->setObjectName(QStringLiteral("RecoveryJournal"));
    m_writer->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_writer, &QObject::deleteLater);
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &RecoveryJournal::handOver);
    connect(this, &RecoveryJournal::failed, this, &RecoveryJournal::handleFailure);
}

RecoveryJournal::~RecoveryJournal()
{
    if (m_thread->isRunning()) {
        flush();
        m_thread->quit();
        m_thread->wait();
    } else {
        delete m_writer;
    }
    if (m_lock) {
        m_lock->unlock();
        // Goes only when it is empty: unsaved text of this session stays for the next one.
        QDir().rmdir(m_session);
    }
}

QList<RecoveredDocument> RecoveryJournal::recover()
{
    QList<RecoveredDocument> documents;
    const QStringList folders =
        QDir(m_directory)
            .entryList({ QStringLiteral("session-*") }, QDir::Dirs, QDir::Time | QDir::Reversed);
    for (const QString &name : folders) {
        const QString folder = m_directory + u'/' + name;
        if (folder == m_session)
            continue;
        auto lock = std::make_shared<QLockFile>(folder + u'/' + lockName());
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0))
            continue; // Its process is alive.
        m_recoveredLocks << lock;
        m_recoveredFolders << folder;
        const QStringList files =
            QDir(folder).entryList({ u'*' + suffix() }, QDir::Files, QDir::Name);
        for (const QString &file : files) {
            if (auto document = readJournal(folder + u'/' + file))
                documents << *document;
        }
    }
    return documents;
}

void RecoveryJournal::forgetRecovered()
{
    if (m_recoveredFolders.isEmpty())
        return;
    flush();
    for (const QString &folder : std::as_const(m_recoveredFolders)) {
        // A journal that could not be read is kept, so that the user can look at it.
        const QStringList files = QDir(folder).entryList({ u'*' + suffix() }, QDir::Files);
        for (const QString &file : files) {
            const QString path = folder + u'/' + file;
            if (readJournal(path))
                QFile::remove(path);
            else
                QFile::rename(path, path + QStringLiteral(".damaged"));
        }
    }
    m_recoveredLocks.clear();
    for (const QString &folder : std::as_const(m_recoveredFolders))
        QDir().rmdir(folder);
    m_recoveredFolders.clear();
}

QString RecoveryJournal::fileOf(int document) const
{
    return QStringLiteral("%1/%2").arg(m_session).arg(document) + suffix();
}

// The first modified document makes the folder: most starts of the editor never need it.
void RecoveryJournal::openSession()
{
    // A process that starts at this moment may take the new folder for a dead one's.
    constexpr int Attempts = 3;
    for (int i = 0; i < Attempts && !m_lock; ++i) {
        m_session = QStringLiteral("%1/session-%2")
                        .arg(m_directory, QUuid::createUuid().toString(QUuid::Id128));
        makePrivateFolder(m_directory);
        makePrivateFolder(m_session);
        auto lock = std::make_unique<QLockFile>(m_session + u'/' + lockName());
        lock->setStaleLockTime(0);
        if (lock->tryLock(0) || i == Attempts - 1)
            m_lock = std::move(lock);
    }
    m_thread->start();
}

void RecoveryJournal::post(int document, qint64 edits, std::function<QString()> job)
{
    QMetaObject::invokeMethod(
        m_writer,
        [this, document, edits, job = std::move(job)] {
            const QString error = job();
            if (!error.isEmpty())
                Q_EMIT failed(document, tr("Unsaved text cannot be kept safe: %1.").arg(error));
            else if (edits >= 0)
                Q_EMIT written(document, edits);
        },
        Qt::QueuedConnection);
}

void RecoveryJournal::handleFailure(int document)
{
    if (const auto entry = m_entries.find(document); entry != m_entries.end())
        entry->isBroken = true;
}

void RecoveryJournal::begin(int document, const JournalHeader &header, const QByteArray &utf8)
{
    if (!m_lock)
        openSession();
    Entry &entry = m_entries[document];
    entry.baseSize = utf8.size();
    entry.logSize = 0;
    entry.isBroken = false;
    entry.pending.clear();
    entry.sinceBase.start();
    post(document, entry.edits,
         [writer = m_writer, document, path = fileOf(document), header, utf8] {
             const QString error = writeBase(path, header, utf8);
             if (error.isEmpty())
                 writer->brokenDocuments.remove(document);
             else
                 writer->brokenDocuments.insert(document);
             return error;
         });
}

void RecoveryJournal::append(int document, int position, int removed, const QByteArray &inserted)
{
    const auto entry = m_entries.find(document);
    if (entry == m_entries.end())
        return;
    const QByteArray record = editRecord(position, removed, inserted);
    entry->pending += record;
    entry->logSize += record.size();
    ++entry->edits;
    if (!m_flushTimer.isActive())
        m_flushTimer.start(FlushDelay);
}

bool RecoveryJournal::wantsNewBase(int document) const
{
    const auto entry = m_entries.constFind(document);
    if (entry == m_entries.constEnd())
        return false;
    if (entry->isBroken)
        return entry->sinceBase.durationElapsed() > RetryDelay;
    return entry->logSize > qMax(LeastLogBeforeBase, 2 * entry->baseSize);
}

void RecoveryJournal::handOver()
{
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (entry->pending.isEmpty())
            continue;
        const QByteArray records = std::exchange(entry->pending, {});
        const int document = entry.key();
        // A broken document has been reported; its edits wait for the next base.
        post(document, entry->isBroken ? -1 : entry->edits,
             [writer = m_writer, document, path = fileOf(document), records] {
                 if (writer->brokenDocuments.contains(document))
                     return QString();
                 const QString error = appendRecords(path, records);
                 if (!error.isEmpty())
                     writer->brokenDocuments.insert(document);
                 return error;
             });
    }
}

void RecoveryJournal::remove(int document)
{
    if (m_entries.remove(document) == 0)
        return;
    post(document, -1, [path = fileOf(document)] {
        QFile::remove(path);
        return QString();
    });
}

void RecoveryJournal::flush()
{
    m_flushTimer.stop();
    handOver();
    if (!m_thread->isRunning())
        return;
    QSemaphore done;
    QMetaObject::invokeMethod(m_writer, [&done] { done.release(); }, Qt::QueuedConnection);
    done.acquire();
}

} // namespace looptide::editor
