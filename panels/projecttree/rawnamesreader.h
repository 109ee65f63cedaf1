// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/rawnames.h"

#include <QHash>
#include <QObject>

namespace looptide::models {

// Reads on a thread of the pool which names in a folder are not UTF-8. However often a folder
// changes while it is read, it is read once more.
//
// Thread: GUI. It may be destroyed while it reads.
class RawNamesReader : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void read(const QString &folder);

Q_SIGNALS:
    void namesRead(const QString &folder, const QList<RawName> &names);

private:
    void start(const QString &folder);
    void finish(const QString &folder, const QList<RawName> &names);

    QHash<QString, bool> m_running; // folders that are read, and whether that was asked for again
};

} // namespace looptide::models
