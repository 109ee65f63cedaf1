// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/breakpointlist.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace looptide::app {

// Edits one breakpoint: its place, unless that is a line; its condition, the visit from which it
// stops, and its message, if it can have them.
class BreakpointDialog : public QDialog
{
    Q_OBJECT
public:
    explicit BreakpointDialog(const inspector::Breakpoint &breakpoint, QWidget *parent = nullptr);

    inspector::Breakpoint breakpoint() const;

private:
    void addPlace(QFormLayout *form);
    void check();

    inspector::Breakpoint m_breakpoint;
    QComboBox *m_method;
    QComboBox *m_phase;
    QLineEdit *m_name;
    QPushButton *m_ok = nullptr;
    QCheckBox *m_enabled;
    QCheckBox *m_temporary;
    QLineEdit *m_condition;
    QSpinBox *m_hitCount;
    QLineEdit *m_message;
};

} // namespace looptide::app
