// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/warminstance.h"

#include "runtime/node/guard/abortguard.h"
#include "runtime/node/host/instancehandle.h"
#include "runtime/node/host/process.h"
#include "runtime/process/systemmemory.h"
#include "runtime/trace/agentlist.h"

namespace looptide::host {

namespace {

// The stack of a main thread; V8 takes its limit (--stack-size, 984 KiB) from where it starts.
constexpr uint stackSize = 8U << 20;

// Whether Node reads this environment variable before the program begins.
bool isReadEarly(const QString &name)
{
    return name.startsWith(QStringLiteral("NODE_")) || name == QStringLiteral("HOME")
        || name.endsWith(QStringLiteral("_proxy"), Qt::CaseInsensitive);
}

} // namespace

InstanceThread::InstanceThread(InstanceSetup setup,
                               std::function<void(const core::RunResult &)> ended)
{
    auto shared = std::make_shared<InstanceSetup>(std::move(setup));
    m_thread.reset(QThread::create([shared, ended = std::move(ended)] {
        const auto result = runInstance(std::move(*shared));
        if (processKind() == ProcessKind::Window)
            process::returnFreeMemory();
        if (result)
            ended(*result);
    }));
    m_thread->setObjectName(QStringLiteral("node"));
    m_thread->setStackSize(stackSize);
    m_thread->start();
}

InstanceThread::~InstanceThread()
{
    if (m_thread)
        m_thread->wait();
}

void InstanceThread::abandon()
{
    (void)m_thread.release();
}

bool InstanceThread::wait(QDeadlineTimer deadline)
{
    return m_thread->wait(deadline);
}

bool WarmInstance::canServe(const core::RunRequest &request)
{
    if (request.script.isEmpty() || request.stdio != core::RunStdio::Terminal)
        return false;
    const QProcessEnvironment present = QProcessEnvironment::systemEnvironment();
    const QStringList names = present.keys() + request.environment.keys();
    return std::ranges::all_of(names, [&](const QString &name) {
        return !isReadEarly(name)
            || (present.contains(name) == request.environment.contains(name)
                && present.value(name) == request.environment.value(name));
    });
}

std::optional<WarmInstance> WarmInstance::reserve(const core::RunRequest &request)
{
    WarmInstance instance;
    instance.slot = std::make_unique<InstanceSlot>();
    if (!instance.slot->isAcquired())
        return std::nullopt;
    instance.request = request;
    instance.gate = std::make_shared<StartGate>();
    instance.handle = std::make_shared<InstanceHandle>();
    instance.agents = std::make_shared<trace::AgentList>();
    instance.abortReport = std::make_shared<AbortReport>();
    return instance;
}

bool WarmInstance::fits(const core::RunRequest &wanted) const
{
    return wanted.script == request.script && wanted.arguments == request.arguments
        && canServe(wanted);
}

void WarmInstance::discard()
{
    gate->discard();
    thread.reset();
}

} // namespace looptide::host
