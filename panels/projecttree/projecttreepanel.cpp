// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreepanel.h"

#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/projecttree/projectfiles.h"
#include "panels/projecttree/projectfilesmodel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QThreadPool>
#include <QToolBar>
#include <QTreeView>
#include <QUrl>

#include <utility>

namespace looptide::panels {

namespace {

constexpr qsizetype maximumListedFiles = 50000;
constexpr qsizetype maximumMatches = 200;

QString uniqueName(const QString &folder, const QString &base)
{
    QString name = base;
    for (int i = 2; !ProjectFilesModel::problemWithName(folder, name).isEmpty() && i < 1000; ++i)
        name = QStringLiteral("%1-%2").arg(base).arg(i);
    return name;
}

} // namespace

PanelDescriptor ProjectTreePanel::descriptor()
{
    return { .id = QStringLiteral("project"),
             .title = tr("Project"),
             .icon = QStringLiteral("folder"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_1),
             .place = PanelPlace::Left,
             .create = [](PanelHost *) { return new ProjectTreePanel; } };
}

ProjectTreePanel::ProjectTreePanel(QWidget *parent) : QWidget(parent)
{
    setupActions();
    setupViews();
    updateActions();
    connect(&m_folder, &models::FolderWatch::gone, this, &ProjectTreePanel::showThatItIsGone);
    connect(&m_folder, &models::FolderWatch::returned, this, [this] {
        showTree();
        Q_EMIT projectReturned();
    });
}

ProjectTreePanel::~ProjectTreePanel()
{
    // A name that is being edited is given up when the view goes, after us.
    disconnect(m_view->itemDelegate(), nullptr, this, nullptr);
    if (m_listCancelled)
        *m_listCancelled = true;
}

QAction *ProjectTreePanel::addPanelAction(const char *name, const QString &iconName,
                                          const QString &text, const QString &toolTip,
                                          const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    m_actions.append(action);
    return action;
}

void ProjectTreePanel::setupActions()
{
    m_open = addPanelAction("tree.open", QStringLiteral("file-text"), tr("&Open"),
                            tr("Open the file in the editor"));
    m_newFile = addPanelAction("tree.newFile", QStringLiteral("file-plus"), tr("New &File"),
                               tr("Create a file in the selected folder"));
    m_newFolder = addPanelAction("tree.newFolder", QStringLiteral("folder-plus"), tr("New F&older"),
                                 tr("Create a folder in the selected folder"));
    m_rename = addPanelAction("tree.rename", QStringLiteral("pencil"), tr("&Rename"),
                              tr("Give the file or folder another name"), QKeySequence(Qt::Key_F2));
    m_delete = addPanelAction("tree.delete", QStringLiteral("trash-2"), tr("Move to &Trash"),
                              tr("Move the file or folder to the trash"), QKeySequence::Delete);
    m_reveal =
        addPanelAction("tree.reveal", QStringLiteral("folder-search"), tr("Show in File &Manager"),
                       tr("Open the folder in the system's file manager"));
    m_copyPath = addPanelAction("tree.copyPath", QStringLiteral("copy"), tr("&Copy Path"),
                                tr("Copy the whole path of the file"));
    m_copyRelativePath =
        addPanelAction("tree.copyRelativePath", QStringLiteral("copy"), tr("Copy Re&lative Path"),
                       tr("Copy the path of the file within the project"));
    m_collapse = addPanelAction("tree.collapse", QStringLiteral("chevrons-down-up"),
                                tr("Collapse &All"), tr("Close all folders of the tree"));
    connect(m_open, &QAction::triggered, this, [this] { activate(m_view->currentIndex()); });
    connect(m_newFile, &QAction::triggered, this, [this] { createEntry(Kind::File); });
    connect(m_newFolder, &QAction::triggered, this, [this] { createEntry(Kind::Folder); });
    connect(m_rename, &QAction::triggered, this, &ProjectTreePanel::renameSelected);
    connect(m_delete, &QAction::triggered, this, &ProjectTreePanel::deleteSelected);
    connect(m_reveal, &QAction::triggered, this, &ProjectTreePanel::reveal);
    connect(m_copyPath, &QAction::triggered, this, [this] { copyPath(false); });
    connect(m_copyRelativePath, &QAction::triggered, this, [this] { copyPath(true); });
    connect(m_collapse, &QAction::triggered, this, [this] { m_view->collapseAll(); });
}

void ProjectTreePanel::setupViews()
{
    m_pages = new QStackedWidget(this);
    m_emptyPage = createEmptyPage();
    m_gonePage = createGonePage();
    for (EmptyState *page : { m_emptyPage, m_gonePage }) {
        page->setBackgroundRole(QPalette::Base);
        page->setAutoFillBackground(true);
    }
    m_treePage = createTreePage();
    m_pages->addWidget(m_emptyPage);
    m_pages->addWidget(m_gonePage);
    m_pages->addWidget(m_treePage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
}

EmptyState *ProjectTreePanel::createEmptyPage()
{
    auto *page = new EmptyState(QStringLiteral("folder"), this);
    page->setText(tr("No folder is open"), tr("The files of the folder appear here."));
    page->setAction(tr("Open Folder…"), QStringLiteral("folder-open"));
    page->setOtherAction(tr("New Project…"), QStringLiteral("plus"));
    connect(page, &EmptyState::actionRequested, this, &ProjectTreePanel::openFolderRequested);
    connect(page, &EmptyState::otherActionRequested, this, &ProjectTreePanel::newProjectRequested);
    return page;
}

EmptyState *ProjectTreePanel::createGonePage()
{
    auto *page = new EmptyState(QStringLiteral("triangle-alert"), this);
    page->setAction(tr("Close Project"), QStringLiteral("x"));
    page->setOtherAction(tr("Open Folder…"), QStringLiteral("folder-open"));
    connect(page, &EmptyState::actionRequested, this, &ProjectTreePanel::closeProjectRequested);
    connect(page, &EmptyState::otherActionRequested, this, &ProjectTreePanel::openFolderRequested);
    return page;
}

QWidget *ProjectTreePanel::createTreePage()
{
    auto *page = new QWidget;
    m_title = new QLabel;
    m_title->setContentsMargins(8, 0, 0, 0);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *tools = new QToolBar;
    tools->setIconSize(QSize(16, 16));
    tools->addActions({ m_newFile, m_newFolder, m_collapse });

    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Find a file"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Find a file by its name"));
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &ProjectTreePanel::filterChanged);

    m_view = new QTreeView;
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setIconSize(QSize(16, 16));
    m_view->setIndentation(16);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Project files"));
    m_view->addActions(m_actions);
    connect(m_view, &QTreeView::customContextMenuRequested, this,
            &ProjectTreePanel::showContextMenu);
    connect(m_view, &QTreeView::activated, this, &ProjectTreePanel::activate);
    connect(m_view->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
            [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
                finishEditing(hint != QAbstractItemDelegate::RevertModelCache);
            });

    m_matches = new QListWidget;
    m_matches->setFrameShape(QFrame::NoFrame);
    m_matches->setUniformItemSizes(true);
    m_matches->setTextElideMode(Qt::ElideMiddle);
    m_matches->setAccessibleName(tr("Files found"));
    connect(m_matches, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT fileActivated(QDir(m_project).filePath(item->text()));
    });

    m_lists = new QStackedWidget;
    m_lists->addWidget(m_view);
    m_lists->addWidget(m_matches);

    auto *header = new QHBoxLayout;
    header->setContentsMargins(0, 2, 4, 0);
    header->setSpacing(0);
    header->addWidget(m_title, 1);
    header->addWidget(tools);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(6, 2, 6, 6);
    filterRow->addWidget(m_filter);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addLayout(filterRow);
    layout->addWidget(m_lists, 1);
    return page;
}

