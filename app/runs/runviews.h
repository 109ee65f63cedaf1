// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/core/programoutput.h"

#include <QFont>
#include <QHash>
#include <QList>
#include <QObject>

class QStackedWidget;

namespace looptide::core {
struct RunResult;
}
namespace looptide::panels {
class OutputPanel;
class PageTabs;
} // namespace looptide::panels

namespace looptide::app {

class RunController;
class RunSession;
struct UncaughtError;

// The panels of all runs. Each session has one panel of each kind, so that filters, selections and
// scroll positions are kept. The panels of the shown session are visible; the others cost only
// memory. Their parent widgets own the panels.
class RunViews : public QObject
{
    Q_OBJECT
public:
    // panels: only those with createForRun are used. host must outlive this object.
    RunViews(RunController *runs, const QList<panels::PanelDescriptor> &panels,
             panels::PanelHost *host, QObject *parent = nullptr);

    // The widget that contains all panels of this kind; null when there is none.
    QWidget *widgetOf(const QString &id) const;
    panels::PageTabs *outputs() const;
    panels::OutputPanel *shownOutput() const;

    void setTerminalFont(const QFont &font);
    void setHistoryLines(int lines);

Q_SIGNALS:
    // The run ended because a package is missing. package: a name that npm allows.
    void packageMissed(looptide::app::RunSession *session, const QString &package);
    // The run ended because of this error.
    void errorLocated(looptide::app::RunSession *session,
                      const looptide::app::UncaughtError &error);
    // The run ended because it needs a TypeScript loader. why: for users.
    void loaderMissed(looptide::app::RunSession *session, const QString &why);

private:
    // The panels of one kind: in tabs, by which the user chooses the shown run, or in a stack.
    struct Kind
    {
        panels::PanelDescriptor descriptor;
        panels::PageTabs *tabs = nullptr;
        QStackedWidget *stack = nullptr;

        QWidget *widget() const;
    };
    struct Views
    {
        QList<QWidget *> panels; // in the order of m_kinds
        panels::OutputPanel *output = nullptr;
        QByteArray outputTail {}; // of the current run, for hints
        QString blockedPlace {}; // where it blocked when stop was requested
    };

    void addKind(const panels::PanelDescriptor &descriptor);
    void connectTabs(panels::PageTabs *tabs);
    void add(RunSession *session);
    void prepareOutput(RunSession *session, panels::OutputPanel *output);
    void follow(RunSession *session);
    void remove(RunSession *session);
    void show(RunSession *session);
    void begin(RunSession *session);
    void takeOutput(RunSession *session, const QByteArray &bytes, const core::ByteRanges &errors);
    void finish(RunSession *session, const core::RunResult &result);
    void updateState(RunSession *session);
    RunSession *sessionOf(QWidget *panel) const;

    RunController *m_runs;
    panels::PanelHost *m_host;
    QList<Kind> m_kinds;
    QHash<RunSession *, Views> m_views;
    QFont m_font;
    int m_historyLines = 0;
};

} // namespace looptide::app
