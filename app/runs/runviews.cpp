// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runviews.h"

#include "app/runs/failurehint.h"
#include "app/runs/runcontroller.h"
#include "app/runs/runlook.h"
#include "app/runs/uncaughterror.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/eventloop/loopstats.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"
#include "panels/serverconsole/serverconsolepanel.h"

#include <QStackedWidget>

namespace looptide::app {

namespace {

constexpr qsizetype tailBytes = 8192;

} // namespace

RunViews::RunViews(RunController *runs, QObject *parent)
    : QObject(parent), m_runs(runs), m_outputs(new panels::PageTabs),
      m_consoles(new QStackedWidget), m_loops(new QStackedWidget)
{
    m_loops->setMinimumWidth(250); // the ring and its labels
    for (RunSession *session : m_runs->sessions())
        add(session);
    show(m_runs->shown());
    connect(m_runs, &RunController::sessionAdded, this, &RunViews::add);
    connect(m_runs, &RunController::sessionRemoved, this, &RunViews::remove);
    connect(m_runs, &RunController::shownChanged, this, &RunViews::show);
    connect(m_outputs, &panels::PageTabs::pageSelected, this, [this](const QWidget *page) {
        if (RunSession *session = sessionOf(page))
            m_runs->show(session);
    });
    connect(m_outputs, &panels::PageTabs::closeRequested, this, [this](const QWidget *page) {
        if (RunSession *session = sessionOf(page))
            m_runs->close(session);
    });
}

RunSession *RunViews::sessionOf(const QWidget *output) const
{
    for (auto it = m_views.cbegin(); it != m_views.cend(); ++it) {
        if (it->output == output)
            return it.key();
    }
    return nullptr;
}

void RunViews::add(RunSession *session)
{
    const Views views { new panels::OutputPanel,
                        new panels::ServerConsolePanel(session->requests()),
                        new panels::EventLoopPanel(session->loop()),
                        {} };
    m_views.insert(session, views);
    addOutput(session, views.output);
    m_consoles->addWidget(views.console);
    m_loops->addWidget(views.loop);
    connectViews(session, views);
    updateState(session);
    updateCoverage(session);
}

void RunViews::addOutput(RunSession *session, panels::OutputPanel *output)
{
    if (m_historyLines > 0) {
        output->setTerminalFont(m_font);
        output->setHistoryLines(m_historyLines);
    }
    if (panels::OutputPanel *other = shownOutput()) {
        const QSize size = other->terminalSize();
        session->resizeTerminal(size.width(), size.height());
    }
    m_outputs->addPage(output);
    connect(output, &panels::OutputPanel::inputTyped, session, &RunSession::writeInput);
    connect(output, &panels::OutputPanel::outputHoldRequested, session, &RunSession::holdOutput);
    connect(output, &panels::OutputPanel::terminalResized, session, &RunSession::resizeTerminal);
    connect(output, &panels::OutputPanel::fileLinkActivated, this, &RunViews::fileLinkActivated);
    connect(output, &panels::OutputPanel::urlActivated, this, &RunViews::urlActivated);
    connect(output, &panels::OutputPanel::runRequested, this, &RunViews::runRequested);
}

void RunViews::connectViews(RunSession *session, const Views &views)
{
    connect(session, &RunSession::started, this, [this, session] { begin(session); });
    connect(session, &RunSession::outputReceived, this,
            [this, session](const QByteArray &bytes) { takeOutput(session, bytes); });
    connect(session, &RunSession::finished, this,
            [this, session](const core::RunResult &result) { finish(session, result); });
    connect(session, &RunSession::stateChanged, this, [this, session] { updateState(session); });
    connect(session, &RunSession::listeningChanged, views.console,
            &panels::ServerConsolePanel::setListenAddresses);
    connect(views.console, &panels::ServerConsolePanel::urlActivated, this,
            &RunViews::urlActivated);
    connect(views.console, &panels::ServerConsolePanel::runRequested, this,
            &RunViews::runRequested);
    connect(views.console, &panels::ServerConsolePanel::leaveRequested, this,
            &RunViews::editorRequested);
    connect(views.loop, &panels::EventLoopPanel::runRequested, this, &RunViews::runRequested);
    connect(views.loop, &panels::EventLoopPanel::urlActivated, this, &RunViews::urlActivated);
    connect(session, &RunSession::coverageChanged, this,
            [this, session] { updateCoverage(session); });
    connect(views.loop, &panels::EventLoopPanel::fileActivated, this, &RunViews::fileLinkActivated);
}

void RunViews::remove(RunSession *session)
{
    disconnect(session, nullptr, this, nullptr);
    const Views views = m_views.take(session);
    m_outputs->removePage(views.output);
    m_consoles->removeWidget(views.console);
    m_loops->removeWidget(views.loop);
    // Deleted before the session, which they show; not at once, since one may be emitting a signal.
    views.console->deleteLater();
    views.loop->deleteLater();
}

void RunViews::show(RunSession *session)
{
    const Views &views = m_views[session];
    m_outputs->showPage(views.output);
    m_consoles->setCurrentWidget(views.console);
    m_consoles->setFocusProxy(views.console);
    m_loops->setCurrentWidget(views.loop);
    m_loops->setFocusProxy(views.loop);
}

panels::OutputPanel *RunViews::shownOutput() const
{
    return static_cast<panels::OutputPanel *>(m_outputs->shownPage());
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
    updateState(session); // the title may be another one
}

void RunViews::takeOutput(RunSession *session, const QByteArray &bytes)
{
    Views &views = m_views[session];
    views.output->appendOutput(bytes);
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
    if (!hint.text.isEmpty())
        views.output->showHint(hint.text);
    if (!hint.missingPackage.isEmpty())
        Q_EMIT packageMissed(session, hint.missingPackage);
    if (result.reason != core::RunResult::Reason::Exited)
        return;
    if (const auto error = UncaughtError::in(views.outputTail)) {
        // Node prints it above its stack, which is often longer than the panel is high.
        views.output->showHint(error->message + u'\n' + error->place());
        Q_EMIT errorLocated(session, *error);
    }
    if (hint.needsLoader)
        Q_EMIT loaderMissed(session, hint.text);
}

void RunViews::updateState(RunSession *session)
{
    Views &views = m_views[session];
    // Known only as long as it is there.
    const auto blocked = session->loop()->blockedPlace();
    if (blocked && session->state() == core::RunState::Stopping)
        views.blockedPlace = blocked->place();
    m_outputs->setLabel(views.output,
                        { session->title(), runStateText(*session), runIcon(*session),
                          !session->isRunning() && !session->isFresh() });
}

void RunViews::updateCoverage(RunSession *session)
{
    const Views &views = m_views[session];
    const models::RunCoverage coverage = session->coverage();
    views.console->setCoverage(coverage);
    views.loop->setCoverage(coverage);
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
