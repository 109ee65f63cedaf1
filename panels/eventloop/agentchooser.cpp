// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/agentchooser.h"

#include "panels/common/agenttexts.h"
#include "panels/common/runfeed.h"
#include "runtime/trace/tracestore.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <utility>

namespace looptide::panels {

using trace::AgentInfo;

AgentChooser::AgentChooser(models::RunFeed *run, QWidget *parent)
    : QWidget(parent), m_run(run), m_agents(new QComboBox(this))
{
    auto *label = new QLabel(tr("Event loop of"), this);
    m_agents->setObjectName(QStringLiteral("shownAgent"));
    m_agents->setAccessibleName(tr("Thread or process whose event loop is shown"));
    m_agents->setToolTip(tr("The thread or process whose event loop is shown"));
    m_agents->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_agents->setMinimumContentsLength(8);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 4, 10, 2);
    row->addWidget(label);
    row->addWidget(m_agents, 1);
    connect(m_agents, &QComboBox::activated, this,
            [this](int index) { m_run->showAgent(quint16(m_agents->itemData(index).toUInt())); });
    connect(run, &models::RunFeed::agentsChanged, this, &AgentChooser::update);
    connect(run, &models::RunFeed::started, this, &AgentChooser::update);
    connect(run, &models::RunFeed::shownAgentChanged, this, &AgentChooser::update);
    update();
}

// A widget that is hidden because there is nothing to choose gets no showEvent(): its number of
// agents decides. The list itself can wait until it is seen.
void AgentChooser::update()
{
    m_isStale = true;
    const auto &agents = m_run->trace()->agents();
    const qsizetype known = agents.size() - (agents.value(0).info.pid == 0 ? 1 : 0);
    setVisible(known > 1);
    if (isVisible())
        fill();
}

void AgentChooser::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        fill();
}

void AgentChooser::fill()
{
    m_isStale = false;
    QList<AgentInfo> running;
    QList<AgentInfo> ended;
    for (const trace::AgentState &state : m_run->trace()->agents()) {
        const AgentInfo &agent = state.info;
        if (agent.pid != 0)
            (agent.hasEnded ? ended : running).append(agent);
    }
    const quint16 shown = m_run->shownAgent();
    const qsizetype surplus = ended.size() - mostEnded;
    qsizetype place = 0;
    ended.removeIf([&](const AgentInfo &agent) { return place++ < surplus && agent.id != shown; });

    const QHash<quint16, QString> names = models::agentNames(running + ended);
    const QSignalBlocker blocker(m_agents);
    m_agents->clear();
    for (const AgentInfo &agent : std::as_const(running))
        m_agents->addItem(names.value(agent.id), agent.id);
    for (const AgentInfo &agent : std::as_const(ended))
        m_agents->addItem(tr("%1, ended").arg(names.value(agent.id)), agent.id);
    m_agents->setCurrentIndex(m_agents->findData(shown));
}

} // namespace looptide::panels
