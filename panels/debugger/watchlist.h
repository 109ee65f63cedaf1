// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QWidget>

class QLineEdit;

namespace looptide::models {
class WatchModel;
}

namespace looptide::panels {

class ValueTree;

// Watched expressions with a field for new ones.
class WatchList : public QWidget
{
    Q_OBJECT
public:
    explicit WatchList(inspector::DebugSession *session, QWidget *parent = nullptr);

    models::WatchModel *model() const { return m_model; }
    void add(const QString &expression);

Q_SIGNALS:
    void refused(const QString &why);

private:
    models::WatchModel *m_model;
    ValueTree *m_tree;
    QLineEdit *m_input;
};

} // namespace looptide::panels
