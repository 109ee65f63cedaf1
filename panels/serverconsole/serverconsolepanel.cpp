// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsolepanel.h"

namespace looptide::panels {

ServerConsolePanel::ServerConsolePanel(models::ServerConsoleModel *, QWidget *parent)
    : QWidget(parent)
{
}

void ServerConsolePanel::setListenAddresses(const QList<core::ListenAddress> &) { }

} // namespace looptide::panels
