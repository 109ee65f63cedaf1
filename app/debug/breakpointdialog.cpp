// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/breakpointdialog.h"

#include "panels/common/displaytext.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace looptide::app {

namespace {

constexpr int mostVisits = 1'000'000;

} // namespace

BreakpointDialog::BreakpointDialog(const inspector::Breakpoint &breakpoint, QWidget *parent)
    : QDialog(parent), m_breakpoint(breakpoint), m_enabled(new QCheckBox(tr("&Enabled"))),
      m_condition(new QLineEdit(breakpoint.condition)), m_hitCount(new QSpinBox),
      m_message(new QLineEdit(breakpoint.logMessage))
{
    setWindowTitle(tr("Breakpoint"));
    auto *place = new QLabel(models::visibleText(
        QStringLiteral("%1:%2").arg(QFileInfo(breakpoint.path).fileName()).arg(breakpoint.line)));
    place->setTextFormat(Qt::PlainText);
    m_enabled->setChecked(breakpoint.isEnabled);
    m_condition->setPlaceholderText(tr("JavaScript, for example: user.id === 7"));
    m_hitCount->setRange(0, mostVisits);
    m_hitCount->setSpecialValueText(tr("every visit"));
    m_hitCount->setValue(breakpoint.hitCount);
    m_message->setPlaceholderText(tr("for example: user is {user.name}"));
    m_message->setToolTip(tr("The program writes this text to the debug console and does not stop. "
                             "Braces insert values."));
    auto *form = new QFormLayout(this);
    form->addRow(tr("Line:"), place);
    form->addRow(QString(), m_enabled);
    form->addRow(tr("Stop only &if:"), m_condition);
    form->addRow(tr("Stop from &visit:"), m_hitCount);
    form->addRow(tr("Write a &message instead:"), m_message);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    m_condition->setMinimumWidth(m_condition->fontMetrics().averageCharWidth() * 44);
    m_condition->setFocus();
}

inspector::Breakpoint BreakpointDialog::breakpoint() const
{
    inspector::Breakpoint changed = m_breakpoint;
    changed.isEnabled = m_enabled->isChecked();
    changed.condition = m_condition->text().trimmed();
    changed.hitCount = m_hitCount->value();
    changed.logMessage = m_message->text();
    return changed;
}

} // namespace looptide::app
