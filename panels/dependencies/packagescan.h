// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/installedtree.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace looptide::models {

// Reads the lock file and measures the direct packages on a thread of its own, because both can be
// large. The results of an older scan are dropped. Thread: GUI. The destructor waits for the
// thread.
class PackageScan : public QObject
{
    Q_OBJECT
public:
    using Sizes = QHash<QString, qint64>; // bytes by path, "node_modules/express"

    explicit PackageScan(QObject *parent = nullptr);
    ~PackageScan() override;

    // names: of direct dependencies. Ends the scan before. An empty folder only ends it.
    void start(const QString &projectDir, const QStringList &names);

Q_SIGNALS:
    void treeRead(const looptide::project::InstalledTree &tree);
    void sizesMeasured(const looptide::models::PackageScan::Sizes &sizes);

private:
    void stop();

    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

} // namespace looptide::models
