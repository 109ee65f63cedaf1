// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/fileoperations.h"

#include "panels/projecttree/projectfilesmodel.h"
#include "panels/projecttree/projecttreeview.h"
#include "panels/projecttree/rawnamedialog.h"
#include "panels/projecttree/rawnamesproxy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace looptide::panels {

namespace {

QString uniqueName(const QString &folder, const QString &base)
{
    QString name = base;
    for (int i = 2; !ProjectFilesModel::problemWithName(folder, name).isEmpty() && i < 1000; ++i)
        name = QStringLiteral("%1-%2").arg(base).arg(i);
    return name;
}

} // namespace

FileOperations::FileOperations(ProjectTreeView *view, QWidget *owner)
    : QObject(owner), m_view(view), m_owner(owner)
{
    connect(view, &ProjectTreeView::editingStarted, this,
            [this](const QString &path) { m_created = path; });
    connect(view, &ProjectTreeView::editingEnded, this, &FileOperations::finishEditing);
    connect(view, &ProjectTreeView::pathRenamed, this, &FileOperations::reportRenamed);
    connect(view, &ProjectTreeView::renameFailed, this, &FileOperations::messageRequested);
    connect(view, &ProjectTreeView::rawNameActivated, this, [this](bool isFolder) {
        Q_EMIT messageRequested(RawNamesProxy::explanation(isFolder));
    });
}

void FileOperations::createEntry(Kind kind, const QString &folder)
{
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
    Q_EMIT filesChanged();
    m_view->expandPath(folder);
    m_view->editPath(path);
}

void FileOperations::renameSelected()
{
    const models::RawName name = m_view->selectedRawName();
    if (name.bytes.isEmpty())
        m_view->editSelected();
    else
        renameRawName(name);
}

void FileOperations::renameRawName(const models::RawName &name)
{
    auto *dialog = new RawNameDialog(m_view->selectedFolder(), name, m_owner);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RawNameDialog::renamed, this, [this](const QString &path) {
        Q_EMIT filesChanged();
        m_view->selectPath(path);
    });
    dialog->open();
}

void FileOperations::reportRenamed(const QString &from, const QString &to)
{
    if (from == m_created) {
        m_created.clear();
        Q_EMIT pathCreated(to);
    } else {
        Q_EMIT pathRenamed(from, to);
    }
    Q_EMIT filesChanged();
}

// A new entry is on disk before it has its name. Who cancels the naming did not want it.
void FileOperations::finishEditing(bool accepted)
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

void FileOperations::deleteSelected()
{
    const QString path = m_view->selectedPath();
    if (path.isEmpty())
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Move to Trash"),
                                tr("Move “%1” to the trash?").arg(QFileInfo(path).fileName()),
                                QMessageBox::Cancel, m_owner);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QFileInfo(path).isDir()
                                ? tr("The folder and everything in it can be restored from there.")
                                : tr("It can be restored from there."));
    auto *confirm = box->addButton(tr("Move to &Trash"), QMessageBox::AcceptRole);
    box->setDefaultButton(confirm);
    connect(confirm, &QAbstractButton::clicked, this, [this, path] { moveToTrash(path); });
    box->open();
}

void FileOperations::moveToTrash(const QString &path)
{
    QFile file(path);
    if (file.moveToTrash()) {
        Q_EMIT filesChanged();
        Q_EMIT pathDeleted(path);
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Move to Trash"),
                        tr("“%1” could not be moved to the trash.").arg(QFileInfo(path).fileName()),
                        QMessageBox::Cancel, m_owner);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("%1\n\nDeleted for good, it cannot be restored.")
                                .arg(file.errorString().isEmpty()
                                         ? tr("This disk has no trash, or the folder is protected.")
                                         : file.errorString()));
    auto *confirm = box->addButton(tr("&Delete for Good"), QMessageBox::DestructiveRole);
    connect(confirm, &QAbstractButton::clicked, this, [this, path] { deleteForGood(path); });
    box->open();
}

void FileOperations::deleteForGood(const QString &path)
{
    const QFileInfo info(path);
    const bool gone =
        info.isDir() && !info.isSymLink() ? QDir(path).removeRecursively() : QFile::remove(path);
    Q_EMIT filesChanged();
    if (gone)
        Q_EMIT pathDeleted(path);
    else
        Q_EMIT messageRequested(tr("“%1” could not be deleted: no permission to change its folder.")
                                    .arg(info.fileName()));
}

} // namespace looptide::panels
