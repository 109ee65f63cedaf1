// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/timeline/timelineview.h"
#include "runtime/core/recordlevel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace looptide::models {
class RunFeed;
class TimelineRange;
class TimelineSummary;
} // namespace looptide::models

namespace looptide::panels {

class EmptyState;
class TimelineDetails;

// Everything that the event loop of the run did, over time: phases, callbacks, microtasks, garbage
// collections and requests of each thread and process. Says what a selected callback is, where it
// was scheduled and what caused it.
class TimelinePanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit TimelinePanel(models::RunFeed *run, QWidget *parent = nullptr);

    TimelineView *view() const { return m_view; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested();
    void fileActivated(const QString &path, int line, int column);
    void leaveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setupActions();
    void setupContent();
    QWidget *makeBar();
    void setupSummary();
    void setupLevels();
    void connectParts();
    QAction *addAction(const QString &icon, const QString &text, const QKeySequence &keys);

    void onFrame();
    void takeRecords();
    void sumUp();
    void goToLongest(int row);
    void findNext();
    void exportRecords();
    void chooseLevel(int index);
    void showLevel();
    void updateEmptyState();
    void applyTheme();

    models::RunFeed *m_run;
    models::TimelineLanes *m_lanes;
    models::TimelineRange *m_range;
    models::TimelineSummary *m_summaryModel;
    QTimer m_frames;
    QTimer m_summing; // when the range has come to rest
    quint64 m_newestNs = 0; // of the clock, while the program runs

    QAction *m_follow = nullptr;
    QAction *m_showAll = nullptr;
    QAction *m_zoomIn = nullptr;
    QAction *m_zoomOut = nullptr;
    QAction *m_find = nullptr;
    QAction *m_export = nullptr;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_content;
    QSplitter *m_splitter = nullptr;
    QComboBox *m_levels = nullptr;
    QLineEdit *m_search = nullptr;
    TimelineView *m_view;
    TimelineDetails *m_details;
    QTreeView *m_summary = nullptr;
    QLabel *m_summaryTitle = nullptr;
};

} // namespace looptide::panels
