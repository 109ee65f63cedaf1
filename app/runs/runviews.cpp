// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runviews.h"

#include "app/runs/hints/errorexplanation.h"
#include "app/runs/hints/failurehint.h"
#include "app/runs/hints/uncaughterror.h"
#include "app/runs/runappearance.h"
#include "app/runs/runcontroller.h"
#include "panels/eventloop/loopstats.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"

#include <QStackedWidget>

#include <algorithm>

namespace looptide::app {

namespace {

constexpr qsizetype tailBytes = 8192;

// A hint names a remedy that the window offers. Otherwise a known error is explained, if it is what
// ended the program.
QString explanationFor(const FailureHint &hint, const core::RunResult &result,
                       const QByteArray &lastOutput)
{
    if (!hint.text.isEmpty() || result.reason != core::RunResult::Reason::Exited)
        return hint.text;
    const auto known = project::KnownError::in(UncaughtError::reportIn(lastOutput));
    return known ? explanationOf(*known) : QString();
}

} // namespace

RunViews::RunViews(RunController *runs, const QList<panels::PanelDescriptor> &panels,
                   panels::PanelHost *host, QObject *parent)
    : QObject(parent), m_runs(runs), m_host(host)
{
    for (const panels::PanelDescriptor &panel : panels) {
        if (panel.createForRun)
            addKind(panel);
    }
    for (RunSession *session : m_runs->sessions())
        add(session);
    show(m_runs->shown());
    connect(m_runs, &RunController::sessionAdded, this, &RunViews::add);
    connect(m_runs, &RunController::sessionRemoved, this, &RunViews::remove);
    connect(m_runs, &RunController::shownChanged, this, &RunViews::show);
}

QWidget *RunViews::Kind::widget() const
{
    return tabs ? static_cast<QWidget *>(tabs) : stack;
}

void RunViews::addKind(const panels::PanelDescriptor &descriptor)
{
    Kind kind { descriptor };
    if (descriptor.hasTabs) {
        kind.tabs = new panels::PageTabs;
        connectTabs(kind.tabs);
    } else {
        kind.stack = new QStackedWidget;
    }
    kind.widget()->setMinimumWidth(descriptor.minimumWidth);
    m_kinds.append(kind);
}

void RunViews::connectTabs(panels::PageTabs *tabs)
{
    connect(tabs, &panels::PageTabs::pageSelected, this, [this](QWidget *page) {
        if (RunSession *session = sessionOf(page))
            m_runs->show(session);
    });
    connect(tabs, &panels::PageTabs::closeRequested, this, [this](QWidget *page) {
        if (RunSession *session = sessionOf(page))
            m_runs->close(session);
    });
}

QWidget *RunViews::widgetOf(const QString &id) const
{
    const auto it = std::ranges::find(m_kinds, id, [](const Kind &k) { return k.descriptor.id; });
    return it == m_kinds.end() ? nullptr : it->widget();
}

panels::PageTabs *RunViews::outputs() const
{
    return qobject_cast<panels::PageTabs *>(widgetOf(QStringLiteral("output")));
}

RunSession *RunViews::sessionOf(QWidget *panel) const
{
    for (auto it = m_views.cbegin(); it != m_views.cend(); ++it) {
        if (it->panels.contains(panel))
            return it.key();
    }
    return nullptr;
}

void RunViews::add(RunSession *session)
{
    Views views;
    for (const Kind &kind : std::as_const(m_kinds)) {
        QWidget *panel = kind.descriptor.createForRun(session, m_host);
        views.panels.append(panel);
        if (auto *output = qobject_cast<panels::OutputPanel *>(panel)) {
            prepareOutput(session, output);
            views.output = output;
        }
        if (kind.tabs)
            kind.tabs->addPage(panel);
        else
            kind.stack->addWidget(panel);
    }
    m_views.insert(session, views);
    follow(session);
    updateState(session);
}

void RunViews::prepareOutput(RunSession *session, panels::OutputPanel *output)
{
    if (m_historyLines > 0) {
        output->setTerminalFont(m_font);
        output->setHistoryLines(m_historyLines);
    }
    if (panels::OutputPanel *other = shownOutput()) {
        const QSize size = other->terminalSize();
        session->resizeTerminal(size.width(), size.height());
    }
}

void RunViews::follow(RunSession *session)
{
    connect(session, &RunSession::started, this, [this, session] { begin(session); });
    connect(session, &RunSession::outputReceived, this,
            [this, session](const QByteArray &bytes, const core::ByteRanges &errors) {
                takeOutput(session, bytes, errors);
            });
    connect(session, &RunSession::finished, this,
            [this, session](const core::RunResult &result) { finish(session, result); });
    connect(session, &RunSession::stateChanged, this, [this, session] { updateState(session); });
}

void RunViews::remove(RunSession *session)
{
    disconnect(session, nullptr, this, nullptr);
    const Views views = m_views.take(session);
    for (qsizetype i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i].tabs) {
            m_kinds[i].tabs->removePage(views.panels[i]);
            continue;
        }
        m_kinds[i].stack->removeWidget(views.panels[i]);
        // The panel must be deleted before the session that it shows, but not at once, because it
        // may be emitting a signal.
        views.panels[i]->deleteLater();
    }
}

