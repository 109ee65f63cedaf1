// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/update/updatesdialog.h"

#include "panels/dependencies/attentiondelegate.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QTreeView>

namespace looptide::panels {

using models::UpdatesModel;
using project::NpmCommand;

namespace {

QList<UpdatesModel::Update> updatesOf(const QList<project::PackageDependency> &dependencies,
                                      const QHash<QString, project::OutdatedPackage> &outdated)
{
    QList<UpdatesModel::Update> updates;
    for (const project::PackageDependency &dependency : dependencies) {
        const auto found = outdated.constFind(dependency.name);
        if (found != outdated.constEnd()
            && dependency.source == project::PackageDependency::Source::Registry)
            updates.append({ .name = dependency.name,
                             .range = dependency.wanted,
                             .installed = dependency.installed,
                             .wanted = found->wanted,
                             .latest = found->latest });
    }
    return updates;
}

} // namespace

UpdatesDialog::UpdatesDialog(const QString &projectDir,
                             const QList<project::PackageDependency> &dependencies,
                             const QHash<QString, project::OutdatedPackage> &outdated,
                             models::PackageChanges *changes, QWidget *parent)
    : QDialog(parent), m_changes(changes), m_list(new QTreeView(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Update Packages"));
    setup();
    m_updates.setUpdates(updatesOf(dependencies, outdated));
    askForKinds(projectDir);
    resize(640, 380);
}

void UpdatesDialog::setup()
{
    auto *target = new QComboBox(this);
    target->setObjectName(QStringLiteral("updateTarget"));
    target->addItem(tr("The newest version within the range of package.json"),
                    int(UpdatesModel::Target::WithinRange));
    target->addItem(tr("The latest version"), int(UpdatesModel::Target::Latest));
    connect(target, &QComboBox::currentIndexChanged, this, [this, target] {
        m_updates.setTarget(UpdatesModel::Target(target->currentData().toInt()));
    });
    m_list->setObjectName(QStringLiteral("updates"));
    m_list->setAccessibleName(tr("Packages with newer versions"));
    m_list->setModel(&m_updates);
    m_list->setItemDelegate(
        new AttentionDelegate(UpdatesModel::BreakingRole, UpdatesModel::ChangeColumn, m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_update = buttons->addButton(tr("&Update"), QDialogButtonBox::AcceptRole);
    m_update->setObjectName(QStringLiteral("updateChosen"));
    m_update->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &UpdatesDialog::updatePackages);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_updates, &UpdatesModel::choiceChanged, this, &UpdatesDialog::showChoice);
    connect(m_changes, &models::PackageChanges::changed, this, &UpdatesDialog::showChoice);
    auto *form = new QFormLayout;
    form->addRow(tr("Update &to:"), target);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

void UpdatesDialog::askForKinds(const QString &projectDir)
{
    QJsonArray changes;
    for (const UpdatesModel::Update &update : m_updates.updates()) {
        for (const QString &version : { update.wanted, update.latest })
            changes += QJsonObject { { QStringLiteral("from"), update.installed },
                                     { QStringLiteral("to"), version } };
    }
    connect(&m_comparison, &NpmCommand::finished, this, [this](const NpmCommand::Result &result) {
        if (const auto comparison = project::parseComparison(result.output))
            m_updates.setKinds(comparison->kinds);
    });
    m_comparison.ask(projectDir, QStringLiteral("compare"),
                     { { QStringLiteral("changes"), changes } });
}

void UpdatesDialog::showChoice()
{
    const int count = int(m_updates.chosen().size());
    m_update->setText(count ? tr("&Update %n Package(s)", nullptr, count) : tr("&Update"));
    m_update->setEnabled(count > 0 && !m_changes->isRunning() && m_changes->obstacle().isEmpty());
}

void UpdatesDialog::updatePackages()
{
    m_changes->updateTo(m_updates.chosen());
    accept();
}

} // namespace looptide::panels
