// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/requestrulelist.h"

#include <QDialog>

class QCheckBox;
class QListWidget;
class QPushButton;

namespace looptide::panels {

// The request rules of the project. Changes apply at once. rules lives longer.
class RulesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RulesDialog(trace::RequestRuleList *rules, QWidget *parent = nullptr);

    // Opens the editor for this rule, and adds it when the user accepts.
    static void addRule(trace::RequestRuleList *rules, const trace::RequestRule &rule,
                        QWidget *parent);

private:
    void fill();
    void edit();
    int currentId() const; // 0: none
    void updateButtons();

    trace::RequestRuleList *m_rules;
    QCheckBox *m_on;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    bool m_isFilling = false;
};

} // namespace looptide::panels
