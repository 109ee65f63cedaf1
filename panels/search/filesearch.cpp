// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/filesearch.h"

#include "panels/search/ripgrepreader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QSet>

#include <chrono>
#include <functional>

namespace looptide::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pollMs = 10;
constexpr auto betweenBatches = 50ms;
constexpr qsizetype longestErrors = 64 * 1024;
constexpr qsizetype maximumSamples = 20;
const QByteArray programPrefix = QByteArrayLiteral("rg: ");

// "regex parse error" has several lines; the one with the reason is the last.
QString reasonOf(const QByteArray &errors)
{
    QString reason;
    const QStringList lines = QString::fromUtf8(errors).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith("error: "_L1))
            reason = line.sliced(7);
    }
    if (reason.isEmpty() && !lines.isEmpty())
        reason = lines.constLast();
    return reason.startsWith("rg: "_L1) ? reason.sliced(4) : reason;
}

// A search as its thread does it.
class Search
{
public:
    struct Task
    {
        QString program;
        QString folder; // canonical
        SearchQuery query;
        FileSearch::Texts unsaved;
    };
    using Deliver = std::function<void(const QList<FileMatches> &)>;

    Search(Task task, const std::atomic<bool> &cancelled, Deliver deliver)
        : m_task(std::move(task)), m_cancelled(cancelled), m_deliver(std::move(deliver)),
          m_fileArguments(ripgrepFileArguments(m_task.query, isInRepository(m_task.folder)))
    {
    }

    SearchEnd run()
    {
        m_sinceBatch.start();
        if (!QFileInfo(m_task.folder).isDir())
            return { .kind = SearchEnd::Kind::Failed,
                     .error = QStringLiteral("no such folder: ") + m_task.folder };
        SearchEnd end;
        searchUnsaved(&end);
        if (end.kind == SearchEnd::Kind::Complete)
            searchFiles(&end);
        m_deliver(m_batch);
        return end;
    }

private:
    // Unsaved texts of files that the search would not reach are left out.
    void searchUnsaved(SearchEnd *end)
    {
        for (const QString &path : m_task.unsaved.keys()) {
            const QString relative = QDir(m_task.folder).relativeFilePath(path);
            if (!relative.startsWith("../"_L1))
                m_unsaved.insert(relative, m_task.unsaved.value(path));
        }
        if (m_unsaved.isEmpty())
            return;
        QSet<QString> reached;
        const auto files = [&](QByteArrayView bytes) { m_listed.append(bytes); };
        SearchEnd ignored;
        run(m_fileArguments + QStringList { u"--files"_s, u"--null"_s, u"./"_s }, {}, files,
            &ignored);
        for (const QByteArray &name : m_listed.split('\0'))
            reached.insert(QString::fromUtf8(name.startsWith("./") ? name.sliced(2) : name));
        for (const QString &path : m_unsaved.keys()) {
            if (!reached.contains(path) || end->kind != SearchEnd::Kind::Complete)
                continue;
            RipgrepReader reader(FileSearch::maximum - m_count, [&](FileMatches file) {
                file.path = path;
                file.isPathExact = true;
                add(file);
            });
            search(&reader, u"-"_s, m_unsaved.value(path), end);
        }
    }

    void searchFiles(SearchEnd *end)
    {
        RipgrepReader reader(FileSearch::maximum - m_count, [this](const FileMatches &file) {
            if (!m_unsaved.contains(file.path))
                add(file);
        });
        search(&reader, u"./"_s, {}, end);
    }

    void search(RipgrepReader *reader, const QString &where, const QByteArray &input,
                SearchEnd *end)
    {
        const bool isText = where == "-"_L1;
        QStringList arguments = ripgrepTextArguments(m_task.query);
        if (isText)
            arguments << u"--no-config"_s << u"--encoding"_s << u"none"_s << u"--text"_s;
        else
            arguments << m_fileArguments;
        m_isDone = [reader] { return reader->isFull(); };
        run(
            arguments << u"--"_s << where, input,
            [reader](QByteArrayView bytes) { reader->feed(bytes); }, end);
        m_isDone = {};
        end->unreadable += reader->skippedLines();
        if (reader->isFull())
            end->kind = SearchEnd::Kind::Bounded;
        else if (m_cancelled)
            end->kind = SearchEnd::Kind::Cancelled;
        else if (!reader->hasSummary())
            *end = { .kind = SearchEnd::Kind::Failed, .error = reasonOf(m_errors) };
        else
            noteUnreadable(end);
    }

