// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/githistorymodel.h"

#include "panels/common/displaytext.h"
#include "panels/git/gitlogreader.h"
#include "panels/git/gitrepository.h"

#include <QLocale>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortId = 8;

} // namespace

GitHistoryModel::GitHistoryModel(QObject *parent) : QAbstractListModel(parent) { }

void GitHistoryModel::setRepository(GitRepository *repository)
{
    m_repository = repository;
}

void GitHistoryModel::setPath(const QByteArray &path)
{
    m_path = path;
    clear();
    update();
}

void GitHistoryModel::clear()
{
    ++m_generation;
    beginResetModel();
    m_commits.clear();
    m_head.clear();
    m_branches.clear();
    m_isComplete = true;
    m_isReading = false;
    m_hasFailed = false;
    endResetModel();
}

void GitHistoryModel::update()
{
    if (!m_repository)
        return;
    const GitStatus &status = m_repository->status();
    const QByteArray branches = status.branch + '\n' + status.upstream + '\n'
        + QByteArray::number(status.ahead) + '\n' + QByteArray::number(status.behind);
    if (status.commit == m_head && branches == m_branches)
        return;
    clear();
    m_head = status.commit;
    m_branches = branches;
    if (m_head.isEmpty())
        return;
    m_isComplete = false;
    fetchMore({});
}

bool GitHistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete && !m_isReading && m_repository;
}

void GitHistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    const int skip = int(m_commits.size());
    m_repository->read(gitrequests::log(skip, pageSize, m_path), this,
                       [this, skip, generation = m_generation](const GitResult &result) {
                           if (generation != m_generation)
                               return;
                           m_isReading = false;
                           m_hasFailed = !result.isGood();
                           const QList<GitCommit> page = readGitLog(result.output);
                           m_isComplete = page.size() < pageSize;
                           if (!page.isEmpty()) {
                               beginInsertRows({}, skip, skip + int(page.size()) - 1);
                               m_commits += page;
                               endInsertRows();
                           }
                           Q_EMIT pageRead();
                       });
}

const GitCommit *GitHistoryModel::commitAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_commits.size() ? &m_commits.at(index.row()) : nullptr;
}

int GitHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_commits.size());
}

QVariant GitHistoryModel::data(const QModelIndex &index, int role) const
{
    const GitCommit *commit = commitAt(index);
    if (!commit)
        return {};
    const auto detail = [commit] {
        return tr("%1 · %2 · %3")
            .arg(visibleText(commit->author),
                 QLocale().toString(commit->time, QLocale::ShortFormat),
                 QString::fromLatin1(commit->id.first(qMin(shortId, commit->id.size()))));
    };
    switch (role) {
    case Qt::DisplayRole:
    case SubjectRole:
        return visibleText(commit->subject);
    case DetailRole:
        return detail();
    case RefsRole:
        return visibleText(commit->refs);
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(visibleText(commit->subject), detail());
    case Qt::ToolTipRole: {
        QString body = commit->body.left(2000).toHtmlEscaped();
        return u"<p style='white-space:pre-wrap'><b>%1</b><br>%2 &lt;%3&gt;<br>%4</p>"_s.arg(
            visibleText(commit->subject).toHtmlEscaped(), detail().toHtmlEscaped(),
            visibleText(commit->email).toHtmlEscaped(), body);
    }
    default:
        return {};
    }
}

} // namespace looptide::models
