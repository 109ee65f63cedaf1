// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace looptide::models {
class RunFeed;
}

namespace looptide::panels {

// Chooses the agent whose event loop is shown. Hidden while the run has only one. Lists the agents
// that run, and the newest that have ended.
class AgentChooser : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostEnded = 20;

    explicit AgentChooser(models::RunFeed *run, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void update();
    void fill();

    models::RunFeed *m_run;
    QComboBox *m_agents;
    bool m_isStale = true; // agents have changed while nobody saw the panel
};

} // namespace looptide::panels