    void run(const QStringList &arguments, const QByteArray &input,
             const std::function<void(QByteArrayView)> &take, SearchEnd *end)
    {
        m_errors.clear();
        QProcess process;
        process.setWorkingDirectory(m_task.folder);
        process.start(m_task.program, arguments);
        if (!process.waitForStarted()) {
            m_errors = process.errorString().toUtf8();
            return;
        }
        process.write(input);
        process.closeWriteChannel();
        bool isEnded = false;
        while (!isEnded && !m_cancelled && !(m_isDone && m_isDone())) {
            process.waitForReadyRead(pollMs);
            isEnded = process.state() == QProcess::NotRunning;
            take(process.readAllStandardOutput());
            const QByteArray errors = process.readAllStandardError();
            if (m_errors.size() < longestErrors)
                m_errors += errors;
            else
                end->unreadable += errors.count('\n');
            deliverInTime();
        }
        if (!isEnded) {
            process.kill();
            process.waitForFinished();
        }
    }

    void noteUnreadable(SearchEnd *end) const
    {
        for (const QByteArray &line : m_errors.split('\n')) {
            if (!line.startsWith(programPrefix))
                continue;
            ++end->unreadable;
            if (end->unreadableSamples.size() < maximumSamples)
                end->unreadableSamples.append(QString::fromUtf8(line.sliced(programPrefix.size())));
        }
    }

    void add(const FileMatches &file)
    {
        m_count += file.matches.size();
        m_batch.append(file);
        deliverInTime();
    }

    void deliverInTime()
    {
        if (m_batch.isEmpty() || m_sinceBatch.durationElapsed() < betweenBatches)
            return;
        m_deliver(std::exchange(m_batch, {}));
        m_sinceBatch.restart();
    }

    Task m_task;
    const std::atomic<bool> &m_cancelled;
    Deliver m_deliver;
    QStringList m_fileArguments;
    QHash<QString, QByteArray> m_unsaved; // by relative path
    QByteArray m_listed;
    QByteArray m_errors;
    std::function<bool()> m_isDone;
    QList<FileMatches> m_batch;
    QElapsedTimer m_sinceBatch;
    qsizetype m_count = 0;
};

} // namespace

FileSearch::FileSearch(const QString &program, QObject *parent)
    : QObject(parent), m_program(program)
{
}

FileSearch::~FileSearch()
{
    stop();
}

void FileSearch::stop()
{
    m_isRunning = false;
    if (!m_thread)
        return;
    *m_cancelled = true;
    m_thread->wait();
    m_thread.reset();
}

void FileSearch::cancel()
{
    if (!m_isRunning)
        return;
    stop();
    Q_EMIT ended({ .kind = SearchEnd::Kind::Cancelled });
}

void FileSearch::start(const QString &folder, const SearchQuery &query, const Texts &unsaved)
{
    stop();
    m_isRunning = true;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    Search::Task task { m_program, canonical.isEmpty() ? folder : canonical, query, unsaved };
    m_thread.reset(QThread::create([this, task = std::move(task), cancelled = m_cancelled] {
        const auto deliver = [this, cancelled](const QList<FileMatches> &files) {
            QMetaObject::invokeMethod(
                this,
                [this, cancelled, files] {
                    if (!*cancelled && !files.isEmpty())
                        Q_EMIT found(files);
                },
                Qt::QueuedConnection);
        };
        const SearchEnd end = Search(task, *cancelled, deliver).run();
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, end] {
                if (*cancelled)
                    return;
                m_isRunning = false;
                Q_EMIT ended(end);
            },
            Qt::QueuedConnection);
    }));
    m_thread->start(QThread::LowPriority);
}

} // namespace looptide::models
