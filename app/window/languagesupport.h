// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/sourcewatcher.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace looptide::editor {
class EditorArea;
struct FileProblem;
} // namespace looptide::editor
namespace looptide::panels {
class ProblemsPanel;
}

namespace looptide::app {

// Connects the editor's language servers with the rest of the window: gives the editor the bundled
// servers, fills the Problems panel, and reports changes of files that other programs make.
class LanguageSupport : public QObject
{
    Q_OBJECT
public:
    // panel: null when the window has none.
    LanguageSupport(editor::EditorArea *editor, panels::ProblemsPanel *panel,
                    QObject *parent = nullptr);

    // After the first paint: servers may start from now on.
    void start();
    void setProject(const QString &directory);

private:
    void showProblems(const QString &path, const QList<editor::FileProblem> &problems);
    void watch();
    void watchPackages();

    editor::EditorArea *m_editor;
    QPointer<panels::ProblemsPanel> m_panel;
    QString m_project;
    bool m_isWatching = false;
    SourceWatcher m_sources;
    QFileSystemWatcher m_packages;
    QTimer m_packagesDelay;
};

} // namespace looptide::app
