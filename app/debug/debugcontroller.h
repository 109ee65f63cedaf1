// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QObject>
#include <QPointer>

class QPoint;
class QWidget;

namespace looptide::editor {
class EditorArea;
}

namespace looptide::app {

class RunController;
class RunSession;

// Connects the debuggers of the runs with the editor: breakpoints in the margin, the line at which
// the shown program is paused, values under the pointer. Keeps what belongs to the project.
// Owned by the window. Thread: GUI.
class DebugController : public QObject
{
    Q_OBJECT
public:
    DebugController(RunController *runs, editor::EditorArea *editor, QObject *parent = nullptr);
    ~DebugController() override;

    // Saves what is known of the previous one. Empty: none.
    void setProject(const QString &project);
    inspector::DebugSession *shown() const;
    const inspector::DebugOptions &options() const { return m_options; }
    // For all runs, now and later.
    void setOptions(const inspector::DebugOptions &options);

    void toggleBreakpoint(); // in the line of the caret
    void editBreakpoint(int id);
    bool runToCursor(); // false: nothing runs there

Q_SIGNALS:
    // The shown program has paused or goes on, or there is another one.
    void stateChanged();
    void paused(); // a program has just paused
    void messageRequested(const QString &text);

private:
    void follow(RunSession *session);
    void showMarks(const QString &path);
    void showAllMarks();
    void showExecution();
    void toggle(const QString &path, int line);
    void addEdited(const QString &path, int line, bool isMessage);
    void showMenu(const QString &path, int line, const QPoint &position);
    void moveMark(int id, int line);
    void hover(const QString &expression, const QPoint &position);
    void showValues();
    void load();
    void save();

    RunController *m_runs;
    editor::EditorArea *m_editor;
    inspector::BreakpointList *m_breakpoints;
    inspector::DebugOptions m_options;
    QString m_project;
    QStringList m_markedPaths;
    bool m_isLoading = false;
    quint64 m_hover = 0; // results of earlier ones are outdated
};

} // namespace looptide::app