void ProjectTreePanel::ensureModel()
{
    if (m_model)
        return;
    m_model = new ProjectFilesModel(this);
    m_proxy = new VisibleFilesProxy(this);
    m_proxy->setSourceModel(m_model);
    m_view->setModel(m_proxy);
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_view->hideColumn(column);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProjectTreePanel::updateActions);
    connect(m_model, &ProjectFilesModel::renameFailed, this, &ProjectTreePanel::messageRequested);
    connect(m_model, &ProjectFilesModel::pathRenamed, this,
            [this](const QString &from, const QString &to) {
                if (from == m_created) {
                    m_created.clear();
                    Q_EMIT pathCreated(to);
                } else {
                    Q_EMIT pathRenamed(from, to);
                }
                m_selectLater = to;
                m_fileList.clear();
            });
    const auto lookForAwaited = [this] {
        if (!m_awaited.isEmpty())
            editWhenShown(m_awaited);
        if (!m_selectLater.isEmpty())
            selectPath(m_selectLater);
    };
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, lookForAwaited, Qt::QueuedConnection);
    connect(m_model, &QFileSystemModel::directoryLoaded, this, lookForAwaited,
            Qt::QueuedConnection);
}

void ProjectTreePanel::setProject(const QString &directory)
{
    if (directory == m_project)
        return;
    m_project = directory;
    m_folder.setFolder(directory);
    m_fileList.clear();
    m_awaited.clear();
    m_created.clear();
    m_selectLater.clear();
    if (m_listCancelled)
        *m_listCancelled = true;
    m_filter->clear();
    if (directory.isEmpty())
        m_pages->setCurrentWidget(m_emptyPage);
    else if (m_folder.isThere())
        showTree();
    else
        showThatItIsGone();
}

