// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmcommand.h"

#include <QObject>
#include <QSet>
#include <QStringList>

namespace looptide::models {

// Whether the bundled Node.js is in the ranges that packages are made for, by npm's semver. Ranges
// that were asked for before are not asked for again. Thread: GUI. The destructor kills npm.
class EngineCheck : public QObject
{
    Q_OBJECT
public:
    explicit EngineCheck(QObject *parent = nullptr);

    // projectDir: any folder that is there.
    void check(const QString &projectDir, const QStringList &ranges);

Q_SIGNALS:
    void checked(const QString &node, const QSet<QString> &unfit);

private:
    project::NpmCommand m_command;
    QSet<QString> m_asked;
    QSet<QString> m_unfit;
};

} // namespace looptide::models
