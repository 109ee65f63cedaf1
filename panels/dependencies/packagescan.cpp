// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagescan.h"

#include <QDirIterator>
#include <QFileInfo>

namespace looptide::models {

namespace {

// Links count nothing: their targets are elsewhere.
qint64 sizeOf(const QString &directory, const std::atomic<bool> &cancelled)
{
    qint64 bytes = 0;
    QDirIterator it(directory, QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                    QDirIterator::Subdirectories);
    while (it.hasNext() && !cancelled)
        bytes += it.nextFileInfo().size();
    return bytes;
}

} // namespace

PackageScan::PackageScan(QObject *parent) : QObject(parent) { }

PackageScan::~PackageScan()
{
    stop();
}

void PackageScan::stop()
{
    if (!m_thread)
        return;
    *m_cancelled = true;
    m_thread->wait();
    m_thread.reset();
}

void PackageScan::start(const QString &projectDir, const QStringList &names)
{
    stop();
    if (projectDir.isEmpty())
        return;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    const auto deliver = [this, cancelled = m_cancelled](const auto &emitResult) {
        QMetaObject::invokeMethod(
            this,
            [cancelled, emitResult] {
                if (!*cancelled)
                    emitResult();
            },
            Qt::QueuedConnection);
    };
    m_thread.reset(QThread::create([this, projectDir, names, deliver, cancelled = m_cancelled] {
        const auto tree = project::InstalledTree::load(projectDir);
        deliver([this, tree] { Q_EMIT treeRead(tree); });
        Sizes sizes;
        for (const QString &name : names) {
            const qsizetype position = tree.resolve({}, name);
            if (position >= 0 && !*cancelled) {
                const QString path = tree.at(position).path;
                sizes.insert(path, sizeOf(projectDir + u'/' + path, *cancelled));
            }
        }
        deliver([this, sizes] { Q_EMIT sizesMeasured(sizes); });
    }));
    m_thread->start(QThread::LowPriority);
}

} // namespace looptide::models