void ProjectTreePanel::showThatItIsGone()
{
    dropModel();
    m_fileList.clear();
    m_filter->clear();
    m_gonePage->setText(
        tr("The folder “%1” is gone").arg(QDir(m_project).dirName()),
        tr("It was removed or renamed. When it is back, its files appear here again."));
    m_gonePage->setToolTip(
        QStringLiteral("<p>%1</p>").arg(QDir::toNativeSeparators(m_project).toHtmlEscaped()));
    m_pages->setCurrentWidget(m_gonePage);
    updateActions();
}

// It keeps what it knows of a folder that has gone, and shows it of the one that comes in its
// place.
void ProjectTreePanel::dropModel()
{
    m_view->setModel(nullptr);
    delete std::exchange(m_proxy, nullptr);
    delete std::exchange(m_model, nullptr);
}

void ProjectTreePanel::showTree()
{
    ensureModel();
    m_title->setText(QDir(m_project).dirName());
    m_title->setToolTip(QDir::toNativeSeparators(m_project));
    const QModelIndex root = m_model->setRootPath(m_project);
    m_view->setRootIndex(m_proxy->mapFromSource(root));
    m_pages->setCurrentWidget(m_treePage);
    updateActions();
}

QString ProjectTreePanel::selectedPath() const
{
    if (!m_model || !m_view->currentIndex().isValid())
        return {};
    return m_model->filePath(m_proxy->mapToSource(m_view->currentIndex()));
}

void ProjectTreePanel::selectPath(const QString &path)
{
    if (!m_model || m_project.isEmpty() || !path.startsWith(m_project + u'/'))
        return;
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(path));
    m_selectLater = index.isValid() ? QString() : path;
    if (!index.isValid() || index == m_view->currentIndex())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void ProjectTreePanel::updateActions()
{
    const bool hasProject = m_folder.isThere();
    const QString path = selectedPath();
    for (QAction *action : { m_rename, m_delete, m_reveal, m_copyPath, m_copyRelativePath })
        action->setEnabled(hasProject && !path.isEmpty());
    for (QAction *action : { m_newFile, m_newFolder, m_collapse })
        action->setEnabled(hasProject);
    m_open->setEnabled(!path.isEmpty() && QFileInfo(path).isFile());
}

void ProjectTreePanel::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        m_view->setCurrentIndex({});
    updateActions();
    QMenu menu(this);
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

void ProjectTreePanel::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QModelIndex source = m_proxy->mapToSource(index);
    if (!m_model->isDir(source))
        Q_EMIT fileActivated(m_model->filePath(source));
}

QString ProjectTreePanel::targetFolder() const
{
    const QString path = selectedPath();
    if (path.isEmpty())
        return m_project;
    const QFileInfo info(path);
    return info.isDir() ? info.absoluteFilePath() : info.absolutePath();
}

void ProjectTreePanel::createEntry(Kind kind)
{
    m_filter->clear();
    const QString folder = targetFolder();
    const QString path = QDir(folder).filePath(
        uniqueName(folder, kind == Kind::File ? tr("new-file.js") : tr("new-folder")));
    QFile file(path);
    const bool made = kind == Kind::Folder ? QDir().mkdir(path)
                                           : file.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!made) {
        Q_EMIT messageRequested(
            tr("Nothing can be created in “%1”: %2.")
                .arg(QDir::toNativeSeparators(folder),
                     kind == Kind::File ? file.errorString() : tr("no permission to change it")));
        return;
    }
    m_fileList.clear();
    if (const QModelIndex index = m_proxy->mapFromSource(m_model->index(folder)); index.isValid())
        m_view->expand(index);
    editWhenShown(path);
}

void ProjectTreePanel::editWhenShown(const QString &path)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(path));
    m_awaited = index.isValid() ? QString() : path;
    if (!index.isValid())
        return;
    m_created = path;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    m_view->edit(index);
}

