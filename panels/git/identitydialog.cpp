// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/identitydialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace looptide::panels {

IdentityDialog::IdentityDialog(QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit), m_email(new QLineEdit)
{
    setWindowTitle(tr("Name and E-Mail"));
    auto *note = new QLabel(tr("Git puts both into each commit, where others can read them. They "
                               "are kept in your own configuration of Git, for all repositories."));
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *form = new QFormLayout(this);
    form->addRow(note);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&E-mail:"), m_email);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto update = [this, buttons] {
        buttons->button(QDialogButtonBox::Ok)->setEnabled(!name().isEmpty() && !email().isEmpty());
    };
    connect(m_name, &QLineEdit::textChanged, this, update);
    connect(m_email, &QLineEdit::textChanged, this, update);
    update();
}

QString IdentityDialog::name() const
{
    return m_name->text().trimmed();
}

QString IdentityDialog::email() const
{
    return m_email->text().trimmed();
}

} // namespace looptide::panels
