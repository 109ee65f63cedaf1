// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/breakpointdialog.h"

#include "panels/debugger/breakpointsmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace looptide::app {

using inspector::Breakpoint;

namespace {

constexpr int mostVisits = 1'000'000;

} // namespace

BreakpointDialog::BreakpointDialog(const Breakpoint &breakpoint, QWidget *parent)
    : QDialog(parent), m_breakpoint(breakpoint), m_method(new QComboBox(this)),
      m_phase(new QComboBox(this)), m_name(new QLineEdit(breakpoint.name, this)),
      m_enabled(new QCheckBox(tr("&Enabled"))),
      m_temporary(new QCheckBox(tr("Stop &once only"), this)),
      m_condition(new QLineEdit(breakpoint.condition, this)), m_hitCount(new QSpinBox(this)),
      m_message(new QLineEdit(breakpoint.logMessage, this))
{
    setWindowTitle(tr("Breakpoint"));
    m_enabled->setChecked(breakpoint.isEnabled);
    m_temporary->setChecked(breakpoint.isTemporary);
    m_condition->setPlaceholderText(tr("JavaScript, for example: user.id === 7"));
    m_hitCount->setRange(0, mostVisits);
    m_hitCount->setSpecialValueText(tr("every visit"));
    m_hitCount->setValue(breakpoint.hitCount);
    m_message->setPlaceholderText(tr("for example: user is {user.name}"));
    m_message->setToolTip(tr("The program writes this text to the debug console and does not stop. "
                             "Braces insert values."));
    auto *form = new QFormLayout(this);
    addPlace(form);
    form->addRow(QString(), m_enabled);
    if (breakpoint.isInCode()) {
        form->addRow(QString(), m_temporary);
        form->addRow(tr("Stop only &if:"), m_condition);
        form->addRow(tr("Stop from &visit:"), m_hitCount);
        form->addRow(tr("Write a &message instead:"), m_message);
    } else {
        for (QWidget *other :
             std::initializer_list<QWidget *> { m_temporary, m_condition, m_hitCount, m_message })
            other->hide();
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &BreakpointDialog::check);
    form->addRow(buttons);
    m_condition->setMinimumWidth(m_condition->fontMetrics().averageCharWidth() * 44);
    m_name->setMinimumWidth(m_name->fontMetrics().averageCharWidth() * 44);
    if (breakpoint.kind == Breakpoint::Kind::Line)
        m_condition->setFocus();
    check();
}

// What the breakpoint is on.
void BreakpointDialog::addPlace(QFormLayout *form)
{
    const Breakpoint::Kind kind = m_breakpoint.kind;
    m_name->setVisible(kind == Breakpoint::Kind::Function || kind == Breakpoint::Kind::Request);
    m_method->setVisible(kind == Breakpoint::Kind::Request);
    m_phase->setVisible(kind == Breakpoint::Kind::Phase);
    if (kind == Breakpoint::Kind::Line) {
        auto *place = new QLabel(models::BreakpointsModel::placeText(m_breakpoint));
        place->setTextFormat(Qt::PlainText);
        form->addRow(tr("Line:"), place);
    } else if (kind == Breakpoint::Kind::Function) {
        m_name->setPlaceholderText(tr("for example: createOrder"));
        m_name->setToolTip(tr("Functions, methods and arrow functions with this name in the "
                              "program's own files"));
        form->addRow(tr("&Function:"), m_name);
    } else if (kind == Breakpoint::Kind::Request) {
        m_method->setEditable(true);
        m_method->addItems({ tr("any"), QStringLiteral("GET"), QStringLiteral("POST"),
                             QStringLiteral("PUT"), QStringLiteral("PATCH"),
                             QStringLiteral("DELETE") });
        m_method->setCurrentText(m_breakpoint.method.isEmpty() ? tr("any") : m_breakpoint.method);
        m_name->setPlaceholderText(tr("for example /tasks/:id or /api/*"));
        form->addRow(tr("&Method:"), m_method);
        form->addRow(tr("&Path:"), m_name);
    } else {
        for (const auto &[name, text] : models::BreakpointsModel::phases())
            m_phase->addItem(text, name);
        m_phase->setCurrentIndex(std::max(0, m_phase->findData(m_breakpoint.name)));
        form->addRow(tr("&Phase:"), m_phase);
    }
}

void BreakpointDialog::check()
{
    const bool needsName = m_breakpoint.kind == Breakpoint::Kind::Function
        || m_breakpoint.kind == Breakpoint::Kind::Request;
    m_ok->setEnabled(!needsName || !m_name->text().trimmed().isEmpty());
}

Breakpoint BreakpointDialog::breakpoint() const
{
    Breakpoint changed = m_breakpoint;
    changed.isEnabled = m_enabled->isChecked();
    changed.isTemporary = m_temporary->isChecked();
    changed.condition = m_condition->text().trimmed();
    changed.hitCount = m_hitCount->value();
    changed.logMessage = m_message->text();
    changed.name = changed.kind == Breakpoint::Kind::Phase ? m_phase->currentData().toString()
                                                           : m_name->text().trimmed();
    const QString method = m_method->currentText().trimmed();
    changed.method = method == tr("any") ? QString() : method.toUpper();
    return changed;
}

} // namespace looptide::app
