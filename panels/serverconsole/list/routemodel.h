// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/histogram.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <memory>
#include <vector>

namespace looptide::models {

class ServerConsoleModel;

// The listed requests by method and route: how many, how often, how fast, how many errors. A route
// is the pattern that the router has matched; where that is unknown, a pattern of the URL. Requests
// count when they have ended. Rows that leave the console still count, until it is cleared.
//
// It takes rows at all times, but its figures change once a second, and only while it is active.
class RouteModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        MethodColumn,
        RouteColumn,
        CountColumn,
        RateColumn, // in the last second
        MedianColumn,
        P95Column,
        P99Column,
        ErrorsColumn, // share
        ColumnCount,
    };
    enum Role {
        ValueRole = Qt::UserRole, // what sorting compares
    };
    // Above it, requests are counted as those of other routes.
    static constexpr std::size_t maxRoutes = 2000;

    explicit RouteModel(ServerConsoleModel *requests, QObject *parent = nullptr);
    ~RouteModel() override;

    void setActive(bool isActive);
    // Brings the figures up to date. The timer does that once a second.
    void sample();
    // The filter that finds the requests of a row.
    QString queryOf(int row) const;
    QString methodAt(int row) const;
    QString routeAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Route
    {
        QString method;
        QString pattern;
        bool isMatched = false; // by the router; otherwise made of the URL
        quint64 count = 0;
        quint64 errors = 0;
        quint64 countBefore = 0; // at the last sample
        double rate = 0;
        trace::Histogram durations;
    };

    void add(quint64 sequence);
    void clear();
    Route &routeOf(quint64 sequence);
    std::size_t indexOf(quint64 sequence);
    QVariant value(const Route &route, int column) const;
    QString display(const Route &route, int column) const;

    ServerConsoleModel *m_requests;
    std::vector<std::unique_ptr<Route>> m_routes;
    QHash<QString, std::size_t> m_indexOfKey;
    // Most URLs repeat, and making their patterns takes a microsecond. By method and URL; bounded.
    QHash<QByteArray, std::size_t> m_indexOfUrl;
    int m_shown = 0; // routes that the views know
    qint64 m_sampledMs = 0;
    QTimer m_timer;
};

} // namespace looptide::models
