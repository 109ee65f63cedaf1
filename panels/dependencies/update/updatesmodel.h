// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/packagechanges.h"
#include "runtime/project/packages/registryanswers.h"

#include <QAbstractTableModel>

namespace looptide::models {

// Packages with newer versions, to choose from: the newest within the range of package.json, or the
// latest.
class UpdatesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using Kind = project::VersionComparison::Kind;

    enum Column { NameColumn, InstalledColumn, NewColumn, ChangeColumn, columns };
    enum Role { BreakingRole = Qt::UserRole }; // a new major version
    enum class Target : quint8 { WithinRange, Latest };

    struct Update
    {
        QString name;
        QString range; // of package.json
        QString installed; // empty: it is missing
        QString wanted;
        QString latest;
        Kind wantedKind = Kind::Unknown; // of the change from installed
        Kind latestKind = Kind::Unknown;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setUpdates(const QList<Update> &updates);
    const QList<Update> &updates() const { return m_updates; }
    // For each update the change to wanted, then that to latest.
    void setKinds(const QList<Kind> &kinds);
    // Chooses all packages that have another version, without new major versions.
    void setTarget(Target target);
    QList<PackageChanges::VersionChoice> chosen() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void choiceChanged();

private:
    QString versionOf(const Update &update) const;
    Kind kindOf(const Update &update) const;
    bool hasChange(const Update &update) const { return versionOf(update) != update.installed; }
    QString textOf(const Update &update, int column) const;
    void chooseHarmless();

    QList<Update> m_updates;
    QList<bool> m_chosen;
    Target m_target = Target::WithinRange;
};

} // namespace looptide::models
