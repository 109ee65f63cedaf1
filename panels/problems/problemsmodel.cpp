// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/problems/problemsmodel.h"

#include "panels/common/displaytext.h"

#include <algorithm>
#include <numeric>

namespace looptide::models {

void ProblemsModel::setProblems(const QString &path, const QList<Problem> &problems)
{
    const auto [first, last] = rowsOf(path);
    if (last > first) {
        beginRemoveRows({}, first, last - 1);
        m_rows.remove(first, last - first);
        endRemoveRows();
    }
    QList<Row> rows;
    for (const Problem &problem : problems) {
        if (problem.severity != Problem::Severity::Hint)
            rows.append({ path, problem });
    }
    std::ranges::stable_sort(
        rows, {}, [](const Row &row) { return std::pair(row.problem.line, row.problem.column); });
    const qsizetype kept = std::clamp<qsizetype>(maximum - m_rows.size(), 0, rows.size());
    if (kept < rows.size())
        m_hidden.insert(path, rows.size() - kept);
    else
        m_hidden.remove(path);
    rows.resize(kept);
    if (!rows.isEmpty()) {
        beginInsertRows({}, first, first + int(rows.size()) - 1);
        for (qsizetype i = 0; i < rows.size(); ++i)
            m_rows.insert(first + i, rows[i]);
        endInsertRows();
    }
    updateCounts();
}

void ProblemsModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_hidden.clear();
    endResetModel();
    updateCounts();
}

void ProblemsModel::setFolder(const QString &folder)
{
    m_folder = folder;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, FileColumn), index(rowCount() - 1, FileColumn));
}

std::pair<int, int> ProblemsModel::rowsOf(const QString &path) const
{
    const auto range = std::ranges::equal_range(m_rows, path, {}, &Row::path);
    return { int(range.begin() - m_rows.begin()), int(range.end() - m_rows.begin()) };
}

void ProblemsModel::updateCounts()
{
    std::ranges::fill(m_counts, 0);
    for (const Row &row : std::as_const(m_rows))
        ++m_counts[int(row.problem.severity)];
    Q_EMIT countsChanged();
}

qsizetype ProblemsModel::hiddenCount() const
{
    return std::accumulate(m_hidden.begin(), m_hidden.end(), qsizetype(0));
}

const Problem &ProblemsModel::problemAt(int row) const
{
    return m_rows.at(row).problem;
}

QString ProblemsModel::pathAt(int row) const
{
    return m_rows.at(row).path;
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ProblemsModel::fileText(const QString &path) const
{
    if (!m_folder.isEmpty() && path.startsWith(m_folder + u'/'))
        return path.mid(m_folder.size() + 1);
    return pathText(path);
}

QString ProblemsModel::cellText(const Row &row, int column) const
{
    const Problem &problem = row.problem;
    switch (column) {
    case MessageColumn:
        return visibleText(problem.message.simplified());
    case FileColumn:
        return visibleText(fileText(row.path));
    case LineColumn:
        return QStringLiteral("%1:%2").arg(problem.line).arg(problem.column);
    case SourceColumn:
        return visibleText(problem.code.isEmpty() ? problem.source
                                                  : problem.source + u' ' + problem.code);
    default:
        return {};
    }
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>")
            .arg(shortenedText(row.problem.message)
                     .toHtmlEscaped()
                     .replace(u'\n', QStringLiteral("<br>")));
    case Qt::AccessibleDescriptionRole:
        return severityName(row.problem.severity);
    case SeverityRole:
        return int(row.problem.severity);
    case PathRole:
        return row.path;
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case MessageColumn:
        return tr("Problem");
    case FileColumn:
        return tr("File");
    case LineColumn:
        return tr("Place");
    case SourceColumn:
        return tr("Source");
    default:
        return {};
    }
}

QString ProblemsModel::severityName(Problem::Severity severity)
{
    switch (severity) {
    case Problem::Severity::Error:
        return tr("Error");
    case Problem::Severity::Warning:
        return tr("Warning");
    case Problem::Severity::Information:
        return tr("Information");
    case Problem::Severity::Hint:
        break;
    }
    return tr("Hint");
}

} // namespace looptide::models
