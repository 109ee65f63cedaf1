// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreeactions.h"

#include "panels/common/icons.h"
#include "panels/projecttree/fileoperations.h"
#include "panels/projecttree/projecttreeview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

namespace looptide::panels {

ProjectTreeActions::ProjectTreeActions(ProjectTreeView *view, FileOperations *operations,
                                       QObject *parent)
    : QObject(parent), m_view(view), m_operations(operations)
{
    createFileActions();
    createViewActions();
    connectActions();
    m_view->addActions(m_all);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            &ProjectTreeActions::showContextMenu);
    connect(m_view, &ProjectTreeView::selectionMoved, this, &ProjectTreeActions::update);
    update();
}

QAction *ProjectTreeActions::add(const char *name, const QString &iconName, const QString &text,
                                 const QString &toolTip, const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    m_all.append(action);
    return action;
}

void ProjectTreeActions::createFileActions()
{
    m_open = add("tree.open", QStringLiteral("file-text"), tr("&Open"),
                 tr("Open the file in the editor"));
    m_newFile = add("tree.newFile", QStringLiteral("file-plus"), tr("New &File"),
                    tr("Create a file in the selected folder"));
    m_newFolder = add("tree.newFolder", QStringLiteral("folder-plus"), tr("New F&older"),
                      tr("Create a folder in the selected folder"));
    m_rename = add("tree.rename", QStringLiteral("pencil"), tr("&Rename"),
                   tr("Give the file or folder another name"), QKeySequence(Qt::Key_F2));
    m_delete = add("tree.delete", QStringLiteral("trash-2"), tr("Move to &Trash"),
                   tr("Move the file or folder to the trash"), QKeySequence::Delete);
}

void ProjectTreeActions::createViewActions()
{
    m_reveal = add("tree.reveal", QStringLiteral("folder-search"), tr("Show in File &Manager"),
                   tr("Open the folder in the system's file manager"));
    m_copyPath = add("tree.copyPath", QStringLiteral("copy"), tr("&Copy Path"),
                     tr("Copy the whole path of the file"));
    m_copyRelativePath =
        add("tree.copyRelativePath", QStringLiteral("copy"), tr("Copy Re&lative Path"),
            tr("Copy the path of the file within the project"));
    m_collapse = add("tree.collapse", QStringLiteral("chevrons-down-up"), tr("Collapse &All"),
                     tr("Close all folders of the tree"));
}

void ProjectTreeActions::connectActions()
{
    const auto create = [this](FileOperations::Kind kind) {
        Q_EMIT creationRequested();
        m_operations->createEntry(kind, targetFolder());
    };
    connect(m_open, &QAction::triggered, m_view, &ProjectTreeView::activateSelected);
    connect(m_newFile, &QAction::triggered, this, [create] { create(FileOperations::Kind::File); });
    connect(m_newFolder, &QAction::triggered, this,
            [create] { create(FileOperations::Kind::Folder); });
    connect(m_rename, &QAction::triggered, m_operations, &FileOperations::renameSelected);
    connect(m_delete, &QAction::triggered, m_operations, &FileOperations::deleteSelected);
    connect(m_reveal, &QAction::triggered, this, &ProjectTreeActions::reveal);
    connect(m_copyPath, &QAction::triggered, this, [this] { copyPath(false); });
    connect(m_copyRelativePath, &QAction::triggered, this, [this] { copyPath(true); });
    connect(m_collapse, &QAction::triggered, m_view, &QTreeView::collapseAll);
}

void ProjectTreeActions::setProject(const QString &directory)
{
    m_project = directory;
    update();
}

void ProjectTreeActions::update()
{
    const bool hasProject = !m_project.isEmpty();
    const QString path = m_view->selectedPath();
    const bool isRaw = !m_view->selectedRawName().bytes.isEmpty();
    for (QAction *action : { m_rename, m_delete, m_copyPath, m_copyRelativePath, m_reveal })
        action->setEnabled(hasProject && (isRaw || !path.isEmpty()));
    m_rename->setText(isRaw ? tr("&Rename…") : tr("&Rename"));
    m_rename->setToolTip(isRaw ? tr("Give the file or folder a name that can be opened")
                               : tr("Give the file or folder another name"));
    m_rename->setStatusTip(m_rename->toolTip());
    for (QAction *action : { m_newFile, m_newFolder, m_collapse })
        action->setEnabled(hasProject);
    m_open->setEnabled(!path.isEmpty() && QFileInfo(path).isFile());
}

void ProjectTreeActions::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        m_view->setCurrentIndex({});
    update();
    QMenu menu(m_view);
    if (m_open->isEnabled()) {
        menu.addAction(m_open);
        menu.addSeparator();
    }
    menu.addActions({ m_newFile, m_newFolder });
    menu.addSeparator();
    menu.addActions({ m_rename, m_delete });
    menu.addSeparator();
    menu.addActions({ m_copyPath, m_copyRelativePath, m_reveal });
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

QString ProjectTreeActions::targetFolder() const
{
    const QString folder = m_view->selectedFolder();
    return folder.isEmpty() ? m_project : folder;
}

void ProjectTreeActions::reveal()
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(m_view->selectedFolder())))
        Q_EMIT messageRequested(tr("No file manager answered."));
}

void ProjectTreeActions::copyPath(bool relative)
{
    if (const models::RawName raw = m_view->selectedRawName(); !raw.bytes.isEmpty())
        return copyRawPath(raw.bytes, relative);
    const QString path = m_view->selectedPath();
    QApplication::clipboard()->setText(relative ? QDir(m_project).relativeFilePath(path)
                                                : QDir::toNativeSeparators(path));
}

// As a shell reads it, and as a URL, which file managers paste.
void ProjectTreeActions::copyRawPath(const QByteArray &name, bool relative)
{
    const QString folder = m_view->selectedFolder();
    const QString inProject = QDir(m_project).relativeFilePath(folder);
    const QByteArray path = QFile::encodeName(folder) + '/' + name;
    const bool isTop = inProject == QLatin1StringView(".");
    const QByteArray relativePath = isTop ? name : QFile::encodeName(inProject) + '/' + name;
    auto *data = new QMimeData;
    data->setText(models::shellText(relative ? relativePath : path));
    if (!relative)
        data->setData(QStringLiteral("text/uri-list"),
                      "file://" + path.toPercentEncoding("/") + "\r\n");
    QApplication::clipboard()->setMimeData(data);
}

} // namespace looptide::panels
