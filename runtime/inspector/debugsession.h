// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugtarget.h"

#include <QUrl>

#include <functional>

namespace looptide::inspector {

// The debugger of one run: all of its threads and processes that are being debugged. One target is
// shown: the commands and the panels refer to it. The session stays the same when its program is
// restarted.
//
// Owns its targets. Owned by app::RunSession. Thread: GUI.
class DebugSession : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 {
        Off,
        Waiting, // for a program that will open its inspector
        Attached,
    };

    // breakpoints may be null: there are none.
    explicit DebugSession(BreakpointList *breakpoints, QObject *parent = nullptr);
    ~DebugSession() override;

    State state() const { return m_state; }
    BreakpointList *breakpoints() const { return m_breakpoints; }
    const DebugOptions &options() const { return m_options; }
    void setOptions(const DebugOptions &options);
    QList<DebugTarget *> targets() const { return m_targets; }
    DebugTarget *shown() const { return m_shown; } // null: none
    void show(DebugTarget *target);
    bool isPaused() const { return m_shown && m_shown->isPaused(); }
    // The frame of the shown target that is looked into; -1: none.
    int shownFrame() const { return m_shownFrame; }
    void showFrame(int frame);
    Binding bindingOf(int breakpoint) const;

    // A program starts that will be debugged, or its inspector was asked to open.
    void begin();
    // Attaches to the inspector of an agent, once.
    void attach(quint16 agent, const QString &title, const QUrl &url);
    // Prepares the program for a stop, then calls ready: at once, unless a worker is paused.
    // Nothing is called when the context no longer exists.
    void prepareStop(QObject *context, const std::function<void()> &ready);
    // The program has ended, or is not debugged any more.
    void end();

    // Of the shown target.
    void resume();
    void requestPause();
    void step(Step step);
    bool runTo(const QString &path, int line);
    void restartFrame();

    // Puts the new text of a file into all targets that have loaded it. then gets the worst of what
    // became of it, once.
    void applyChange(const QString &path, const QString &text, QObject *context,
                     const std::function<void(const SourceChange &)> &then);

Q_SIGNALS:
    void stateChanged();
    void targetsChanged();
    // The shown target has paused or goes on, or another one is shown.
    void pauseChanged();
    void frameShown(int frame);
    // A value was changed: what was read before is outdated.
    void valuesChanged();
    void bindingChanged(int breakpoint);
    void logged(const QString &text, const looptide::inspector::SourcePlace &place);
    // The inspector could not be reached.
    void failed(const QString &reason);

private:
    void addTarget(std::unique_ptr<InspectorPipe> pipe, const DebugTarget::Info &info);
    void removeTarget(DebugTarget *target, const QString &reason);
    void takePause(DebugTarget *target);
    void takeResume(DebugTarget *target);
    void setShown(DebugTarget *target);
    void setState(State state);

    BreakpointList *m_breakpoints;
    DebugOptions m_options;
    QList<DebugTarget *> m_targets; // a worker follows its main thread
    DebugTarget *m_shown = nullptr;
    QSet<quint16> m_agents; // attached once
    int m_shownFrame = -1;
    State m_state = State::Off;
};

} // namespace looptide::inspector
