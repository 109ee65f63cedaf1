// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace looptide::panels {

// Asks for the name and the e-mail address that Git puts into commits.
class IdentityDialog : public QDialog
{
    Q_OBJECT
public:
    explicit IdentityDialog(QWidget *parent = nullptr);

    QString name() const;
    QString email() const;

private:
    QLineEdit *m_name;
    QLineEdit *m_email;
};

} // namespace looptide::panels
