// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QObject>

class QStackedWidget;
class QUrl;

namespace looptide::core {
struct RunResult;
}
namespace looptide::panels {
class EventLoopPanel;
class OutputPanel;
class PageTabs;
class ServerConsolePanel;
} // namespace looptide::panels

namespace looptide::app {

class RunController;
class RunSession;
struct UncaughtError;

// The panels of every run: each session has an output, a server console and an event loop of its
// own, so that what a person filtered, selected or scrolled to stays as it was. Shows those of the
// shown session; the others cost nothing but their memory. The three widgets belong to whoever puts
// them somewhere.
class RunViews : public QObject
{
    Q_OBJECT
public:
    explicit RunViews(RunController *runs, QObject *parent = nullptr);

    panels::PageTabs *outputs() const { return m_outputs; }
    QStackedWidget *consoles() const { return m_consoles; }
    QStackedWidget *loops() const { return m_loops; }
    panels::OutputPanel *shownOutput() const;

    void setTerminalFont(const QFont &font);
    void setHistoryLines(int lines);

Q_SIGNALS:
    void fileLinkActivated(const QString &path, int line, int column);
    void urlActivated(const QUrl &url);
    void editorRequested();
    void runRequested();
    // It ended because of that; package: a name as npm allows them.
    void packageMissed(looptide::app::RunSession *session, const QString &package);
    // It ended because of that.
    void errorLocated(looptide::app::RunSession *session,
                      const looptide::app::UncaughtError &error);
    // It is TypeScript that Node does not run by itself; why: for users.
    void loaderMissed(looptide::app::RunSession *session, const QString &why);

private:
    struct Views
    {
        panels::OutputPanel *output;
        panels::ServerConsolePanel *console;
        panels::EventLoopPanel *loop;
        QByteArray outputTail; // of the current run, for hints
        QString blockedPlace {}; // where it was when it was asked to stop
    };

    void add(RunSession *session);
    void addOutput(RunSession *session, panels::OutputPanel *output);
    void connectViews(RunSession *session, const Views &views);
    void remove(RunSession *session);
    void show(RunSession *session);
    void begin(RunSession *session);
    void takeOutput(RunSession *session, const QByteArray &bytes);
    void finish(RunSession *session, const core::RunResult &result);
    void updateState(RunSession *session);
    void updateCoverage(RunSession *session);
    RunSession *sessionOf(const QWidget *output) const;

    RunController *m_runs;
    panels::PageTabs *m_outputs;
    QStackedWidget *m_consoles;
    QStackedWidget *m_loops;
    QHash<RunSession *, Views> m_views;
    QFont m_font;
    int m_historyLines = 0;
};

} // namespace looptide::app
