// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnamedialog.h"

#include "panels/projecttree/projectfilesmodel.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace looptide::panels {

RawNameDialog::RawNameDialog(const QString &folder, const models::RawName &name, QWidget *parent)
    : QDialog(parent), m_folder(folder), m_old(name),
      m_name(new QLineEdit(models::guessedName(name.bytes), this)), m_problem(new QLabel(this))
{
    setWindowTitle(tr("Rename"));
    m_name->setObjectName(QStringLiteral("newName"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    arrange();
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        showProblem(ProjectFilesModel::problemWithName(m_folder, text));
    });
    showProblem(ProjectFilesModel::problemWithName(m_folder, m_name->text()));
    selectBaseName();
}

void RawNameDialog::arrange()
{
    auto *explanation = new QLabel(
        m_old.isFolder
            ? tr("The name of this folder is not UTF-8. Looptide cannot open it under this name.")
            : tr("The name of this file is not UTF-8. Looptide cannot open it under this name."),
        this);
    explanation->setWordWrap(true);
    auto *oldName = new QLabel(models::rawNameText(m_old.bytes), this);
    oldName->setTextFormat(Qt::PlainText);
    oldName->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *form = new QFormLayout;
    form->addRow(tr("Name now:"), oldName);
    form->addRow(tr("&New name:"), m_name);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_rename = buttons->addButton(tr("&Rename"), QDialogButtonBox::AcceptRole);
    m_rename->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &RawNameDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(buttons);
}

void RawNameDialog::selectBaseName()
{
    const qsizetype dot = m_old.isFolder ? -1 : m_name->text().lastIndexOf(u'.');
    if (dot > 0)
        m_name->setSelection(0, int(dot));
    else
        m_name->selectAll();
}

void RawNameDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_rename->setEnabled(problem.isEmpty());
}

void RawNameDialog::accept()
{
    const QString name = m_name->text();
    if (const QString problem = ProjectFilesModel::problemWithName(m_folder, name);
        !problem.isEmpty()) {
        showProblem(problem);
        return;
    }
    const std::error_code error = models::renameRawName(m_folder, m_old.bytes, name);
    if (error == std::errc::file_exists) {
        showProblem(tr("“%1” is there already.").arg(name));
    } else if (error) {
        showProblem(
            tr("“%1” could not be renamed: %2.")
                .arg(models::rawNameText(m_old.bytes), QString::fromStdString(error.message())));
    } else {
        QDialog::accept();
        Q_EMIT renamed(QDir(m_folder).filePath(name));
    }
}

} // namespace looptide::panels
