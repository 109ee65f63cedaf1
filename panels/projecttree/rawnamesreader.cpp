// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnamesreader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace looptide::models {

void RawNamesReader::read(const QString &folder)
{
    if (const auto running = m_running.find(folder); running != m_running.end())
        running.value() = true;
    else
        start(folder);
}

void RawNamesReader::start(const QString &folder)
{
    m_running.insert(folder, false);
    const QPointer<RawNamesReader> self(this);
    QThreadPool::globalInstance()->start([self, folder] {
        const QList<RawName> names = readRawNames(folder);
        QMetaObject::invokeMethod(
            qApp,
            [self, folder, names] {
                if (self)
                    self->finish(folder, names);
            },
            Qt::QueuedConnection);
    });
}

void RawNamesReader::finish(const QString &folder, const QList<RawName> &names)
{
    const bool isAskedAgain = m_running.take(folder);
    Q_EMIT namesRead(folder, names);
    if (isAskedAgain)
        read(folder);
}

} // namespace looptide::models
