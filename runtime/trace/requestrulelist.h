// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/requestrule.h"

#include <QJsonArray>
#include <QList>
#include <QObject>

namespace looptide::trace {

// The request rules of a project, for all of its runs. Owned by the window. Thread: GUI.
class RequestRuleList : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<RequestRule> &all() const { return m_rules; } // in the order in which they apply
    // Those that apply: none while they are switched off.
    QList<RequestRule> active() const;
    bool isOn() const { return m_isOn; }
    // Switches all of them off and on again; each keeps its own state.
    void setOn(bool on);

    // Gives it an id. The new rule is the first, so that it wins over older ones.
    int add(RequestRule rule);
    void change(const RequestRule &rule);
    void remove(int id);
    void move(int id, int by); // towards the begin (negative) or the end

    QJsonObject toJson() const;
    // Replaces all. What cannot be read is left out.
    void setJson(const QJsonObject &json);

Q_SIGNALS:
    void changed();

private:
    QList<RequestRule> m_rules;
    int m_lastId = 0;
    bool m_isOn = true;
};

} // namespace looptide::trace
