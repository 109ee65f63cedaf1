// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runsession.h"
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
    // Asks the user what it is on. kind: inspector::Breakpoint::Kind.
    void addBreakpoint(int kind);
    // Of requests like these (trace::RequestRule).
    void breakOnRequests(const QString &method, const QString &path);
    // Puts a file that was saved into the programs that are debugged, if they accept it.
    void applySaved(const QString &path);
    bool runToCursor(); // false: nothing runs there

Q_SIGNALS:
    // The shown program has paused or goes on, or there is another one.
    void stateChanged();
    void paused(); // a program has just paused
    void loopPaused(); // at a breakpoint on a phase of the loop
    void attachRequested(); // the shown program must be debugged for what the user asked for
    void messageRequested(const QString &text);
    // The program runs the new text of this file.
    void changeApplied(const QString &path);
    // It does not, for this reason (for users); a restart would run it.
    void changeRefused(looptide::app::RunSession *session, const QString &reason);

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
