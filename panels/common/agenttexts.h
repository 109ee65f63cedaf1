// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/agent.h"

#include <QHash>
#include <QList>
#include <QString>

// Names of agents for users. All of them are safe to show as plain text: AgentInfo::title comes
// from the program.
namespace looptide::models {

// "Main thread", "Worker 2", "Cluster worker 3"; for another process its command.
QString agentName(const trace::AgentInfo &agent);
// The name, and the command where the name does not contain it: "Cluster worker 3 · node app.js".
QString agentDescription(const trace::AgentInfo &agent);
// The command as it would be typed, with the script's file name instead of its path, at most 60
// characters: "node server.js --port 80", "npm run dev". Empty without a title.
QString agentCommand(const trace::AgentInfo &agent);
// The name with what tells it apart from another agent's equal name: "Worker 1 (process 4711)".
QString agentNameWithProcess(const trace::AgentInfo &agent);
// The names of the agents of a run by their ids. Where two would be equal, they have the process.
QHash<quint16, QString> agentNames(const QList<trace::AgentInfo> &agents);

} // namespace looptide::models
