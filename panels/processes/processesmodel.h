// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/processes/agentstats.h"
#include "runtime/process/processstatus.h"

#include <QAbstractItemModel>
#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace looptide::models {

// The agents of a run as a tree: a process below the process that started it, a worker below its
// process. Agents that have ended stay until the next run; above maxEnded, the oldest of them that
// have nothing below them are removed.
//
// addBatch() adds rows and notes ends. Figures change only in sample(), which emits one dataChanged
// for each parent. Owned by the panel. Thread: GUI.
class ProcessesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        IdColumn, // of the process, or Node's number of the worker
        StateColumn,
        AgeColumn,
        CpuColumn,
        MemoryColumn,
        UtilisationColumn,
        RateColumn,
        RequestsColumn,
        ColumnCount,
    };
    enum Role {
        ActivityRole = Qt::UserRole, // AgentStats::Activity, as int
    };
    static constexpr int maxEnded = 200;

    // What the model has to know of the system. Tests replace it.
    struct System
    {
        std::function<quint64()> nowNs; // the clock of Record
        std::function<qint64()> nowMs; // since the epoch
        std::function<process::ProcessUsage(qint64 pid)> usage;
        std::function<qint64(qint64 pid)> parentOf; // 0: it has ended
        qint64 ownPid = 0;

        static System real();
    };

    explicit ProcessesModel(QObject *parent = nullptr);
    explicit ProcessesModel(System system, QObject *parent = nullptr);
    ~ProcessesModel() override;

    // Call it before a run.
    void clear();
    void addBatch(const trace::TraceBatch &batch);
    // While it is off, records are not read, and figures stay empty.
    void setSampling(bool on);
    void sample();

    bool isEmpty() const { return m_rows.empty(); }
    int runningCount() const { return int(m_rows.size() - m_ended.size()); }
    quint64 refusedCount() const { return m_refused; }
    // The processes of the agents that run, each once.
    QList<pid_t> runningProcesses() const;
    // Null for an index that is not valid.
    const trace::AgentInfo *agentAt(const QModelIndex &index) const;
    QModelIndex indexOf(quint16 agent) const;
    // The widest text that a column usually has.
    static QString sampleText(int column);
    // Why no signal can be sent to the agent, for users; empty when one can.
    QString noSignalReason(const trace::AgentInfo &agent) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    // An agent began or ended.
    void agentsChanged();

private:
    struct Row;
    using Rows = std::vector<std::unique_ptr<Row>>;

    void addAgent(const trace::AgentState &state);
    void updateAgent(Row &row, const trace::AgentState &state);
    void removeOldestEnded();
    Row *processRow(qint64 pid) const;
    Row *parentFor(const trace::AgentInfo &agent) const;
    const Rows &rowsBelow(const Row *row) const;
    int placeOf(const Row &row) const;
    QModelIndex indexOf(const Row &row, int column) const;
    void sampleRow(Row &row, quint64 nowNs);
    void announceFigures(const Row *parent);
    bool sharesProcess(const trace::AgentInfo &agent) const;
    QString display(const Row &row, int column) const;
    AgentStats::Activity activityOf(const Row &row) const;
    QString stateText(const Row &row) const;
    QString noUsageReason(const trace::AgentInfo &agent) const;
    QString toolTip(const Row &row, int column) const;

    System m_system;
    Rows m_roots;
    QHash<quint16, Row *> m_rows;
    QList<quint16> m_ended; // the oldest end first
    quint64 m_refused = 0;
    bool m_isSampling = false;
};

} // namespace looptide::models
