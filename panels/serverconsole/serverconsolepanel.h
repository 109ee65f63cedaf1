// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/httpexchange.h"

#include <QWidget>

namespace looptide::models {
class ServerConsoleModel;
}

namespace looptide::panels {

// Each request that the running server answers, as it happens.
class ServerConsolePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ServerConsolePanel(models::ServerConsoleModel *model, QWidget *parent = nullptr);

    // Where the program listens now; empty when it does not.
    void setListenAddresses(const QList<core::ListenAddress> &addresses);

Q_SIGNALS:
    void urlActivated(const QUrl &url);
    void runRequested();
};

} // namespace looptide::panels