// A new entry is on disk before it has its name. Who cancels the naming did not want it.
void ProjectTreePanel::finishEditing(bool accepted)
{
    const QString path = std::exchange(m_created, QString());
    if (path.isEmpty())
        return;
    if (accepted) {
        Q_EMIT pathCreated(path);
        return;
    }
    const QFileInfo info(path);
    if (info.isDir())
        QDir().rmdir(path);
    else if (info.size() == 0)
        QFile::remove(path);
}

void ProjectTreePanel::renameSelected()
{
    if (m_view->currentIndex().isValid())
        m_view->edit(m_view->currentIndex());
}

void ProjectTreePanel::deleteSelected()
{
    const QString path = selectedPath();
    if (path.isEmpty())
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Move to Trash"),
                                tr("Move “%1” to the trash?").arg(QFileInfo(path).fileName()),
                                QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QFileInfo(path).isDir()
                                ? tr("The folder and everything in it can be restored from there.")
                                : tr("It can be restored from there."));
    auto *confirm = box->addButton(tr("Move to &Trash"), QMessageBox::AcceptRole);
    box->setDefaultButton(confirm);
    connect(confirm, &QAbstractButton::clicked, this, [this, path] { moveToTrash(path); });
    box->open();
}

void ProjectTreePanel::moveToTrash(const QString &path)
{
    QFile file(path);
    if (file.moveToTrash()) {
        m_fileList.clear();
        Q_EMIT pathDeleted(path);
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Move to Trash"),
                        tr("“%1” could not be moved to the trash.").arg(QFileInfo(path).fileName()),
                        QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("%1\n\nDeleted for good, it cannot be restored.")
                                .arg(file.errorString().isEmpty()
                                         ? tr("This disk has no trash, or the folder is protected.")
                                         : file.errorString()));
    auto *confirm = box->addButton(tr("&Delete for Good"), QMessageBox::DestructiveRole);
    connect(confirm, &QAbstractButton::clicked, this, [this, path] { deleteForGood(path); });
    box->open();
}

void ProjectTreePanel::deleteForGood(const QString &path)
{
    const QFileInfo info(path);
    const bool gone =
        info.isDir() && !info.isSymLink() ? QDir(path).removeRecursively() : QFile::remove(path);
    m_fileList.clear();
    if (gone)
        Q_EMIT pathDeleted(path);
    else
        Q_EMIT messageRequested(tr("“%1” could not be deleted: no permission to change its folder.")
                                    .arg(info.fileName()));
}

void ProjectTreePanel::reveal()
{
    const QFileInfo info(selectedPath());
    const QString folder = info.isDir() ? info.absoluteFilePath() : info.absolutePath();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT messageRequested(tr("No file manager answered."));
}

void ProjectTreePanel::copyPath(bool relative)
{
    const QString path = selectedPath();
    QApplication::clipboard()->setText(relative ? QDir(m_project).relativeFilePath(path)
                                                : QDir::toNativeSeparators(path));
}

void ProjectTreePanel::filterChanged(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        m_lists->setCurrentWidget(m_view);
        m_matches->clear();
        return;
    }
    m_lists->setCurrentWidget(m_matches);
    if (m_fileList.isEmpty())
        readFileList();
    else
        showMatches();
}

void ProjectTreePanel::readFileList()
{
    if (m_listCancelled)
        *m_listCancelled = true;
    m_listCancelled = std::make_shared<std::atomic_bool>(false);
    QPointer<ProjectTreePanel> self(this);
    QThreadPool::globalInstance()->start([self, root = m_project, cancelled = m_listCancelled] {
        const QStringList files =
            models::listProjectFiles(root, maximumListedFiles, cancelled.get());
        if (*cancelled)
            return;
        QMetaObject::invokeMethod(
            qApp,
            [self, files, cancelled] {
                if (!self || *cancelled)
                    return;
                self->m_fileList = files;
                self->showMatches();
            },
            Qt::QueuedConnection);
    });
}

void ProjectTreePanel::showMatches()
{
    const QString typed = m_filter->text().trimmed();
    m_matches->clear();
    if (typed.isEmpty())
        return;
    const QStringList found = models::bestFileMatches(m_fileList, typed, maximumMatches);
    for (const QString &path : found)
        m_matches->addItem(
            new QListWidgetItem(icon(models::fileIconName(QFileInfo(path).fileName())), path));
    m_matches->setCurrentRow(0);
}

// Arrow keys and Enter in the filter act on the list below it.
bool ProjectTreePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        m_filter->clear();
        m_view->setFocus();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_lists->currentWidget() == m_matches)
            return QApplication::sendEvent(m_matches, event);
        return false;
    default:
        return false;
    }
}

} // namespace looptide::panels
