// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/processsignals.h"

#include "panels/common/agenttexts.h"
#include "panels/common/runfeed.h"

#include <QAbstractButton>
#include <QMessageBox>

namespace looptide::panels {

using process::Signal;
using trace::AgentInfo;

ProcessSignals::ProcessSignals(models::RunFeed *run, QWidget *dialogParent)
    : QObject(dialogParent), m_run(run), m_dialogParent(dialogParent)
{
}

void ProcessSignals::send(const AgentInfo &agent, Signal signal)
{
    if (signal == Signal::Kill || signal == Signal::User1)
        confirm(agent, signal);
    else
        sendNow(agent, signal);
}

void ProcessSignals::confirm(const AgentInfo &agent, Signal signal)
{
    const QString name = models::agentNameWithProcess(agent);
    const bool isKill = signal == Signal::Kill;
    auto *box =
        new QMessageBox(QMessageBox::Warning, isKill ? tr("Kill") : tr("Send Signal"),
                        isKill ? tr("Kill %1?").arg(name) : tr("Send SIGUSR1 to %1?").arg(name),
                        QMessageBox::Cancel, m_dialogParent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        isKill ? tr("It ends at once: it cannot finish its work or save anything.")
               : tr("Unless the program listens to this signal, Node.js opens its debugger: every "
                    "program on this computer can then connect to the process and control it."));
    auto *confirmed =
        box->addButton(isKill ? tr("&Kill") : tr("&Send SIGUSR1"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(confirmed, &QAbstractButton::clicked, this,
            [this, agent, signal] { sendNow(agent, signal); });
    box->open();
}

void ProcessSignals::sendNow(const AgentInfo &agent, Signal signal)
{
    if (!m_run->signalAgent(agent.id, process::signalNumber(signal)))
        Q_EMIT failed(tr("%1 was not sent to %2: the process has ended.")
                          .arg(signalName(signal), models::agentNameWithProcess(agent)));
}

QString signalName(Signal signal)
{
    switch (signal) {
    case Signal::Terminate:
        return QStringLiteral("SIGTERM");
    case Signal::Kill:
        return QStringLiteral("SIGKILL");
    case Signal::Interrupt:
        return QStringLiteral("SIGINT");
    case Signal::HangUp:
        return QStringLiteral("SIGHUP");
    case Signal::User1:
        return QStringLiteral("SIGUSR1");
    case Signal::User2:
        return QStringLiteral("SIGUSR2");
    }
    return {};
}

} // namespace looptide::panels
