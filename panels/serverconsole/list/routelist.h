// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace looptide::models {
class RouteModel;
class ServerConsoleModel;
} // namespace looptide::models

class QSortFilterProxyModel;

namespace looptide::panels {

// The requests grouped by method and route, the busiest first. Costs nothing while it is hidden.
class RouteList : public QTableView
{
    Q_OBJECT
public:
    explicit RouteList(models::ServerConsoleModel *requests, QWidget *parent = nullptr);

    models::RouteModel *routes() const { return m_routes; }

Q_SIGNALS:
    // The user wants to see the requests of a route.
    void queryRequested(const QString &query);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openRow(const QModelIndex &index);

    models::RouteModel *m_routes;
    QSortFilterProxyModel *m_sorted;
};

} // namespace looptide::panels
