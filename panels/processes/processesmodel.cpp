// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/processesmodel.h"

#include "panels/processes/processrow.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <utility>

namespace looptide::models {

using trace::AgentInfo;
using trace::AgentState;

namespace {

constexpr int mostAncestors = 32; // shells between two processes that are recorded

} // namespace

ProcessesModel::System ProcessesModel::System::real()
{
    return { trace::monotonicNs, QDateTime::currentMSecsSinceEpoch,
             [](qint64 pid) { return process::processUsage(pid_t(pid)); },
             [](qint64 pid) { return qint64(process::processStatus(pid_t(pid)).parent); },
             QCoreApplication::applicationPid() };
}

ProcessesModel::ProcessesModel(QObject *parent) : ProcessesModel(System::real(), parent) { }

ProcessesModel::ProcessesModel(System system, QObject *parent)
    : QAbstractItemModel(parent), m_system(std::move(system))
{
}

ProcessesModel::~ProcessesModel() = default;

void ProcessesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_roots.clear();
    m_ended.clear();
    m_refused = 0;
    endResetModel();
    Q_EMIT agentsChanged();
}

void ProcessesModel::addBatch(const trace::TraceBatch &batch)
{
    bool isNews = batch.refusedAgents > m_refused;
    m_refused = std::max(m_refused, batch.refusedAgents); // the last batch of a run has no number
    for (const AgentState &state : batch.agents) {
        if (state.info.pid == 0)
            continue; // a command that is not Node, or a program that has not begun
        Row *row = m_rows.value(state.info.id);
        isNews = isNews || !row || row->state.info != state.info;
        if (row)
            updateAgent(*row, state);
        else
            addAgent(state);
    }
    removeOldestEnded();
    if (m_isSampling) {
        for (const trace::Record &record : batch.records) {
            if (Row *row = m_rows.value(record.agent))
                row->stats.add(record);
        }
    }
    if (isNews)
        Q_EMIT agentsChanged();
}

void ProcessesModel::addAgent(const AgentState &state)
{
    Row *parent = parentFor(state.info);
    Rows &rows = parent ? parent->children : m_roots;
    const auto place = int(rows.size());
    beginInsertRows(parent ? indexOf(*parent, 0) : QModelIndex(), place, place);
    rows.push_back(std::make_unique<Row>());
    Row &row = *rows.back();
    row.state = state;
    row.parent = parent;
    row.stats.begin(m_system.nowNs(), state.requests);
    m_rows.insert(state.info.id, &row);
    endInsertRows();
    if (state.info.hasEnded) {
        m_ended.append(state.info.id);
        row.endedMs = state.info.startedMs; // when is not known
    }
}

void ProcessesModel::updateAgent(Row &row, const AgentState &state)
{
    const bool isNews = row.state.info != state.info;
    const bool hasEnded = state.info.hasEnded && !row.state.info.hasEnded;
    row.state = state;
    if (hasEnded) {
        row.endedMs = m_system.nowMs();
        row.clearFigures();
        m_ended.append(state.info.id);
    }
    if (isNews)
        Q_EMIT dataChanged(indexOf(row, 0), indexOf(row, ColumnCount - 1));
}

void ProcessesModel::removeOldestEnded()
{
    for (qsizetype i = 0; m_ended.size() > maxEnded && i < m_ended.size();) {
        const Row *row = m_rows.value(m_ended[i]);
        if (!row->children.empty()) {
            ++i;
            continue;
        }
        Rows &rows = row->parent ? row->parent->children : m_roots;
        const int place = placeOf(*row);
        beginRemoveRows(row->parent ? indexOf(*row->parent, 0) : QModelIndex(), place, place);
        m_rows.remove(m_ended.takeAt(i));
        rows.erase(rows.begin() + place);
        endRemoveRows();
        i = 0; // its parent may have ended before it, and has nothing below it now
    }
}

// The newest one: the system may give the id of a process that has ended to another one.
ProcessesModel::Row *ProcessesModel::processRow(qint64 pid) const
{
    Row *newest = nullptr;
    for (Row *row : m_rows) {
        const AgentInfo &info = row->state.info;
        if (info.pid == pid && info.kind != AgentInfo::Kind::Worker
            && (!newest || info.id > newest->state.info.id))
            newest = row;
    }
    return newest;
}

