// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/debugger/valuetreemodel.h"

#include <QStringList>

namespace looptide::models {

// Expressions that are evaluated at each pause, in the frame that is shown. What would change the
// program is not run.
class WatchModel : public ValueTreeModel
{
    Q_OBJECT
public:
    explicit WatchModel(inspector::DebugSession *session, QObject *parent = nullptr);

    const QStringList &expressions() const { return m_expressions; }
    void setExpressions(const QStringList &expressions);
    void add(const QString &expression);
    void remove(int row);

Q_SIGNALS:
    void expressionsChanged();

private:
    void refill();
    void evaluate(int row);

    QStringList m_expressions;
    quint64 m_round = 0; // results of an older one are outdated
};

} // namespace looptide::models
