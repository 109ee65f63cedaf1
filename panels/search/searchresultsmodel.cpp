// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchresultsmodel.h"

#include "panels/common/displaytext.h"

#include <algorithm>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShownReplacement = 200;

} // namespace

struct SearchResultsModel::File
{
    QString path;
    bool isPathExact = true;
    std::vector<SearchMatch> matches;
    std::vector<bool> checked;
    qsizetype checkedCount = 0;
};

SearchResultsModel::SearchResultsModel(QObject *parent) : QAbstractItemModel(parent) { }

SearchResultsModel::~SearchResultsModel() = default;

void SearchResultsModel::clear()
{
    beginResetModel();
    m_files.clear();
    m_matchCount = 0;
    m_checkedCount = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

void SearchResultsModel::add(const QList<FileMatches> &files)
{
    for (const FileMatches &found : files) {
        if (found.matches.isEmpty())
            continue;
        const auto place = std::ranges::lower_bound(m_files, found.path, {}, &File::path);
        const int row = int(place - m_files.begin());
        const auto count = size_t(found.matches.size());
        if (place != m_files.end() && (*place)->path == found.path) {
            File &file = **place;
            const int first = int(file.matches.size());
            beginInsertRows(index(row, 0), first, first + int(count) - 1);
            file.matches.insert(file.matches.end(), found.matches.begin(), found.matches.end());
            file.checked.insert(file.checked.end(), count, true);
            file.checkedCount += qsizetype(count);
            endInsertRows();
        } else {
            beginInsertRows({}, row, row);
            auto file = std::make_unique<File>();
            file->path = found.path;
            file->isPathExact = found.isPathExact;
            file->matches.assign(found.matches.begin(), found.matches.end());
            file->checked.assign(count, true);
            file->checkedCount = qsizetype(count);
            m_files.insert(place, std::move(file));
            endInsertRows();
        }
        m_matchCount += qsizetype(count);
        m_checkedCount += qsizetype(count);
    }
    Q_EMIT countsChanged();
}

void SearchResultsModel::setReplacement(const QString &text, bool isExpression)
{
    m_isReplacing = true;
    m_isExpression = isExpression;
    m_replacement = text.toUtf8();
    replacementChanged();
}

void SearchResultsModel::endReplacement()
{
    m_isReplacing = false;
    replacementChanged();
}

void SearchResultsModel::replacementChanged()
{
    if (!m_files.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(int(m_files.size()) - 1, 0));
        for (int row = 0; row < int(m_files.size()); ++row)
            Q_EMIT dataChanged(indexOf(row, 0),
                               indexOf(row, int(m_files[size_t(row)]->matches.size()) - 1));
    }
    Q_EMIT countsChanged();
}

QByteArray SearchResultsModel::replacementOf(const SearchMatch &match) const
{
    return m_isExpression ? match.replacement : m_replacement;
}

QList<FileReplacement> SearchResultsModel::replacements(const QString &folder) const
{
    QList<FileReplacement> result;
    for (const auto &file : m_files) {
        if (file->checkedCount == 0)
            continue;
        FileReplacement changes { folder + u'/' + file->path, {} };
        for (size_t i = 0; i < file->matches.size(); ++i) {
            const SearchMatch &match = file->matches[i];
            if (file->checked[i])
                changes.splices.append({ match.offset, match.bytes, replacementOf(match) });
        }
        result.append(changes);
    }
    return result;
}

int SearchResultsModel::rowOf(const File *file) const
{
    return int(std::ranges::lower_bound(m_files, file->path, {}, &File::path) - m_files.begin());
}

QModelIndex SearchResultsModel::indexOf(int file, int match) const
{
    return index(match, 0, index(file, 0));
}

const SearchMatch *SearchResultsModel::matchAt(const QModelIndex &index) const
{
    const auto *file = static_cast<const File *>(index.internalPointer());
    return index.isValid() && file ? &file->matches[size_t(index.row())] : nullptr;
}

bool SearchResultsModel::canOpen(const QModelIndex &index) const
{
    if (!index.isValid())
        return false;
    const auto *file = static_cast<const File *>(index.internalPointer());
    return file ? file->isPathExact : m_files[size_t(index.row())]->isPathExact;
}

QModelIndex SearchResultsModel::step(const QModelIndex &from, int direction) const
{
    if (m_files.empty())
        return {};
    const int files = int(m_files.size());
    const auto lastOf = [this](int file) { return int(m_files[size_t(file)]->matches.size()) - 1; };
    int file = 0;
    int match = 0;
    if (!from.isValid()) {
        file = direction > 0 ? 0 : files - 1;
        match = direction > 0 ? 0 : lastOf(file);
    } else if (!from.parent().isValid()) {
        // From a file forwards: its first match.
        file = direction > 0 ? from.row() : (from.row() + files - 1) % files;
        match = direction > 0 ? 0 : lastOf(file);
    } else {
        file = from.parent().row();
        match = from.row() + direction;
        if (match < 0) {
            file = (file + files - 1) % files;
            match = lastOf(file);
        } else if (match > lastOf(file)) {
            file = (file + 1) % files;
            match = 0;
        }
    }
    return indexOf(file, match);
}

