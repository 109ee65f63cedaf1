// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/problems/problemsproxy.h"

#include "panels/problems/problemsmodel.h"

#include <algorithm>

namespace looptide::models {

ProblemsProxy::ProblemsProxy(ProblemsModel *model, QObject *parent)
    : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(model);
}

void ProblemsProxy::setText(const QString &text)
{
    beginFilterChange();
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    endFilterChange(Direction::Rows);
}

void ProblemsProxy::setSeverities(const QSet<Problem::Severity> &severities)
{
    beginFilterChange();
    m_severities = severities;
    endFilterChange(Direction::Rows);
}

bool ProblemsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Problem &problem = m_model->problemAt(row);
    if (!m_severities.isEmpty() && !m_severities.contains(problem.severity))
        return false;
    return std::ranges::all_of(m_words, [&](const QString &word) {
        return problem.message.contains(word, Qt::CaseInsensitive)
            || m_model->pathAt(row).contains(word, Qt::CaseInsensitive)
            || problem.source.contains(word, Qt::CaseInsensitive)
            || problem.code.contains(word, Qt::CaseInsensitive);
    });
}

bool ProblemsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const Problem &a = m_model->problemAt(left.row());
    const Problem &b = m_model->problemAt(right.row());
    if (left.column() == ProblemsModel::MessageColumn && a.severity != b.severity)
        return a.severity < b.severity;
    if (left.column() == ProblemsModel::LineColumn)
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace looptide::models
