// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/rules/rulesdialog.h"

#include "panels/serverconsole/consoletexts.h"
#include "panels/serverconsole/rules/ruledialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace looptide::panels {

using trace::RequestRule;

RulesDialog::RulesDialog(trace::RequestRuleList *rules, QWidget *parent)
    : QDialog(parent), m_rules(rules), m_on(new QCheckBox(tr("Apply &these rules"))),
      m_list(new QListWidget), m_add(new QPushButton(tr("&Add…"))),
      m_edit(new QPushButton(tr("&Edit…"))), m_remove(new QPushButton(tr("&Remove"))),
      m_up(new QPushButton(tr("Move &Up"))), m_down(new QPushButton(tr("Move &Down")))
{
    setWindowTitle(tr("Request Rules"));
    auto *note =
        new QLabel(tr("Rules act in the running program, before its own handlers, and need "
                      "no change of its code. Delays add up; the first rule that makes a "
                      "response decides it. Breakpoints on requests are in the Debugger."));
    note->setWordWrap(true);
    m_list->setAccessibleName(tr("Rules"));
    auto *grid = new QGridLayout(this);
    grid->addWidget(note, 0, 0, 1, 2);
    grid->addWidget(m_on, 1, 0, 1, 2);
    grid->addWidget(m_list, 2, 0, 6, 1);
    int row = 2;
    for (QPushButton *button : { m_add, m_edit, m_remove, m_up, m_down }) {
        button->setAutoDefault(false);
        grid->addWidget(button, row++, 1);
    }
    grid->setRowStretch(7, 1);
    grid->setColumnStretch(0, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    grid->addWidget(buttons, 8, 0, 1, 2);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_on, &QCheckBox::clicked, m_rules, &trace::RequestRuleList::setOn);
    connect(m_add, &QPushButton::clicked, this, [this] {
        RequestRule rule;
        rule.path = QStringLiteral("/");
        addRule(m_rules, rule, this);
    });
    connect(m_edit, &QPushButton::clicked, this, &RulesDialog::edit);
    connect(m_list, &QListWidget::itemActivated, this, &RulesDialog::edit);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_rules->remove(currentId()); });
    auto *remove = new QShortcut(Qt::Key_Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, m_remove, &QPushButton::click);
    connect(m_up, &QPushButton::clicked, this, [this] { m_rules->move(currentId(), -1); });
    connect(m_down, &QPushButton::clicked, this, [this] { m_rules->move(currentId(), 1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &RulesDialog::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        if (m_isFilling)
            return;
        RequestRule rule = m_rules->all().at(m_list->row(item));
        rule.isEnabled = item->checkState() == Qt::Checked;
        m_rules->change(rule);
    });
    // After the list has finished with the click that has changed a rule.
    connect(m_rules, &trace::RequestRuleList::changed, this, &RulesDialog::fill,
            Qt::QueuedConnection);
    fill();
    resize(620, 340);
}

void RulesDialog::addRule(trace::RequestRuleList *rules, const RequestRule &rule, QWidget *parent)
{
    auto *dialog = new RuleDialog(rule, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, rules, [rules, dialog] {
        rules->add(dialog->rule());
        rules->setOn(true); // otherwise the new rule would do nothing
    });
    dialog->open();
}

int RulesDialog::currentId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toInt() : 0;
}

void RulesDialog::edit()
{
    const auto known = std::ranges::find(m_rules->all(), currentId(), &RequestRule::id);
    if (known == m_rules->all().end())
        return;
    auto *dialog = new RuleDialog(*known, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_rules,
            [rules = m_rules, dialog] { rules->change(dialog->rule()); });
    dialog->open();
}

void RulesDialog::fill()
{
    const int current = currentId();
    m_isFilling = true;
    m_list->clear();
    for (const RequestRule &rule : m_rules->all()) {
        auto *item = new QListWidgetItem(models::ruleText(rule), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(rule.isEnabled ? Qt::Checked : Qt::Unchecked);
        item->setData(Qt::UserRole, rule.id);
        if (rule.id == current)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_on->setChecked(m_rules->isOn());
    m_list->setEnabled(m_rules->isOn());
    m_isFilling = false;
    updateButtons();
}

void RulesDialog::updateButtons()
{
    const int row = m_list->currentRow();
    m_edit->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
}

} // namespace looptide::panels
