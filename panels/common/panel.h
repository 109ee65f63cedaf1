// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>

class QUrl;
class QWidget;

namespace looptide::models {
class RunFeed;
}

namespace looptide::panels {

// The requests of panels to the window. Panels connect their own signals to these.
class PanelHost : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void urlActivated(const QUrl &url);
    void runRequested();
    void debugRequested(); // starts what Run starts, with the debugger
    void attachRequested(); // the debugger to the shown run
    void breakpointEditRequested(int id);
    void breakpointAddRequested(int kind); // inspector::Breakpoint::Kind
    // Requests like these stop in the debugger (trace::RequestRule).
    void requestBreakpointRequested(const QString &method, const QString &path);
    // The line that the program runs next, without the focus. An empty path: none.
    void nextLineChanged(const QString &path, int line, int column);
    void editorRequested(); // moves the focus to the editor
    void panelRequested(const QString &id); // shows the panel and moves the focus to it
};

enum class PanelPlace { Left, LeftTab, Right, Bottom, BottomBeside };

// The description of a panel for the window. The dock, the entry of the View menu, the shortcut and
// the place in saved layouts follow from it. A panel shows either the project (create) or one run
// (createForRun). In the second case, each run has a panel, and the window shows that of the shown
// run.
struct PanelDescriptor
{
    QString id; // never shown; identifies the panel in saved layouts
    QString title;
    QString icon;
    QKeySequence shortcut;
    PanelPlace place = PanelPlace::BottomBeside;
    std::function<QWidget *(PanelHost *host)> create {};
    std::function<QWidget *(models::RunFeed *run, PanelHost *host)> createForRun {};
    bool hasTabs = false; // the runs' widgets are tabs, with which users choose the shown run
    int minimumWidth = 0;
};

} // namespace looptide::panels
