// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/installscripts.h"

#include <QAbstractTableModel>

namespace looptide::models {

// Installed packages with install scripts, and whether each is allowed to run them.
class InstallScriptsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ScriptsColumn, StateColumn, columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setPackages(const QList<project::InstallScripts> &packages);
    QStringList newlyAllowed() const; // "esbuild@0.28.2"
    QStringList newlyDenied() const;
    QStringList allowed() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void choiceChanged();

private:
    QString textOf(int row, int column) const;

    QList<project::InstallScripts> m_packages;
    QList<bool> m_allowed; // as chosen
};

} // namespace looptide::models
