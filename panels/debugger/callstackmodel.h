// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QAbstractTableModel>

namespace looptide::models {

// The call stack of the thread that is shown, the innermost function first, with the asynchronous
// calls that led to it. Empty while the program runs. Thread: GUI.
class CallStackModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { FunctionColumn, PlaceColumn, ColumnCount };
    enum Role { IsHeadingRole = Qt::UserRole, IsForeignRole };

    explicit CallStackModel(inspector::DebugSession *session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const inspector::DebugFrame &frame(int row) const { return m_frames.at(row); }
    int rowOfFrame(int frame) const; // -1: none
    QString text() const; // all of it, one line for each function

private:
    void refill();

    inspector::DebugSession *m_session;
    QList<inspector::DebugFrame> m_frames;
};

} // namespace looptide::models
