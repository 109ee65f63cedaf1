// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/pack/classpackdialogs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace looptide::panels {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::panels::ClassPackDialogs)
};

const QString suffix = QStringLiteral("looptide-pack");

QString filters()
{
    return Text::tr("Class packs (*.%1)").arg(suffix);
}

} // namespace

void exportClassPack(models::ClassPack *pack, const QStringList &names, QWidget *parent)
{
    QString name = names.size() == 1 ? names.first() : QStringLiteral("class");
    name.replace(u'/', u'-');
    QFileDialog dialog(parent, Text::tr("Export a Class Pack"), QDir::homePath(), filters());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(name + u'.' + suffix);
    if (dialog.exec() == QDialog::Accepted)
        pack->exportTo(dialog.selectedFiles().first(), names);
}

void importClassPack(models::ClassPack *pack, QWidget *parent)
{
    const QString path = QFileDialog::getOpenFileName(parent, Text::tr("Import a Class Pack"),
                                                      QDir::homePath(), filters());
    if (path.isEmpty())
        return;
    QMessageBox question(QMessageBox::Question, Text::tr("Import a Class Pack"),
                         Text::tr("Do you know where this class pack comes from?"),
                         QMessageBox::Cancel, parent);
    question.setInformativeText(
        Text::tr("Looptide checks that its packages are complete and undamaged. It cannot check "
                 "without a network whether they are those of the registry, and they become part "
                 "of your programs."));
    const auto *accept = question.addButton(Text::tr("&Import"), QMessageBox::AcceptRole);
    question.exec();
    if (question.clickedButton() == accept)
        pack->importFrom(path);
}

} // namespace looptide::panels
