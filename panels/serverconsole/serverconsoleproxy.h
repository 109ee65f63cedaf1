// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

namespace looptide::models {

class ServerConsoleModel;

// Shows the exchanges whose text, method and status class fit. Order stays that of arrival.
class ServerConsoleProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ServerConsoleProxy(ServerConsoleModel *model, QObject *parent = nullptr);

    struct Filter
    {
        // All occur in method, URL, status or remote address; case doesn't matter. "agent:TEXT" is
        // the agent that has answered (Answerers::isMeant()).
        QStringList words;
        QString method; // empty: all
        QSet<int> statusClasses; // 1..5; 0 stands for open and aborted ones. Empty: all
        bool errorsOnly = false; // 4xx, 5xx and aborted
    };
    void setFilter(const Filter &filter);
    bool isFiltering() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool hasWord(int row, const QString &word) const;

    ServerConsoleModel *m_model;
    Filter m_filter;
};

} // namespace looptide::models
