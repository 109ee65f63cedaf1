// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/common/runcoverage.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace looptide::models {
class LoopPhaseModel;
class LoopStats;
class RunFeed;
} // namespace looptide::models

namespace looptide::panels {

class EmptyState;
class HandleList;
class LoopPlot;
class PhaseRing;

// The event loop of the running program, live: the ring of phases, their figures, utilisation and
// lag of the last minute, and the handles that are open. Shows only what LoopStats recorded. Lays
// itself out in one, two or three columns, as there is room.
class EventLoopPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit EventLoopPanel(models::LoopStats *stats, QWidget *parent = nullptr);

    // Lets the user choose among the agents of the run.
    void addAgentChooser(models::RunFeed *run);
    // Sets whether a program runs and what is recorded of it, which determines the text of the
    // empty panel.
    void setCoverage(const models::RunCoverage &coverage);

Q_SIGNALS:
    void runRequested();
    void urlActivated(const QUrl &url);
    // The location where the loop is blocked.
    void fileActivated(const QString &path, int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setupTable();
    void setupContent();
    void connectParts();
    void arrange(int columns);
    int columnWidth() const;
    void updateColumns();
    void keepRoomForExplanations();
    void pointOut(int row); // hovered or selected; -1: back to what is selected
    void explain(int row);
    QString explanationOf(int row) const;
    void onSampled();
    void updateEmptyState();
    void actOnEmptyState();
    void updateBlocked();
    void updateHealth();
    void applyTheme();

    models::LoopStats *m_stats;
    models::RunCoverage m_coverage;
    models::LoopPhaseModel *m_model;
    bool m_isUnhealthy = false; // the colour of m_health
    int m_columns = 0;
    int m_described = 0; // samples since the accessible description was made

    QVBoxLayout *m_layout;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_content;
    QGridLayout *m_grid;
    PhaseRing *m_ring;
    QTableView *m_table;
    QLabel *m_explanation;
    LoopPlot *m_plot;
    QWidget *m_handleBox;
    HandleList *m_handles;
    QLabel *m_health;
    QLabel *m_blocked;
    QLabel *m_lost;
};

} // namespace looptide::panels
