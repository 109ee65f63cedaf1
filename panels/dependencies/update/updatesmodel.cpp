// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/update/updatesmodel.h"

#include "panels/common/displaytext.h"

#include <algorithm>

namespace looptide::models {

namespace {

QString kindText(UpdatesModel::Kind kind)
{
    using Kind = UpdatesModel::Kind;
    switch (kind) {
    case Kind::Same:
        return UpdatesModel::tr("none");
    case Kind::Patch:
        return UpdatesModel::tr("patch: corrections");
    case Kind::Minor:
        return UpdatesModel::tr("minor: new functions");
    case Kind::Major:
        return UpdatesModel::tr("major: may break your code");
    case Kind::Prerelease:
        return UpdatesModel::tr("pre-release");
    case Kind::Older:
        return UpdatesModel::tr("an older version");
    case Kind::Unknown:
        break;
    }
    return UpdatesModel::tr("not known");
}

} // namespace

void UpdatesModel::setUpdates(const QList<Update> &updates)
{
    beginResetModel();
    m_updates = updates;
    m_chosen = QList<bool>(updates.size(), false);
    chooseHarmless();
    endResetModel();
    Q_EMIT choiceChanged();
}

void UpdatesModel::setKinds(const QList<Kind> &kinds)
{
    if (kinds.size() != 2 * m_updates.size())
        return;
    for (qsizetype i = 0; i < m_updates.size(); ++i) {
        m_updates[i].wantedKind = kinds.at(2 * i);
        m_updates[i].latestKind = kinds.at(2 * i + 1);
    }
    setTarget(m_target);
}

void UpdatesModel::setTarget(Target target)
{
    m_target = target;
    chooseHarmless();
    if (!m_updates.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    Q_EMIT choiceChanged();
}

void UpdatesModel::chooseHarmless()
{
    for (qsizetype i = 0; i < m_updates.size(); ++i) {
        const Kind kind = kindOf(m_updates.at(i));
        m_chosen[i] = hasChange(m_updates.at(i))
            && (m_target == Target::WithinRange || kind == Kind::Patch || kind == Kind::Minor);
    }
}

QList<PackageChanges::VersionChoice> UpdatesModel::chosen() const
{
    QList<PackageChanges::VersionChoice> choices;
    for (qsizetype i = 0; i < m_updates.size(); ++i) {
        const Update &update = m_updates.at(i);
        if (m_chosen.at(i))
            choices.append({ update.name, versionOf(update), update.range });
    }
    return choices;
}

QString UpdatesModel::versionOf(const Update &update) const
{
    return m_target == Target::Latest ? update.latest : update.wanted;
}

UpdatesModel::Kind UpdatesModel::kindOf(const Update &update) const
{
    return m_target == Target::Latest ? update.latestKind : update.wantedKind;
}

int UpdatesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_updates.size());
}

int UpdatesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

Qt::ItemFlags UpdatesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (!hasChange(m_updates.at(index.row())))
        return Qt::ItemIsSelectable;
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    flags.setFlag(Qt::ItemIsUserCheckable, index.column() == NameColumn);
    return flags;
}

QString UpdatesModel::textOf(const Update &update, int column) const
{
    switch (column) {
    case NameColumn:
        return visibleText(update.name);
    case InstalledColumn:
        return update.installed.isEmpty() ? tr("missing") : visibleText(update.installed);
    case NewColumn:
        return visibleText(versionOf(update));
    case ChangeColumn:
        return update.installed.isEmpty() ? QString() : kindText(kindOf(update));
    default:
        return {};
    }
}

QVariant UpdatesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Update &update = m_updates.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(update, index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>")
            .arg(tr("%1: package.json has %2. Newest within it: %3. Latest: %4.")
                     .arg(visibleText(update.name), visibleText(update.range),
                          visibleText(update.wanted), visibleText(update.latest))
                     .toHtmlEscaped());
    case Qt::CheckStateRole:
        if (index.column() != NameColumn || !hasChange(update))
            return {};
        return m_chosen.at(index.row()) ? Qt::Checked : Qt::Unchecked;
    case BreakingRole:
        return hasChange(update) && kindOf(update) == Kind::Major;
    default:
        return {};
    }
}

bool UpdatesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != NameColumn
        || !hasChange(m_updates.at(index.row())))
        return false;
    m_chosen[index.row()] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index);
    Q_EMIT choiceChanged();
    return true;
}

QVariant UpdatesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Package");
    case InstalledColumn:
        return tr("Installed");
    case NewColumn:
        return tr("New");
    case ChangeColumn:
        return tr("Change");
    default:
        return {};
    }
}

} // namespace looptide::models
