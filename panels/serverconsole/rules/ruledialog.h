// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/requestrule.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace looptide::panels {

// Edits one request rule.
class RuleDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RuleDialog(const trace::RequestRule &rule, QWidget *parent = nullptr);

    trace::RequestRule rule() const;

private:
    void showAction();
    void check();

    trace::RequestRule m_rule;
    QFormLayout *m_form;
    QComboBox *m_action;
    QComboBox *m_method;
    QLineEdit *m_path;
    QSpinBox *m_status;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_body;
    QSpinBox *m_delay;
    QLabel *m_problem;
    QPushButton *m_ok = nullptr;
};

} // namespace looptide::panels
