// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/fileoperations.h"

#include "panels/common/displaytext.h"
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
    connect(dialog, &RawNameDialog::renamed, this, [this, name](const QString &path) {
        Q_EMIT messageOutdated(RawNamesProxy::explanation(name.isFolder));
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

// A new entry is on disk before it has its name. Cancelling the naming removes it.
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

QString FileOperations::Entry::path() const
{
    return QDir(folder).filePath(QFile::decodeName(name));
}

QString FileOperations::Entry::text() const
{
    return isRaw ? models::rawNameText(name) : QFile::decodeName(name);
}

FileOperations::Entry FileOperations::selectedEntry() const
{
    if (const models::RawName raw = m_view->selectedRawName(); !raw.bytes.isEmpty())
        return { m_view->selectedFolder(), raw.bytes, raw.isFolder, true };
    const QFileInfo info(m_view->selectedPath());
    return { info.absolutePath(), QFile::encodeName(info.fileName()), info.isDir() };
}

void FileOperations::deleteSelected()
{
    const Entry entry = selectedEntry();
    if (entry.name.isEmpty())
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Move to Trash"),
                                tr("Move “%1” to the trash?").arg(entry.text()),
                                QMessageBox::Cancel, m_owner);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QString note = entry.isFolder
        ? tr("The folder and everything in it can be restored from there.")
        : tr("It can be restored from there.");
    if (entry.isRaw)
        note += u' '
            + tr("Its name in the trash is “%1”.")
                  .arg(models::visibleText(models::guessedName(entry.name)));
    box->setInformativeText(note);
    auto *confirm = box->addButton(tr("Move to &Trash"), QMessageBox::AcceptRole);
    box->setDefaultButton(confirm);
    connect(confirm, &QAbstractButton::clicked, this, [this, entry] { moveToTrash(entry); });
    box->open();
}

void FileOperations::moveToTrash(const Entry &entry)
{
    QFile file(entry.path());
    const bool isGone =
        entry.isRaw ? !models::moveRawNameToTrash(entry.folder, entry.name) : file.moveToTrash();
    if (isGone)
        reportDeleted(entry);
    else
        offerToDeleteForGood(entry, file.errorString());
}

void FileOperations::offerToDeleteForGood(const Entry &entry, const QString &reason)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Move to Trash"),
                                tr("“%1” could not be moved to the trash.").arg(entry.text()),
                                QMessageBox::Cancel, m_owner);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const bool isKnown = !entry.isRaw && !reason.isEmpty();
    box->setInformativeText(
        tr("%1\n\nDeleted for good, it cannot be restored.")
            .arg(isKnown ? reason : tr("This disk has no trash, or the folder is protected.")));
    auto *confirm = box->addButton(tr("&Delete for Good"), QMessageBox::DestructiveRole);
    connect(confirm, &QAbstractButton::clicked, this, [this, entry] { deleteForGood(entry); });
    box->open();
}

// By bytes in any case: a folder may contain names that are not UTF-8.
void FileOperations::deleteForGood(const Entry &entry)
{
    if (!models::removeRawName(entry.folder, entry.name)) {
        reportDeleted(entry);
        return;
    }
    Q_EMIT filesChanged();
    Q_EMIT messageRequested(
        tr("“%1” could not be deleted: no permission to change its folder.").arg(entry.text()));
}

void FileOperations::reportDeleted(const Entry &entry)
{
    Q_EMIT filesChanged();
    if (entry.isRaw)
        Q_EMIT messageOutdated(RawNamesProxy::explanation(entry.isFolder));
    else
        Q_EMIT pathDeleted(entry.path());
}

} // namespace looptide::panels
