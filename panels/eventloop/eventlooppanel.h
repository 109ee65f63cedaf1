// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

// The event loop of the running program, live: the ring of phases, utilisation and lag of the last
// minute, and the handles that are open. Draws only what LoopStats recorded.
class EventLoopPanel : public QWidget
{
    Q_OBJECT
public:
    explicit EventLoopPanel(models::LoopStats *stats, QWidget *parent = nullptr);

Q_SIGNALS:
    void runRequested();
};

} // namespace looptide::panels
