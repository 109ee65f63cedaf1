// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runlauncher.h"

#include <QToolButton>

class QMenu;

namespace looptide::app {

// The drop-down in the tool bar. It shows what Run starts, and lists everything else that it could
// start.
class RunSelector : public QToolButton
{
    Q_OBJECT
public:
    explicit RunSelector(RunLauncher *launcher, QWidget *parent = nullptr);

    // Also used by the menu bar.
    QMenu *choices() const { return m_menu; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void editRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void addSection(RunEntry::Section section);
    void fill();

    RunLauncher *m_launcher;
    QMenu *m_menu;
    QString m_title;
};

} // namespace looptide::app