void RunViews::show(RunSession *session)
{
    const Views &views = m_views[session];
    for (qsizetype i = 0; i < m_kinds.size(); ++i) {
        const Kind &kind = m_kinds[i];
        if (kind.tabs) {
            kind.tabs->showPage(views.panels[i]);
        } else {
            kind.stack->setCurrentWidget(views.panels[i]);
            kind.stack->setFocusProxy(views.panels[i]);
        }
    }
}

panels::OutputPanel *RunViews::shownOutput() const
{
    const panels::PageTabs *tabs = outputs();
    return tabs ? static_cast<panels::OutputPanel *>(tabs->shownPage()) : nullptr;
}

void RunViews::begin(RunSession *session)
{
    Views &views = m_views[session];
    const RunPlan &plan = session->plan();
    views.outputTail.clear();
    views.blockedPlace.clear();
    if (session->isRestart())
        views.output->beginAgain(plan.title, plan.request.workingDirectory,
                                 session->restartCause());
    else
        views.output->beginRun(plan.title, plan.request.workingDirectory);
    updateState(session); // the title may have changed
}

void RunViews::takeOutput(RunSession *session, const QByteArray &bytes,
                          const core::ByteRanges &errors)
{
    Views &views = m_views[session];
    views.output->appendOutput(bytes, errors);
    views.outputTail += bytes.last(qMin(bytes.size(), tailBytes));
    if (views.outputTail.size() > tailBytes)
        views.outputTail.remove(0, views.outputTail.size() - tailBytes);
}

void RunViews::finish(RunSession *session, const core::RunResult &result)
{
    const Views &views = m_views[session];
    views.output->endRun(result);
    if (result.exitCode == 0)
        return;
    if (result.reason == core::RunResult::Reason::Stopped && !views.blockedPlace.isEmpty())
        views.output->showHint(tr("It was stopped in code that did not return to the event loop:")
                               + u'\n' + views.blockedPlace);
    const FailureHint hint = FailureHint::of(views.outputTail);
    const QString explanation = explanationFor(hint, result, views.outputTail);
    if (!explanation.isEmpty())
        views.output->showHint(explanation);
    if (!hint.missingPackage.isEmpty())
        Q_EMIT packageMissed(session, hint.missingPackage);
    if (result.reason != core::RunResult::Reason::Exited)
        return;
    if (auto error = UncaughtError::in(views.outputTail)) {
        error->explanation = explanation;
        error->portHolder = hint.portHolder;
        // Node prints the message above its stack, which is often higher than the panel.
        views.output->showHint(error->message + u'\n' + error->place());
        Q_EMIT errorLocated(session, *error);
    }
    if (hint.needsLoader)
        Q_EMIT loaderMissed(session, hint.text);
}

void RunViews::updateState(RunSession *session)
{
    Views &views = m_views[session];
    // The location is known only while the loop is blocked.
    const auto blocked = session->loop()->blockedPlace();
    if (blocked && session->state() == core::RunState::Stopping)
        views.blockedPlace = blocked->place();
    outputs()->setLabel(views.output,
                        { session->title(), runStateText(*session), runIcon(*session),
                          !session->isRunning() && !session->isFresh() });
}

void RunViews::setTerminalFont(const QFont &font)
{
    m_font = font;
    for (const Views &views : std::as_const(m_views))
        views.output->setTerminalFont(font);
}

void RunViews::setHistoryLines(int lines)
{
    m_historyLines = lines;
    for (const Views &views : std::as_const(m_views))
        views.output->setHistoryLines(lines);
}

} // namespace looptide::app
