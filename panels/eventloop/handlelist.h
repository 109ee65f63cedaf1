// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

class HandleChip;

// The active handles of the loop by type, a chip each: those that keep the program running come
// first and are filled, the others are outlined.
class HandleList : public QWidget
{
    Q_OBJECT
public:
    explicit HandleList(models::LoopStats *stats, QWidget *parent = nullptr);

    // "5 TCP, 1 Timer", for accessibility and for tests.
    QString text() const;

private:
    void refresh();

    models::LoopStats *m_stats;
    QList<HandleChip *> m_chips;
};

} // namespace looptide::panels
