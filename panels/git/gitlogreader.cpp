// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitlogreader.h"

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fieldCount = 7;

} // namespace

// NUL is the only character that names and messages cannot contain.
QString gitLogFormat()
{
    return u"%H%x00%P%x00%an%x00%ae%x00%at%x00%D%x00%B"_s;
}

QList<GitCommit> readGitLog(const QByteArray &output)
{
    QList<GitCommit> commits;
    const QList<QByteArray> fields = output.split('\0');
    for (qsizetype at = 0; at + fieldCount <= fields.size(); at += fieldCount) {
        const QString message = QString::fromUtf8(fields[at + 6]).trimmed();
        const qsizetype lineEnd = message.indexOf(u'\n');
        GitCommit commit;
        commit.id = fields[at].trimmed();
        if (!fields[at + 1].isEmpty())
            commit.parents = fields[at + 1].split(' ');
        commit.author = QString::fromUtf8(fields[at + 2]);
        commit.email = QString::fromUtf8(fields[at + 3]);
        commit.time = QDateTime::fromSecsSinceEpoch(fields[at + 4].toLongLong());
        commit.refs = QString::fromUtf8(fields[at + 5]);
        commit.subject = lineEnd < 0 ? message : message.first(lineEnd);
        commit.body = lineEnd < 0 ? QString() : message.sliced(lineEnd + 1).trimmed();
        commits.append(commit);
    }
    return commits;
}

} // namespace looptide::models
