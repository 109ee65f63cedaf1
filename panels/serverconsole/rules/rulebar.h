// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace looptide::trace {
class RequestRuleList;
}

namespace looptide::panels {

// Says, as long as rules change what the server does, that they do so. Hidden otherwise. rules
// lives longer.
class RuleBar : public QFrame
{
    Q_OBJECT
public:
    explicit RuleBar(QWidget *parent = nullptr);

    void setRules(trace::RequestRuleList *rules);
    bool isWanted() const { return m_isWanted; }

Q_SIGNALS:
    void rulesRequested();
    void wantedChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void update();

    trace::RequestRuleList *m_rules = nullptr;
    QLabel *m_text;
    QPushButton *m_edit;
    QPushButton *m_off;
    bool m_isWanted = false;
};

} // namespace looptide::panels
