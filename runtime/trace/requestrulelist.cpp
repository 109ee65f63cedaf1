// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/requestrulelist.h"

#include <algorithm>
#include <utility>

namespace looptide::trace {

using namespace Qt::StringLiterals;

QList<RequestRule> RequestRuleList::active() const
{
    QList<RequestRule> rules;
    if (m_isOn)
        std::ranges::copy_if(m_rules, std::back_inserter(rules), &RequestRule::isEnabled);
    return rules;
}

void RequestRuleList::setOn(bool on)
{
    if (std::exchange(m_isOn, on) != on)
        Q_EMIT changed();
}

int RequestRuleList::add(RequestRule rule)
{
    rule.id = ++m_lastId;
    m_rules.prepend(rule);
    Q_EMIT changed();
    return rule.id;
}

void RequestRuleList::change(const RequestRule &rule)
{
    const auto known = std::ranges::find(m_rules, rule.id, &RequestRule::id);
    if (known != m_rules.end() && std::exchange(*known, rule) != rule)
        Q_EMIT changed();
}

void RequestRuleList::remove(int id)
{
    if (m_rules.removeIf([id](const RequestRule &rule) { return rule.id == id; }) > 0)
        Q_EMIT changed();
}

void RequestRuleList::move(int id, int by)
{
    const auto known = std::ranges::find(m_rules, id, &RequestRule::id);
    const qsizetype from = known - m_rules.begin();
    const qsizetype to = from + by;
    if (known == m_rules.end() || by == 0 || to < 0 || to >= m_rules.size())
        return;
    m_rules.move(from, to);
    Q_EMIT changed();
}

QJsonObject RequestRuleList::toJson() const
{
    QJsonArray rules;
    for (const RequestRule &rule : m_rules)
        rules.append(rule.toJson());
    return { { u"on"_s, m_isOn }, { u"rules"_s, rules } };
}

void RequestRuleList::setJson(const QJsonObject &json)
{
    m_rules.clear();
    m_isOn = json["on"_L1].toBool(true);
    const QJsonArray rules = json["rules"_L1].toArray();
    for (const QJsonValue &value : rules) {
        if (auto rule = RequestRule::fromJson(value.toObject())) {
            rule->id = ++m_lastId;
            m_rules.append(*rule);
        }
    }
    Q_EMIT changed();
}

} // namespace looptide::trace
