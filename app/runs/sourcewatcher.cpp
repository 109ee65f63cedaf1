// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/sourcewatcher.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPointer>
#include <QSet>
#include <QThreadPool>

#include <chrono>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

// Saving a file takes several steps (write, rename, touch). One scan covers all of them.
constexpr auto settleTime = 50ms;

constexpr QLatin1StringView packages("node_modules");

bool isLeftOut(const QString &folderName)
{
    return folderName == packages || folderName.startsWith(u'.');
}

} // namespace

SourceWatcher::SourceWatcher(QObject *parent) : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &SourceWatcher::scan);
    const auto scanSoon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, scanSoon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, scanSoon);
}

bool SourceWatcher::isSource(const QString &fileName)
{
    static const QStringList suffixes =
        QStringLiteral("js mjs cjs jsx ts mts cts tsx vue svelte html htm ejs hbs pug njk css scss "
                       "graphql gql proto yaml yml toml")
            .split(u' ');
    return fileName == QLatin1StringView("package.json")
        || fileName.startsWith(QLatin1StringView(".env"))
        || suffixes.contains(fileName.section(u'.', -1).toLower());
}

void SourceWatcher::setDirectory(const QString &directory)
{
    if (m_directory == directory)
        return;
    m_directory = directory;
    forgetChanges();
}

void SourceWatcher::forgetChanges()
{
    ++m_generation;
    m_soon.stop();
    if (m_directory.isEmpty())
        watch({});
    else
        scan();
}

// Reads a folder and everything below it, including links to other folders.
class SourceWatcher::Reading
{
public:
    explicit Reading(const QString &directory) : m_root(QDir(directory).canonicalPath())
    {
        addFolder(directory);
    }

    Snapshot run()
    {
        // Links come last, so that the folder's own files are watched when there are too many.
        for (qsizetype at = 0;
             !isFull() && (at < m_snapshot.folders.size() || !m_links.isEmpty());) {
            if (at < m_snapshot.folders.size())
                readFolder(m_snapshot.folders.at(at++));
            else
                addLink(m_links.takeFirst());
        }
        return m_snapshot;
    }

private:
    bool isFull() const
    {
        return m_snapshot.files.size() >= maximumFiles || m_snapshot.folders.size() >= maximumFiles;
    }

    // Adds each folder once, because links can form cycles.
    void addFolder(const QString &path)
    {
        const QString real = QFileInfo(path).canonicalFilePath();
        if (!real.isEmpty() && !m_known.contains(real)) {
            m_known.insert(real);
            m_snapshot.folders.append(path);
        }
    }

    // A link to a folder that contains this one would add the rest of the disk.
    void addLink(const QString &path)
    {
        const QString real = QFileInfo(path).canonicalFilePath();
        if (real != QDir::rootPath() && !m_root.startsWith(real + u'/'))
            addFolder(path);
    }

    void readFolder(const QString &folder)
    {
        const QFileInfoList entries =
            QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : entries) {
            if (isFull())
                return;
            const QString name = entry.fileName();
            if (name == packages && entry.isDir())
                addLinkedPackages(entry.filePath());
            else if (entry.isDir() && !isLeftOut(name))
                entry.isSymLink() ? m_links.append(entry.filePath()) : addFolder(entry.filePath());
            else if (entry.isFile() && isSource(name))
                m_snapshot.files.insert(entry.filePath(),
                                        { entry.size(), entry.lastModified().toMSecsSinceEpoch() });
        }
    }

    // Packages that the user writes: npm link, workspaces and file: make links to their folders. A
    // link of pnpm or Yarn to a folder of installed packages is not one.
    void addLinkedPackages(const QString &folder)
    {
        const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : entries) {
            if (!entry.isSymLink()) {
                if (entry.fileName().startsWith(u'@')) // a scope
                    addLinkedPackages(entry.filePath());
                continue;
            }
            if (!entry.canonicalFilePath().split(u'/').contains(packages))
                m_links.append(entry.filePath());
        }
    }

    QString m_root;
    QSet<QString> m_known;
    QStringList m_links; // to be followed
    Snapshot m_snapshot;
};

// Thread: pool.
SourceWatcher::Snapshot SourceWatcher::read(const QString &directory)
{
    return Reading(directory).run();
}

void SourceWatcher::scan()
{
    m_isDue = m_isScanning;
    if (m_isScanning || m_directory.isEmpty())
        return;
    m_isScanning = true;
    QPointer<SourceWatcher> self(this);
    QThreadPool::globalInstance()->start(
        [self, directory = m_directory, generation = m_generation] {
            Snapshot snapshot = read(directory);
            QMetaObject::invokeMethod(
                qApp,
                [self, directory, generation, snapshot = std::move(snapshot)] {
                    if (!self)
                        return;
                    self->m_isScanning = false;
                    if (directory == self->m_directory && generation == self->m_generation)
                        self->take(snapshot, generation != self->m_knownGeneration);
                    else
                        self->m_isDue = true;
                    if (std::exchange(self->m_isDue, false))
                        self->scan();
                },
                Qt::QueuedConnection);
        });
}

void SourceWatcher::take(const Snapshot &snapshot, bool isSilent)
{
    const QStringList paths = isSilent ? QStringList() : differences(snapshot);
    watch(snapshot);
    m_known = snapshot;
    m_knownGeneration = m_generation;
    if (isSilent)
        Q_EMIT ready();
    if (!paths.isEmpty())
        Q_EMIT changed(paths);
}

QStringList SourceWatcher::differences(const Snapshot &snapshot) const
{
    QStringList paths;
    for (auto it = snapshot.files.cbegin(); it != snapshot.files.cend(); ++it) {
        if (m_known.files.value(it.key()) != it.value())
            paths.append(it.key());
    }
    for (auto it = m_known.files.cbegin(); it != m_known.files.cend(); ++it) {
        if (!snapshot.files.contains(it.key()))
            paths.append(it.key());
    }
    paths.sort();
    return paths;
}

// Qt no longer watches a file that was replaced, so the watched files are requested each time.
void SourceWatcher::watch(const Snapshot &snapshot)
{
    QSet<QString> wanted(snapshot.folders.cbegin(), snapshot.folders.cend());
    for (auto it = snapshot.files.cbegin(); it != snapshot.files.cend(); ++it)
        wanted.insert(it.key());
    const QStringList now = m_watcher.files() + m_watcher.directories();
    QStringList surplus;
    for (const QString &path : now) {
        if (!wanted.remove(path))
            surplus.append(path);
    }
    if (!surplus.isEmpty())
        m_watcher.removePaths(surplus);
    if (!wanted.isEmpty())
        m_watcher.addPaths(QStringList(wanted.cbegin(), wanted.cend()));
}

} // namespace looptide::app
