// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/scripts/installscriptsdialog.h"

#include "panels/dependencies/npmproblemtexts.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

namespace looptide::panels {

using models::InstallScriptsModel;
using project::NpmCommand;

InstallScriptsDialog::InstallScriptsDialog(const QString &projectDir,
                                           models::PackageChanges *changes, QWidget *parent)
    : QDialog(parent), m_changes(changes), m_text(new QLabel(this)), m_list(new QTreeView(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Install Scripts"));
    setup();
    showChoice();
    m_text->setText(tr("Looking for install scripts…"));
    connect(&m_question, &NpmCommand::finished, this, &InstallScriptsDialog::showAnswer);
    m_question.ask(projectDir, QStringLiteral("scripts"), {});
    resize(720, 360);
}

void InstallScriptsDialog::setup()
{
    m_text->setObjectName(QStringLiteral("scriptsText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("installScripts"));
    m_list->setAccessibleName(tr("Packages with install scripts"));
    m_list->setModel(&m_scripts);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(InstallScriptsModel::ScriptsColumn,
                                           QHeaderView::Stretch);
    m_list->header()->setMaximumSectionSize(400);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("saveScripts"));
    m_save->setToolTip(tr("Writes what is allowed to package.json, and runs nothing"));
    m_run =
        buttons->addButton(tr("Save and &Run the Allowed Scripts"), QDialogButtonBox::ActionRole);
    m_run->setObjectName(QStringLiteral("runScripts"));
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_changes->setAllowedScripts(m_scripts.newlyAllowed(), m_scripts.newlyDenied(), {});
        accept();
    });
    connect(m_run, &QPushButton::clicked, this, [this] {
        m_changes->setAllowedScripts(m_scripts.newlyAllowed(), m_scripts.newlyDenied(),
                                     m_scripts.allowed());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_scripts, &InstallScriptsModel::choiceChanged, this,
            &InstallScriptsDialog::showChoice);
    connect(m_changes, &models::PackageChanges::changed, this, &InstallScriptsDialog::showChoice);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

void InstallScriptsDialog::showAnswer(const NpmCommand::Result &result)
{
    const auto packages = project::parseInstallScripts(result.output);
    if (!packages) {
        m_text->setText(models::textOf(result.problem));
        return;
    }
    m_text->setText(
        packages->isEmpty()
            ? tr("No installed package has install scripts.")
            : tr("An install script can do everything that you can do. Looptide runs none by "
                 "itself. Check the packages whose scripts may run; package.json remembers them "
                 "in allowScripts, for this version only."));
    m_scripts.setPackages(*packages);
}

void InstallScriptsDialog::showChoice()
{
    const bool possible = !m_changes->isRunning() && m_changes->obstacle().isEmpty();
    m_save->setEnabled(
        possible && (!m_scripts.newlyAllowed().isEmpty() || !m_scripts.newlyDenied().isEmpty()));
    m_run->setEnabled(possible && !m_scripts.allowed().isEmpty());
}

} // namespace looptide::panels
