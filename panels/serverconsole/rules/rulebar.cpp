// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/rules/rulebar.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/consoletexts.h"
#include "runtime/trace/requestrulelist.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace looptide::panels {

using models::Theme;

RuleBar::RuleBar(QWidget *parent)
    : QFrame(parent), m_text(new QLabel), m_edit(new QPushButton(tr("Rules…"))),
      m_off(new QPushButton(tr("Switch Off")))
{
    setObjectName(QStringLiteral("serverconsole.rules"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 3);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_text, 1);
    row->addWidget(m_edit);
    row->addWidget(m_off);
    m_edit->setToolTip(tr("Show and change the rules"));
    m_off->setToolTip(tr("The server does what its own code says again. The rules are kept"));
    connect(m_edit, &QPushButton::clicked, this, &RuleBar::rulesRequested);
    connect(m_off, &QPushButton::clicked, this, [this] { m_rules->setOn(false); });
    hide();
}

void RuleBar::setRules(trace::RequestRuleList *rules)
{
    m_rules = rules;
    connect(rules, &trace::RequestRuleList::changed, this, &RuleBar::update);
    update();
}

void RuleBar::update()
{
    const QList<trace::RequestRule> active = m_rules->active();
    m_text->setText(tr("%n rule(s) change what this server does", nullptr, int(active.size())));
    QStringList lines;
    for (const trace::RequestRule &rule : active)
        lines.append(models::ruleText(rule).toHtmlEscaped());
    m_text->setToolTip(lines.mid(0, 20).join(QStringLiteral("<br>")));
    const bool wasWanted = std::exchange(m_isWanted, !active.isEmpty());
    setVisible(m_isWanted);
    if (wasWanted != m_isWanted)
        Q_EMIT wantedChanged();
}

void RuleBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(),
                     Theme::mix(theme.base(), theme.warning(), theme.isDark() ? 0.25 : 0.18));
    painter.fillRect(0, 0, 3, height(), theme.warning());
}

} // namespace looptide::panels
