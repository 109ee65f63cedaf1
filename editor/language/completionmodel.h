// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/completion.h"

#include <QAbstractListModel>

#include <vector>

namespace looptide::editor {

/// The items of a completion that fit the typed letters, best first.
class CompletionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { DetailRole = Qt::UserRole, KindRole, MatchesRole, DeprecatedRole };
    /// Nobody reads more, and the list stays quick.
    static constexpr qsizetype MaxShown = 300;

    using QAbstractListModel::QAbstractListModel;

    void setItems(const QList<lsp::CompletionItem> &items);
    void setTyped(const QString &typed);
    QString typed() const { return m_typed; }
    const lsp::CompletionItem &itemAt(int row) const
    {
        return m_items.at(m_shown.at(size_t(row)).index);
    }
    void setResolved(int row, const lsp::CompletionItem &item);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// How well letters fit a text, more is better; negative: not at all. `matches` is set to the
    /// positions of the letters.
    static int score(QStringView text, QStringView typed, QList<int> *matches = nullptr);
    /// One letter or sign, and a word for users, for a kind of the protocol.
    static QString kindSign(int kind);
    static QString kindName(int kind);

private:
    struct Shown
    {
        qsizetype index = 0;
        int score = 0;
    };

    void filter();

    QList<lsp::CompletionItem> m_items;
    std::vector<Shown> m_shown;
    QString m_typed;
};

} // namespace looptide::editor
