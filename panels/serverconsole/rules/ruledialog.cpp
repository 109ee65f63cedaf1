// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/rules/ruledialog.h"

#include "panels/serverconsole/consoletexts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace looptide::panels {

using trace::RequestRule;

namespace {

constexpr int leastStatus = 199; // stands for a reset of the connection, where that is possible
constexpr int highestStatus = 599;

} // namespace

RuleDialog::RuleDialog(const RequestRule &rule, QWidget *parent)
    : QDialog(parent), m_rule(rule), m_form(new QFormLayout(this)), m_action(new QComboBox),
      m_method(new QComboBox), m_path(new QLineEdit(rule.path)), m_status(new QSpinBox),
      m_headers(new QPlainTextEdit(RequestRule::writeHeaders(rule.headers))),
      m_body(new QPlainTextEdit(rule.body)), m_delay(new QSpinBox), m_problem(new QLabel)
{
    setWindowTitle(tr("Request Rule"));
    m_action->addItems({ tr("Mock: respond without the program's handler"),
                         tr("Delay: call the handler later"), tr("Fail: never call the handler") });
    m_action->setCurrentIndex(int(rule.action));
    m_method->setEditable(true);
    m_method->addItems({ tr("any"), QStringLiteral("GET"), QStringLiteral("POST"),
                         QStringLiteral("PUT"), QStringLiteral("PATCH"),
                         QStringLiteral("DELETE") });
    m_method->setCurrentText(rule.method.isEmpty() ? tr("any") : rule.method);
    m_path->setPlaceholderText(tr("for example /tasks/:id or /api/*"));
    m_path->setToolTip(
        tr("\"*\" stands for any text, \":name\" for one part of the path. The query "
           "counts only when the pattern has a \"?\""));
    m_delay->setRange(1, RequestRule::longestDelayMs);
    m_delay->setSuffix(tr(" ms"));
    m_delay->setValue(rule.delayMs > 0 ? rule.delayMs : 500);
    m_status->setRange(leastStatus, highestStatus);
    m_status->setValue(rule.status == 0 ? leastStatus : rule.status);
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QPlainTextEdit *text : { m_headers, m_body }) {
        text->setFont(font);
        text->setTabChangesFocus(true);
        text->setMinimumHeight(text->fontMetrics().height() * 4);
    }
    m_headers->setPlaceholderText(QStringLiteral("Content-Type: application/json"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_form->addRow(tr("&What happens:"), m_action);
    m_form->addRow(tr("&Method:"), m_method);
    m_form->addRow(tr("&Path:"), m_path);
    m_form->addRow(tr("&Delay:"), m_delay);
    m_form->addRow(tr("&Status:"), m_status);
    m_form->addRow(tr("&Headers:"), m_headers);
    m_form->addRow(tr("&Body:"), m_body);
    m_form->addRow(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_form->addRow(buttons);
    connect(m_action, &QComboBox::currentIndexChanged, this, &RuleDialog::showAction);
    connect(m_method, &QComboBox::currentTextChanged, this, &RuleDialog::check);
    connect(m_path, &QLineEdit::textChanged, this, &RuleDialog::check);
    connect(m_status, &QSpinBox::valueChanged, this, &RuleDialog::check);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &RuleDialog::check);
    connect(m_body, &QPlainTextEdit::textChanged, this, &RuleDialog::check);
    m_path->setMinimumWidth(m_path->fontMetrics().averageCharWidth() * 48);
    showAction();
    m_path->setFocus();
}

void RuleDialog::showAction()
{
    const auto action = RequestRule::Action(m_action->currentIndex());
    const bool isMock = action == RequestRule::Action::Mock;
    m_form->setRowVisible(m_delay, action == RequestRule::Action::Delay);
    m_form->setRowVisible(m_status, action != RequestRule::Action::Delay);
    m_form->setRowVisible(m_headers, isMock);
    m_form->setRowVisible(m_body, isMock);
    m_status->setMinimum(isMock ? leastStatus + 1 : leastStatus);
    m_status->setSpecialValueText(isMock ? QString() : tr("reset the connection"));
    check();
    adjustSize();
}

void RuleDialog::check()
{
    const auto headers = RequestRule::readHeaders(m_headers->toPlainText());
    const bool needsHeaders =
        RequestRule::Action(m_action->currentIndex()) == RequestRule::Action::Mock;
    const QString problem = needsHeaders && !headers
        ? tr("A header is a line with a name, a colon and a value.")
        : models::ruleProblem(rule());
    m_problem->setText(problem);
    m_ok->setEnabled(problem.isEmpty());
}

RequestRule RuleDialog::rule() const
{
    RequestRule rule = m_rule;
    rule.action = RequestRule::Action(m_action->currentIndex());
    const QString method = m_method->currentText().trimmed();
    rule.method = method == tr("any") ? QString() : method.toUpper();
    rule.path = m_path->text().trimmed();
    rule.status = m_status->value() == leastStatus ? 0 : m_status->value();
    rule.headers =
        RequestRule::readHeaders(m_headers->toPlainText()).value_or(trace::HttpHeaders());
    rule.body = m_body->toPlainText();
    rule.delayMs = m_delay->value();
    return rule;
}

} // namespace looptide::panels
