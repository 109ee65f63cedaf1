// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projectfilesmodel.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/projecttree/projectfiles.h"
#include "panels/projecttree/rawnamesproxy.h"

#include <QAbstractFileIconProvider>
#include <QBrush>
#include <QDir>
#include <QGuiApplication>
#include <QPalette>

namespace looptide::panels {

namespace {

// Called on the reader's thread for every file; it does not read the file.
class NoIconProvider : public QAbstractFileIconProvider
{
public:
    using QAbstractFileIconProvider::icon;
    QIcon icon(const QFileInfo &) const override { return {}; }
    // A file without a type counts as not read yet, and is never shown.
    QString type(const QFileInfo &) const override { return QStringLiteral("-"); }
};

QAbstractFileIconProvider *noIconProvider()
{
    static NoIconProvider provider;
    return &provider;
}

bool isDimmed(const QString &name)
{
    return name.startsWith(u'.') || name == QLatin1StringView("node_modules")
        || name == QLatin1StringView("package-lock.json");
}

} // namespace

ProjectFilesModel::ProjectFilesModel(QObject *parent) : QFileSystemModel(parent)
{
    setIconProvider(noIconProvider());
    setOption(DontUseCustomDirectoryIcons);
    setFilter(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    setReadOnly(false);
    connect(this, &QFileSystemModel::fileRenamed, this,
            [this](const QString &folder, const QString &from, const QString &to) {
                Q_EMIT pathRenamed(QDir(folder).filePath(from), QDir(folder).filePath(to));
            });
}

QVariant ProjectFilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DecorationRole:
        return icon(isDir(index) ? QStringLiteral("folder")
                                 : models::fileIconName(fileName(index)));
    case Qt::ForegroundRole:
        return foreground(index);
    case MarkRole:
        return models::FileMarks::letterOf(m_marks.markOf(filePath(index)));
    case Qt::DisplayRole:
        return models::visibleText(fileName(index));
    case Qt::ToolTipRole:
        return models::visibleText(QDir::toNativeSeparators(filePath(index)));
    default:
        return QFileSystemModel::data(index, role);
    }
}

QVariant ProjectFilesModel::foreground(const QModelIndex &index) const
{
    using Mark = models::FileMarks::Mark;
    const models::Theme theme(QGuiApplication::palette());
    switch (m_marks.markOf(filePath(index))) {
    case Mark::Modified:
        return QBrush(theme.warning());
    case Mark::Added:
    case Mark::Untracked:
        return QBrush(theme.good());
    case Mark::Renamed:
        return QBrush(theme.accent());
    case Mark::Deleted:
    case Mark::Conflict:
        return QBrush(theme.error());
    case Mark::None:
    case Mark::ContainsChanges:
        break;
    }
    if (isDimmed(fileName(index)))
        return QGuiApplication::palette().brush(QPalette::PlaceholderText);
    return {};
}

// Views ask again for what they paint; no row changes.
void ProjectFilesModel::setMarks(const models::FileMarks &marks)
{
    m_marks = marks;
}

Qt::ItemFlags ProjectFilesModel::flags(const QModelIndex &index) const
{
    return QFileSystemModel::flags(index) & ~(Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled);
}

QString ProjectFilesModel::problemWithName(const QString &folder, const QString &name)
{
    if (name.trimmed().isEmpty())
        return tr("The name is empty.");
    if (name == QLatin1StringView(".") || name == QLatin1StringView(".."))
        return tr("“%1” is not a name a file can have.").arg(name);
    if (name.contains(u'/') || name.contains(QChar::Null))
        return tr("A name cannot have a “/” in it.");
    if (name.toUtf8().size() > 255)
        return tr("The name is too long.");
    const QFileInfo info(QDir(folder), name);
    if (info.exists() || info.isSymLink())
        return tr("“%1” is there already.").arg(name);
    return {};
}

bool ProjectFilesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    const QString oldName = fileName(index);
    const QString newName = value.toString();
    if (newName == oldName)
        return true;
    const QString folder = fileInfo(index).absolutePath();
    const QString problem = problemWithName(folder, newName);
    if (!problem.isEmpty()) {
        Q_EMIT renameFailed(tr("“%1” was not renamed. %2").arg(oldName, problem));
        return false;
    }
    if (!QFileSystemModel::setData(index, value, role)) {
        Q_EMIT renameFailed(tr("“%1” could not be renamed: no permission to change the folder, or "
                               "the file is gone.")
                                .arg(oldName));
        return false;
    }
    return true;
}

VisibleFilesProxy::VisibleFilesProxy(RawNamesProxy *files, QObject *parent)
    : QSortFilterProxyModel(parent), m_files(files)
{
    // The C locale compares code points: "b10" would come before "b2".
    if (m_collator.locale().language() == QLocale::C)
        m_collator.setLocale(QLocale::English);
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(files);
    sort(0);
}

bool VisibleFilesProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isFolder = m_files->isFolder(left);
    if (isFolder != m_files->isFolder(right))
        return isFolder;
    const QString first = m_files->sortName(left);
    const QString second = m_files->sortName(right);
    const int order = m_collator.compare(first, second);
    return order != 0 ? order < 0 : first < second;
}

bool VisibleFilesProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = m_files->index(row, 0, parent);
    return index.data(QFileSystemModel::FileNameRole).toString() != QLatin1StringView(".git")
        && !m_files->isPhantom(index);
}

} // namespace looptide::panels
