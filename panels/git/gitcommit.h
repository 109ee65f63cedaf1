// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace looptide::models {

// A commit of the history. Texts come from the repository and are hostile.
struct GitCommit
{
    QByteArray id; // hexadecimal digits
    QList<QByteArray> parents;
    QString author;
    QString email;
    QDateTime time;
    QString refs; // branches and tags, "HEAD -> main, tag: v1"
    QString subject;
    QString body;

    bool operator==(const GitCommit &) const = default;
};

} // namespace looptide::models