// Between a process and the one that started it there may be others that are not recorded: a shell
// that npm starts, for example.
ProcessesModel::Row *ProcessesModel::parentFor(const AgentInfo &agent) const
{
    if (agent.id == 0)
        return nullptr;
    if (agent.kind == AgentInfo::Kind::Worker)
        return processRow(agent.pid);
    qint64 ancestor = agent.parentPid;
    for (int i = 0; i < mostAncestors && ancestor > 1; ++i) {
        if (Row *row = processRow(ancestor))
            return row;
        ancestor = m_system.parentOf(ancestor);
    }
    return m_rows.value(0);
}

QList<pid_t> ProcessesModel::runningProcesses() const
{
    QList<pid_t> processes;
    for (const Row *row : m_rows) {
        const AgentInfo &agent = row->state.info;
        if (!agent.hasEnded && agent.kind != AgentInfo::Kind::Worker)
            processes.append(pid_t(agent.pid));
    }
    return processes;
}

void ProcessesModel::setSampling(bool on)
{
    if (std::exchange(m_isSampling, on) == on || !on)
        return;
    const quint64 nowNs = m_system.nowNs();
    for (Row *row : std::as_const(m_rows)) {
        row->clearFigures();
        row->stats.begin(nowNs, row->state.requests);
        sampleRow(*row, nowNs);
    }
    announceFigures(nullptr);
}

void ProcessesModel::sample()
{
    const quint64 nowNs = m_system.nowNs();
    for (Row *row : std::as_const(m_rows))
        sampleRow(*row, nowNs);
    announceFigures(nullptr);
}

void ProcessesModel::sampleRow(Row &row, quint64 nowNs)
{
    if (row.state.info.hasEnded)
        return;
    row.stats.sample(nowNs, row.state);
    row.activity = row.stats.activity(nowNs, row.state);
    if (sharesProcess(row.state.info))
        return;
    const process::ProcessUsage usage = m_system.usage(row.state.info.pid);
    const bool isSame = usage.isValid() && usage.start == row.usage.start;
    row.cpuShare = isSame && nowNs > row.usageNs && usage.cpuNs >= row.usage.cpuNs
        ? double(usage.cpuNs - row.usage.cpuNs) / double(nowNs - row.usageNs)
        : -1;
    row.usage = usage;
    row.usageNs = nowNs;
}

void ProcessesModel::announceFigures(const Row *parent)
{
    const Rows &rows = rowsBelow(parent);
    if (rows.empty())
        return;
    Q_EMIT dataChanged(indexOf(*rows.front(), StateColumn), indexOf(*rows.back(), ColumnCount - 1));
    for (const auto &row : rows)
        announceFigures(row.get());
}

// Its process has figures, but they are not its own.
bool ProcessesModel::sharesProcess(const AgentInfo &agent) const
{
    return agent.kind == AgentInfo::Kind::Worker || agent.pid == m_system.ownPid;
}

const AgentInfo *ProcessesModel::agentAt(const QModelIndex &index) const
{
    return index.isValid() ? &static_cast<const Row *>(index.constInternalPointer())->state.info
                           : nullptr;
}

QModelIndex ProcessesModel::indexOf(quint16 agent) const
{
    const Row *row = m_rows.value(agent);
    return row ? indexOf(*row, 0) : QModelIndex();
}

const ProcessesModel::Rows &ProcessesModel::rowsBelow(const Row *row) const
{
    return row ? row->children : m_roots;
}

int ProcessesModel::placeOf(const Row &row) const
{
    return int(std::ranges::find(rowsBelow(row.parent), &row, &std::unique_ptr<Row>::get)
               - rowsBelow(row.parent).begin());
}

QModelIndex ProcessesModel::indexOf(const Row &row, int column) const
{
    return createIndex(placeOf(row), column, &row);
}

QModelIndex ProcessesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto *above = static_cast<const Row *>(parent.constInternalPointer());
    return createIndex(row, column, rowsBelow(above)[std::size_t(row)].get());
}

QModelIndex ProcessesModel::parent(const QModelIndex &index) const
{
    const auto *row = static_cast<const Row *>(index.constInternalPointer());
    return row && row->parent ? indexOf(*row->parent, 0) : QModelIndex();
}

int ProcessesModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int(rowsBelow(static_cast<const Row *>(parent.constInternalPointer())).size());
}

int ProcessesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

} // namespace looptide::models
