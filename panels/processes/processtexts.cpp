// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the cells of the processes model contain.
#include "panels/common/agenttexts.h"
#include "panels/common/displaytext.h"
#include "panels/processes/processesmodel.h"
#include "panels/processes/processrow.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace looptide::models {

using trace::AgentInfo;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 2000;

QString percentText(double share)
{
    return share < 0 ? QString()
                     : ProcessesModel::tr("%1 %").arg(QLocale().toString(share * 100, 'f', 0));
}

QString rateText(double perSecond)
{
    if (perSecond < 0)
        return {};
    const int decimals = perSecond > 0 && perSecond < 10 ? 1 : 0;
    return QLocale().toString(perSecond, 'f', decimals);
}

} // namespace

QVariant ProcessesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = *static_cast<const Row *>(index.constInternalPointer());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case ActivityRole:
        return int(activityOf(row));
    default:
        return {};
    }
}

QString ProcessesModel::display(const Row &row, int column) const
{
    const AgentInfo &agent = row.state.info;
    const bool isWorker = agent.kind == AgentInfo::Kind::Worker;
    const qint64 untilMs = agent.hasEnded ? row.endedMs : m_system.nowMs();
    switch (column) {
    case NameColumn:
        return agentDescription(agent);
    case IdColumn:
        return isWorker ? tr("thread %1").arg(agent.number) : QString::number(agent.pid);
    case StateColumn:
        return stateText(row);
    case AgeColumn:
        return untilMs > agent.startedMs
            ? durationText(quint64(untilMs - agent.startedMs) * 1'000'000)
            : QString();
    case CpuColumn:
        return percentText(row.cpuShare);
    case MemoryColumn:
        return row.usage.isValid() ? byteText(row.usage.residentBytes) : QString();
    case UtilisationColumn:
        return percentText(row.stats.utilisation());
    case RateColumn:
        return rateText(row.stats.requestsPerSecond());
    case RequestsColumn:
        return QLocale().toString(row.state.requests.received);
    default:
        return {};
    }
}

QString ProcessesModel::sampleText(int column)
{
    switch (column) {
    case NameColumn: {
        AgentInfo agent;
        agent.kind = AgentInfo::Kind::ClusterWorker;
        agent.number = 99;
        return agentName(agent);
    }
    case IdColumn:
        return tr("thread %1").arg(99);
    case StateColumn:
        return std::ranges::max(
            { tr("running"), tr("waiting"), tr("busy"), tr("blocked"), tr("paused"), tr("ended") },
            {}, &QString::size);
    case AgeColumn:
        return durationText(3'599'000'000'000);
    case CpuColumn:
    case UtilisationColumn:
        return percentText(1);
    case MemoryColumn:
        return byteText(999'900'000);
    case RateColumn:
        return rateText(9'999);
    case RequestsColumn:
        return QLocale().toString(9'999'999);
    default:
        return {};
    }
}

AgentStats::Activity ProcessesModel::activityOf(const Row &row) const
{
    return row.state.info.hasEnded ? AgentStats::Activity::Ended : row.activity;
}

QString ProcessesModel::stateText(const Row &row) const
{
    using Activity = AgentStats::Activity;
    switch (activityOf(row)) {
    case Activity::Running:
        return tr("running");
    case Activity::Waiting:
        return tr("waiting");
    case Activity::Busy:
        return tr("busy");
    case Activity::Blocked:
        return tr("blocked");
    case Activity::Paused:
        return tr("paused");
    case Activity::Ended:
        return tr("ended");
    }
    return {};
}

QString ProcessesModel::noUsageReason(const AgentInfo &agent) const
{
    if (agent.hasEnded)
        return {};
    if (agent.pid == m_system.ownPid)
        return tr("Runs inside Looptide: the figures of the process would be those of Looptide");
    return agent.kind == AgentInfo::Kind::Worker
        ? tr("A worker is a thread: it shares the figures of its process")
        : QString();
}

QString ProcessesModel::noSignalReason(const AgentInfo &agent) const
{
    if (agent.hasEnded)
        return tr("It has ended");
    if (agent.kind == AgentInfo::Kind::Worker)
        return tr("A worker is a thread: signals go to its whole process");
    if (agent.pid == m_system.ownPid)
        return tr("It runs inside Looptide: the Stop button of the window ends it");
    return {};
}

// Views take a tooltip that looks like HTML for HTML: it is always HTML here.
QString ProcessesModel::toolTip(const Row &row, int column) const
{
    const AgentInfo &agent = row.state.info;
    if (column == CpuColumn || column == MemoryColumn)
        return noUsageReason(agent);
    if (column != NameColumn)
        return {};
    // A narrow panel hides columns.
    QStringList lines { agentName(agent) };
    if (!agent.title.isEmpty())
        lines += visibleText(agent.title.first(std::min(longestTitle, agent.title.size())));
    for (int other = IdColumn; other < ColumnCount; ++other) {
        if (const QString text = display(row, other); !text.isEmpty())
            lines += tr("%1: %2", "column, figure")
                         .arg(headerData(other, Qt::Horizontal, Qt::DisplayRole).toString(), text);
    }
    return u"<p style='white-space:pre-wrap'>"_s + lines.join(u'\n').toHtmlEscaped() + u"</p>"_s;
}

QVariant ProcessesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole) {
        const std::array titles { tr("Name"),        tr("Process"), tr("State"),
                                  tr("Running for"), tr("CPU"),     tr("Memory"),
                                  tr("Loop"),        tr("Req./s"),  tr("Requests") };
        return titles[std::size_t(section)];
    }
    if (role == Qt::ToolTipRole) {
        const std::array hints {
            tr("What it is, and its command"),
            tr("The id of the process, or the number of the worker thread in it"),
            tr("What its event loop does now"),
            tr("How long it has been running, or has run"),
            tr("Processor time of the process in the last second; 100 % is one processor"),
            tr("Memory of the process that is in RAM (resident set size)"),
            tr("How much of the last second its event loop did not wait"),
            tr("Requests that it received in the last second"),
            tr("Requests that it has received"),
        };
        return hints[std::size_t(section)];
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isText = section <= StateColumn;
        return int((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

} // namespace looptide::models
