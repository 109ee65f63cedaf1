// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/childprocess.h"
#include "runtime/trace/agent.h"

#include <QObject>

class QMessageBox;
class QWidget;

namespace looptide::models {
class RunFeed;
}

namespace looptide::panels {

// Sends signals to the processes of a run, and asks the user first where a signal does more than
// its name says. Owned by the panel.
class ProcessSignals : public QObject
{
    Q_OBJECT
public:
    // dialogParent also owns the object.
    ProcessSignals(models::RunFeed *run, QWidget *dialogParent);

    void send(const trace::AgentInfo &agent, process::Signal signal);

Q_SIGNALS:
    // A signal could not be sent; the text is for users.
    void failed(const QString &text);

private:
    void confirm(const trace::AgentInfo &agent, process::Signal signal);
    void sendNow(const trace::AgentInfo &agent, process::Signal signal);

    models::RunFeed *m_run;
    QWidget *m_dialogParent;
};

// "SIGTERM"
QString signalName(process::Signal signal);

} // namespace looptide::panels
