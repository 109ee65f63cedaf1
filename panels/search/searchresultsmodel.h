// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/filereplacement.h"
#include "panels/search/searchresult.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace looptide::models {

// The results of a search: files by their path, and below each file its matches. While a
// replacement is shown, files and matches have check boxes, and all are checked at first.
class SearchResultsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        MatchRole = Qt::UserRole, // of a match: its text, of MarkStartRole and MarkLengthRole
        MarkStartRole,
        MarkLengthRole,
        LineRole, // 0 for a file
        PathRole, // relative to the folder
        CountRole, // of a file: its matches
        ReplacementRole, // of a match: harmless text; invalid when none is shown
    };

    explicit SearchResultsModel(QObject *parent = nullptr);
    ~SearchResultsModel() override;

    void clear();
    // A file that is there already gets the new matches as well.
    void add(const QList<FileMatches> &files);

    // Shows check boxes and what each match turns into. isExpression: ripgrep has said it for each
    // match, otherwise it is the text.
    void setReplacement(const QString &text, bool isExpression);
    void endReplacement();
    bool isReplacing() const { return m_isReplacing; }
    qsizetype checkedCount() const { return m_checkedCount; }
    // Of the checked matches; folder: of the search.
    QList<FileReplacement> replacements(const QString &folder) const;

    qsizetype matchCount() const { return m_matchCount; }
    qsizetype fileCount() const { return qsizetype(m_files.size()); }
    const SearchMatch *matchAt(const QModelIndex &index) const; // null for a file
    bool canOpen(const QModelIndex &index) const;
    // The match after or before this one, around the end. Invalid: there is none.
    QModelIndex step(const QModelIndex &from, int direction) const;
    void remove(const QModelIndex &index); // from the list

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void countsChanged();

private:
    struct File;

    int rowOf(const File *file) const;
    QVariant fileData(const File &file, int role) const;
    QVariant matchData(const File &file, int row, int role) const;
    QByteArray replacementOf(const SearchMatch &match) const;
    QModelIndex indexOf(int file, int match) const;
    void setAllChecked(File *file, bool checked);
    void replacementChanged();

    std::vector<std::unique_ptr<File>> m_files; // by path
    qsizetype m_matchCount = 0;
    qsizetype m_checkedCount = 0;
    bool m_isReplacing = false;
    bool m_isExpression = false;
    QByteArray m_replacement;
};

} // namespace looptide::models
