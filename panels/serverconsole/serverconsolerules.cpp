// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server console does with the rules of requests: the bar, the menus.
#include "panels/common/icons.h"
#include "panels/serverconsole/list/urlpattern.h"
#include "panels/serverconsole/rules/rulebar.h"
#include "panels/serverconsole/rules/rulesdialog.h"
#include "panels/serverconsole/serverconsolepanel.h"

#include <QMenu>

namespace looptide::panels {

using trace::HttpExchange;
using trace::RequestRule;
using namespace Qt::StringLiterals;

void ServerConsolePanel::setRules(trace::RequestRuleList *rules)
{
    m_rules = rules;
    m_ruleBar->setRules(rules);
    connect(m_ruleBar, &RuleBar::wantedChanged, this, &ServerConsolePanel::arrange);
    connect(m_ruleBar, &RuleBar::rulesRequested, this, &ServerConsolePanel::openRules);
    arrange();
}

void ServerConsolePanel::openRules()
{
    auto *dialog = new RulesDialog(m_rules, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ServerConsolePanel::addRulesMenu(QMenu *menu)
{
    if (!m_rules)
        return;
    connect(menu->addAction(tr("Request rules…")), &QAction::triggered, this,
            &ServerConsolePanel::openRules);
    QAction *on = menu->addAction(tr("Apply request rules"));
    on->setCheckable(true);
    on->setChecked(m_rules->isOn());
    on->setEnabled(!m_rules->all().isEmpty());
    connect(on, &QAction::triggered, m_rules, &trace::RequestRuleList::setOn);
    menu->addSeparator();
}

// For the requests that are like this one: its method, and its path with ":id" for ids.
void ServerConsolePanel::addRuleActions(QMenu *menu, const HttpExchange &exchange)
{
    if (!m_rules)
        return;
    RequestRule rule;
    rule.method = exchange.method;
    rule.path = exchange.route.startsWith(u'/') ? exchange.route
                                                : models::urlPattern(exchange.url.toUtf8());
    const auto add = [&](const QString &iconName, const QString &text, auto &&action) {
        connect(menu->addAction(icon(iconName), text), &QAction::triggered, this, action);
    };
    menu->addSeparator();
    add(u"bug"_s, tr("Break on requests like this"),
        [this, rule] { Q_EMIT breakRequested(rule.method, rule.path); });
    const auto addRule = [&](const QString &iconName, const QString &text,
                             RequestRule::Action action, const RequestRule &base) {
        RequestRule chosen = base;
        chosen.action = action;
        add(iconName, text, [this, chosen] { RulesDialog::addRule(m_rules, chosen, this); });
    };
    RequestRule mock = rule;
    mock.status = exchange.status >= 200 && exchange.status < 600 ? exchange.status : 200;
    mock.body = QString::fromUtf8(exchange.responseBody);
    for (const auto &[name, value] : exchange.responseHeaders) {
        if (name.compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            mock.headers.append({ name, value });
        if (name.compare("content-encoding"_L1, Qt::CaseInsensitive) == 0)
            mock.body.clear(); // its bytes are no text
    }
    if (mock.body.contains(QChar::ReplacementCharacter)
        || mock.body.size() > RequestRule::longestBody)
        mock.body.clear();
    RequestRule fail = rule;
    fail.status = 0;
    addRule(u"pencil"_s, tr("Mock…"), RequestRule::Action::Mock, mock);
    addRule(u"clock"_s, tr("Delay…"), RequestRule::Action::Delay, rule);
    addRule(u"x"_s, tr("Fail…"), RequestRule::Action::Fail, fail);
}

} // namespace looptide::panels
