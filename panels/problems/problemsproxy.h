// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/problems/problem.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace looptide::models {

class ProblemsModel;

// Problems whose message, file or source has all the words, of the chosen severities.
class ProblemsProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ProblemsProxy(ProblemsModel *model, QObject *parent = nullptr);

    void setText(const QString &text);
    // Empty: all.
    void setSeverities(const QSet<Problem::Severity> &severities);
    bool isFiltering() const { return !m_words.isEmpty() || !m_severities.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ProblemsModel *m_model;
    QStringList m_words;
    QSet<Problem::Severity> m_severities;
};

} // namespace looptide::models
