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

    // Words that all occur in method, URL, status or remote address; case doesn't matter.
    void setText(const QString &text);
    void setMethod(const QString &method); // empty: all
    // 1..5; 0 stands for open and aborted ones. Empty: all.
    void setStatusClasses(const QSet<int> &classes);
    void setErrorsOnly(bool on); // 4xx, 5xx and aborted
    bool isFiltering() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    void apply();

    ServerConsoleModel *m_model;
    QStringList m_words;
    QString m_method;
    QSet<int> m_classes;
    bool m_errorsOnly = false;
};

} // namespace looptide::models
