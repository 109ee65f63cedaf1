// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/activeresources.h"

#include <QAbstractTableModel>

#include <optional>

namespace looptide::trace {
class TraceStore;
}

namespace looptide::models {

// What keeps one agent running: a row for each timer, handle and request with a reference, those
// of a user's interest first (servers, timers).
class ResourcesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { KindColumn, DetailColumn, DueColumn, PlaceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // Rows whose resource is still there keep their index.
    void setResources(const trace::ActiveResources &resources);
    void clear();

    const trace::ActiveResources &resources() const { return m_resources; }
    // Null for an invalid index.
    const trace::ActiveResource *at(const QModelIndex &index) const;
    QModelIndex indexOf(quint32 id) const;
    // "2 servers and 5 others keep this program running."
    QString summary() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // "HTTP or TCP server", "timer": one or two words.
    static QString kindText(const trace::ActiveResource &resource);
    // Of a timer: "in 2.5 s"; otherwise empty.
    static QString dueText(const trace::ActiveResource &resource);
    // One sentence for learners: why a resource of this kind keeps a program running.
    static QString explanation(const trace::ActiveResource &resource);
    // "app.js:12"; empty when unknown.
    static QString placeText(const trace::CodeFrame &frame);

private:
    static QString toolTip(const trace::ActiveResource &resource);

    trace::ActiveResources m_resources;
};

// The innermost frame of the user's code in the stack that created the resource. Where Node created
// it by itself, in the stack that created its cause (a server listens when the lookup of its host
// has ended). Nothing when that was not recorded. Reads all records of the store.
std::optional<trace::CodeFrame> creationOf(const trace::TraceStore &store, quint16 agent,
                                           quint64 asyncId);

} // namespace looptide::models
