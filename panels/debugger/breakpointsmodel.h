// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QAbstractListModel>

namespace looptide::models {

// The breakpoints of the project with a check box, and what became of them in this run.
// Thread: GUI.
class BreakpointsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit BreakpointsModel(inspector::DebugSession *session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const inspector::Breakpoint &breakpoint(int row) const { return m_breakpoints.at(row); }

    // For users: what the breakpoint does, and why it is not bound.
    static QString description(const inspector::Breakpoint &breakpoint);
    static QString bindingText(const inspector::Breakpoint &breakpoint,
                               const inspector::Binding &binding);
    // Where it stops: "app.js:7", "function handle()", "GET /tasks/:id".
    static QString placeText(const inspector::Breakpoint &breakpoint);
    // The phases of the event loop at which a loop can pause: name and text for users.
    static QList<std::pair<QString, QString>> phases();

private:
    void refill();

    inspector::DebugSession *m_session;
    QList<inspector::Breakpoint> m_breakpoints;
};

} // namespace looptide::models
