// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/trace/places.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace looptide::models {
class ResourcesModel;
}
namespace looptide::trace {
struct ActiveResource;
struct Command;
struct TraceBatch;
} // namespace looptide::trace

namespace looptide::panels {

class AgentChooser;
class EmptyState;

// Why is the program still running? Lists what keeps the shown thread or process running, and lets
// the user find, unref or close it. While it is visible, it asks the program once a second.
class ResourcesPanel : public QWidget
{
    Q_OBJECT
public:
    static PanelDescriptor descriptor();

    explicit ResourcesPanel(models::RunFeed *run, QWidget *parent = nullptr);
    ~ResourcesPanel() override;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void runRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setupTable();
    void setupActions();
    QAction *addAction(const QString &icon, const QString &text, const QString &toolTip,
                       const QKeySequence &keys);
    QWidget *makeBar();
    void connectRun();
    void ask();
    void send(const trace::Command &command);
    void takeBatch(const trace::TraceBatch &batch);
    void update();
    QString summary() const;
    void updateSelection();
    void openMenu(const QPoint &position);
    const trace::ActiveResource *selected() const;
    void findCreation();
    void open(const trace::CodeFrame &frame);

    models::RunFeed *m_run;
    models::ResourcesModel *m_model;
    QTimer *m_timer;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_content;
    QLabel *m_summary;
    QLabel *m_explanation;
    QTreeView *m_table;
    QAction *m_refresh = nullptr;
    QAction *m_goToCallback = nullptr;
    QAction *m_goToCreation = nullptr;
    QAction *m_unref = nullptr;
    QAction *m_close = nullptr;
    bool m_isWaiting = false; // for the answer of the loop
    QElapsedTimer m_asked;
    bool m_hasList = false;
    quint32 m_selected = 0; // id; kept when the list changes
    quint64 m_creationId = 0; // async id of the resource to which m_creation belongs
    std::optional<trace::CodeFrame> m_creation; // of the selected resource; empty: unknown
};

} // namespace looptide::panels
