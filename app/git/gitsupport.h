// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/sourcewatcher.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;

namespace looptide::editor {
class EditorArea;
}
namespace looptide::models {
class GitRepository;
}
namespace looptide::panels {
class GitPanel;
class ProjectTreePanel;
} // namespace looptide::panels

namespace looptide::app {

class ChangedLines;
class StatusStrip;

// Connects the Git panel with the rest of the window: marks in the project tree and in the editor,
// the branch in the status bar, the commands of the Git menu, and when the repository is read
// again.
class GitSupport : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        editor::EditorArea *editor;
        panels::GitPanel *panel; // null when the window has none
        panels::ProjectTreePanel *tree;
        StatusStrip *status;
    };

    explicit GitSupport(const Parts &parts, QObject *parent = nullptr);
    ~GitSupport() override;

    // After the first paint: Git may run from now on.
    void start();
    void setProject(const QString &directory);
    // For the menu; separators are included.
    QList<QAction *> actions() const { return m_actions; }

Q_SIGNALS:
    void messageRequested(const QString &text);
    // The panel is to be seen and to have the keyboard.
    void panelRequested();

private:
    QAction *addAction(const QString &iconName, const QString &text, const QString &tip,
                       const QKeySequence &keys, const char *name, void (GitSupport::*run)());
    void addSeparator();
    void setupActions();
    void connectRefreshes();
    void takeState();
    void takeStatus();
    void updateActions();
    void setTrusted(const QString &topFolder, bool isTrusted);
    void showPanel();
    void showBranches();
    void showFileHistory();
    void goToNextChange();
    void goToPreviousChange();
    void revertChange();
    void blameLine();
    void fetch();
    void pull();
    void push();
    void stash();
    void popStash();

    Parts m_parts;
    QPointer<panels::GitPanel> m_panel;
    models::GitRepository *m_repository = nullptr;
    ChangedLines *m_lines = nullptr;
    SourceWatcher m_sources;
    QString m_project;
    bool m_isStarted = false;
    QList<QAction *> m_actions;
};

} // namespace looptide::app
