// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/breakpointlist.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace looptide::app {

// Edits one breakpoint: its condition, the visit from which it stops, and its message.
class BreakpointDialog : public QDialog
{
    Q_OBJECT
public:
    explicit BreakpointDialog(const inspector::Breakpoint &breakpoint, QWidget *parent = nullptr);

    inspector::Breakpoint breakpoint() const;

private:
    inspector::Breakpoint m_breakpoint;
    QCheckBox *m_enabled;
    QLineEdit *m_condition;
    QSpinBox *m_hitCount;
    QLineEdit *m_message;
};

} // namespace looptide::app
