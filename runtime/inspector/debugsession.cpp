// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/debugsession.h"

#include "runtime/inspector/websocketpipe.h"
#include "runtime/inspector/workerpipe.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <memory>

namespace looptide::inspector {

DebugSession::DebugSession(BreakpointList *breakpoints, QObject *parent)
    : QObject(parent), m_breakpoints(breakpoints ? breakpoints : new BreakpointList(this))
{
}

DebugSession::~DebugSession()
{
    for (DebugTarget *target : std::as_const(m_targets))
        target->disconnect(this);
    // Workers first: their messages travel through the client of their main thread.
    while (!m_targets.isEmpty())
        delete m_targets.takeLast();
}

void DebugSession::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

void DebugSession::setOptions(const DebugOptions &options)
{
    if (std::exchange(m_options, options) == options)
        return;
    for (DebugTarget *target : std::as_const(m_targets))
        target->setOptions(options);
    Q_EMIT stateChanged();
}

void DebugSession::begin()
{
    if (m_state == State::Off)
        setState(State::Waiting);
}

void DebugSession::attach(quint16 agent, const QString &title, const QUrl &url)
{
    if (m_state == State::Off || m_agents.contains(agent))
        return;
    m_agents.insert(agent);
    DebugTarget::Info info;
    info.agent = agent;
    info.title = title;
    info.address = url.toString();
    addTarget(std::make_unique<WebSocketPipe>(url), info);
}

void DebugSession::addTarget(std::unique_ptr<InspectorPipe> pipe, const DebugTarget::Info &info)
{
    InspectorPipe *opening = pipe.get();
    auto *target = new DebugTarget(std::move(pipe), info, m_options, m_breakpoints, this);
    m_targets.append(target);
    connect(target, &DebugTarget::opened, this, [this, target] {
        target->begin();
        setState(State::Attached);
        for (const Breakpoint &breakpoint : m_breakpoints->all())
            Q_EMIT bindingChanged(breakpoint.id);
    });
    connect(target, &DebugTarget::paused, this, [this, target] { takePause(target); });
    connect(target, &DebugTarget::resumed, this, [this, target] { takeResume(target); });
    connect(target, &DebugTarget::closed, this,
            [this, target](const QString &reason) { removeTarget(target, reason); });
    connect(target, &DebugTarget::bindingChanged, this, &DebugSession::bindingChanged);
    connect(target, &DebugTarget::logged, this, &DebugSession::logged);
    connect(target, &DebugTarget::workerAttached, this,
            [this, target](const QString &session, const QString &title) {
                DebugTarget::Info worker = target->info();
                worker.title = title;
                worker.workerSession = session;
                worker.address.clear();
                addTarget(std::make_unique<WorkerPipe>(target->client(), session), worker);
            });
    Q_EMIT targetsChanged();
    if (!m_shown)
        setShown(target);
    if (!info.workerSession.isEmpty())
        Q_EMIT opening->opened(); // its main thread is connected
}

void DebugSession::removeTarget(DebugTarget *target, const QString &reason)
{
    const bool wasOpen = m_state == State::Attached;
    m_targets.removeOne(target);
    target->disconnect(this);
    target->deleteLater();
    if (target == m_shown)
        setShown(m_targets.isEmpty() ? nullptr : m_targets.first());
    Q_EMIT targetsChanged();
    for (const Breakpoint &breakpoint : m_breakpoints->all())
        Q_EMIT bindingChanged(breakpoint.id);
    if (!wasOpen && m_state == State::Waiting)
        Q_EMIT failed(reason);
}

void DebugSession::takePause(DebugTarget *target)
{
    if (target != m_shown && isPaused())
        return Q_EMIT targetsChanged();
    setShown(target);
}

void DebugSession::takeResume(DebugTarget *target)
{
    if (target != m_shown)
        return Q_EMIT targetsChanged();
    const auto other = std::ranges::find_if(m_targets, &DebugTarget::isPaused);
    setShown(other == m_targets.end() ? target : *other);
}

void DebugSession::setShown(DebugTarget *target)
{
    m_shown = target;
    m_shownFrame = -1;
    if (isPaused()) {
        const QList<DebugFrame> &frames = target->frames();
        const auto own = std::ranges::find_if(frames, [](const DebugFrame &frame) {
            return frame.index >= 0 && !frame.isForeign && !frame.place.path.isEmpty();
        });
        m_shownFrame = own == frames.end() ? 0 : own->index;
    }
    Q_EMIT pauseChanged();
    Q_EMIT frameShown(m_shownFrame);
}

void DebugSession::show(DebugTarget *target)
{
    if (m_targets.contains(target) && target != m_shown)
        setShown(target);
}

void DebugSession::showFrame(int frame)
{
    if (!isPaused() || frame < 0 || frame >= m_shown->pause()->frames.size())
        return;
    m_shownFrame = frame;
    Q_EMIT frameShown(frame);
}

Binding DebugSession::bindingOf(int breakpoint) const
{
    Binding best;
    for (const DebugTarget *target : m_targets) {
        const Binding binding = target->bindingOf(breakpoint);
        if (binding.state == Binding::State::Bound)
            return binding;
        if (best.state == Binding::State::NotDebugged)
            best = binding;
    }
    return best;
}

void DebugSession::prepareStop(QObject *context, const std::function<void()> &ready)
{
    using namespace std::chrono_literals;
    constexpr auto patience = 300ms; // with a worker that does not respond
    const auto waiting =
        std::make_shared<qsizetype>(std::ranges::count_if(m_targets, &DebugTarget::isPausedWorker));
    const bool isReady = *waiting == 0;
    for (DebugTarget *target : std::as_const(m_targets))
        target->prepareStop(context, [waiting, ready] {
            if (--*waiting == 0)
                ready();
        });
    if (isReady)
        return ready();
    QTimer::singleShot(patience, context, [waiting, ready] {
        if (std::exchange(*waiting, 0) > 0)
            ready();
    });
}

void DebugSession::end()
{
    m_agents.clear();
    const QList<DebugTarget *> targets = std::exchange(m_targets, {});
    for (auto it = targets.crbegin(); it != targets.crend(); ++it) {
        (*it)->disconnect(this);
        (*it)->close();
    }
    setShown(nullptr);
    // Workers before their main threads.
    for (auto it = targets.crbegin(); it != targets.crend(); ++it)
        (*it)->deleteLater();
    setState(State::Off);
    Q_EMIT targetsChanged();
    for (const Breakpoint &breakpoint : m_breakpoints->all())
        Q_EMIT bindingChanged(breakpoint.id);
}

void DebugSession::resume()
{
    if (m_shown)
        m_shown->resume();
}

void DebugSession::requestPause()
{
    if (!m_shown)
        return;
    m_shown->requestPause();
    Q_EMIT pauseChanged();
}

void DebugSession::step(Step step)
{
    if (m_shown)
        m_shown->step(step);
}

bool DebugSession::runTo(const QString &path, int line)
{
    return m_shown && m_shown->runTo(path, line);
}

void DebugSession::applyChange(const QString &path, const QString &text, QObject *context,
                               const std::function<void(const SourceChange &)> &then)
{
    struct Pending
    {
        qsizetype count;
        SourceChange worst {};
    };
    const auto pending = std::make_shared<Pending>(m_targets.size());
    if (m_targets.isEmpty())
        then({});
    const QList<DebugTarget *> targets = m_targets;
    for (DebugTarget *target : targets)
        target->applyChange(path, text, context, [pending, then](const SourceChange &change) {
            if (change.state > pending->worst.state)
                pending->worst = change;
            if (--pending->count == 0)
                then(pending->worst);
        });
}

void DebugSession::restartFrame()
{
    if (m_shown)
        m_shown->restartFrame(m_shownFrame);
}

} // namespace looptide::inspector