void SearchResultsModel::remove(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    auto *file = static_cast<File *>(index.internalPointer());
    if (file && file->matches.size() > 1) {
        const auto row = index.row();
        beginRemoveRows(index.parent(), row, row);
        m_checkedCount -= file->checked[size_t(row)];
        file->checkedCount -= file->checked[size_t(row)];
        file->matches.erase(file->matches.begin() + row);
        file->checked.erase(file->checked.begin() + row);
        --m_matchCount;
        endRemoveRows();
    } else {
        const int row = file ? rowOf(file) : index.row();
        beginRemoveRows({}, row, row);
        m_matchCount -= qsizetype(m_files[size_t(row)]->matches.size());
        m_checkedCount -= m_files[size_t(row)]->checkedCount;
        m_files.erase(m_files.begin() + row);
        endRemoveRows();
    }
    Q_EMIT countsChanged();
}

QModelIndex SearchResultsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? m_files[size_t(parent.row())].get() : nullptr);
}

QModelIndex SearchResultsModel::parent(const QModelIndex &index) const
{
    const auto *file = static_cast<const File *>(index.internalPointer());
    return index.isValid() && file ? createIndex(rowOf(file), 0, nullptr) : QModelIndex();
}

int SearchResultsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_files.size());
    return parent.internalPointer() ? 0 : int(m_files[size_t(parent.row())]->matches.size());
}

int SearchResultsModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags SearchResultsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (m_isReplacing && index.isValid())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant SearchResultsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const auto *file = static_cast<const File *>(index.internalPointer()))
        return matchData(*file, index.row(), role);
    return fileData(*m_files[size_t(index.row())], role);
}

QVariant SearchResultsModel::fileData(const File &file, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(file.path);
    case Qt::ToolTipRole: // as rich text, which wraps
        return u"<p>%1</p>"_s.arg(visibleText(file.path).toHtmlEscaped());
    case Qt::AccessibleDescriptionRole:
        return tr("%n match(es)", nullptr, int(file.matches.size()));
    case Qt::CheckStateRole:
        if (!m_isReplacing)
            return {};
        return file.checkedCount == 0                             ? Qt::Unchecked
            : file.checkedCount == qsizetype(file.matches.size()) ? Qt::Checked
                                                                  : Qt::PartiallyChecked;
    case LineRole:
        return 0;
    case PathRole:
        return file.path;
    case CountRole:
        return int(file.matches.size());
    default:
        return {};
    }
}

QVariant SearchResultsModel::matchData(const File &file, int row, int role) const
{
    const SearchMatch &match = file.matches[size_t(row)];
    switch (role) {
    case Qt::DisplayRole:
    case MatchRole:
        return match.preview;
    case Qt::AccessibleDescriptionRole:
        return tr("Line %1").arg(match.line);
    case Qt::CheckStateRole:
        return m_isReplacing ? QVariant(file.checked[size_t(row)] ? Qt::Checked : Qt::Unchecked)
                             : QVariant();
    case MarkStartRole:
        return match.markStart;
    case MarkLengthRole:
        return match.markLength;
    case LineRole:
        return match.line;
    case PathRole:
        return file.path;
    case ReplacementRole:
        return m_isReplacing ? visibleText(QString::fromUtf8(replacementOf(match).first(
                   qMin(longestShownReplacement, replacementOf(match).size()))))
                             : QVariant();
    default:
        return {};
    }
}

bool SearchResultsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || !m_isReplacing)
        return false;
    const bool checked = value.value<Qt::CheckState>() == Qt::Checked;
    auto *file = static_cast<File *>(index.internalPointer());
    if (!file) {
        setAllChecked(m_files[size_t(index.row())].get(), checked);
    } else if (file->checked[size_t(index.row())] != checked) {
        file->checked[size_t(index.row())] = checked;
        file->checkedCount += checked ? 1 : -1;
        m_checkedCount += checked ? 1 : -1;
        Q_EMIT dataChanged(index, index, { Qt::CheckStateRole });
        Q_EMIT dataChanged(index.parent(), index.parent(), { Qt::CheckStateRole });
    }
    Q_EMIT countsChanged();
    return true;
}

void SearchResultsModel::setAllChecked(File *file, bool checked)
{
    const auto count = qsizetype(file->matches.size());
    m_checkedCount += (checked ? count : 0) - file->checkedCount;
    file->checkedCount = checked ? count : 0;
    file->checked.assign(file->matches.size(), checked);
    const int row = rowOf(file);
    Q_EMIT dataChanged(index(row, 0), index(row, 0), { Qt::CheckStateRole });
    Q_EMIT dataChanged(indexOf(row, 0), indexOf(row, int(count) - 1), { Qt::CheckStateRole });
}

} // namespace looptide::models
