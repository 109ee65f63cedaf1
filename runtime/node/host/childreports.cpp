// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/childreports.h"

#include "runtime/process/tracereceiver.h"
#include "runtime/trace/agentlist.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

namespace looptide::host {

namespace {

trace::AgentInfo mainAgent(const core::RunRequest &request)
{
    trace::AgentInfo info;
    info.pid = QCoreApplication::applicationPid();
    info.startedMs = QDateTime::currentMSecsSinceEpoch();
    info.title = (QStringList(request.script) + request.arguments).join(u' ');
    return info;
}

} // namespace

ChildReports::ChildReports() = default;
ChildReports::~ChildReports() = default;

QByteArray ChildReports::begin(const std::shared_ptr<trace::AgentList> &agents,
                               const core::RunRequest &request)
{
    agents->prepare(request.level, request.everyRequest);
    agents->setMain(mainAgent(request));
    m_receiver.reset();
    if (request.level == core::RecordLevel::Off)
        return {};
    m_receiver = std::make_unique<process::TraceReceiver>(
        agents, process::TraceReceiver::MainAgent::IsElsewhere);
    if (!m_receiver->isValid())
        return {};
    process::TraceTarget target = m_receiver->target().forChildren();
    target.debugs = request.debugs;
    return QFile::encodeName(target.toString());
}

void ChildReports::end()
{
    if (m_receiver)
        m_receiver->finish();
    m_receiver.reset();
}

} // namespace looptide::host
