// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/filedialogs.h"

#include "app/dialogs/filelooks.h"
#include "app/settings.h"
#include "panels/common/displaytext.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QUrl>

namespace looptide::app {

namespace {

constexpr QSize firstSize { 900, 580 };
constexpr int placesWidth = 190;
constexpr qsizetype mostRecentProjects = 5;
const QString sizeKey = QStringLiteral("fileDialog/size");

QString folderKey(const QString &memory)
{
    return QStringLiteral("fileDialog/") + memory;
}

// Returns null when the platform shows its own dialog.
QTreeView *detailsOf(const QFileDialog *dialog)
{
    return dialog->findChild<QTreeView *>(QStringLiteral("treeView"));
}

QList<QUrl> places()
{
    QStringList folders { QDir::homePath() };
    for (const auto location :
         { QStandardPaths::DesktopLocation, QStandardPaths::DocumentsLocation })
        folders.append(QStandardPaths::writableLocation(location));
    folders.append(Settings::load().projectsFolder);
    folders += recentProjects().first(qMin(mostRecentProjects, recentProjects().size()));
    folders.removeDuplicates();
    QList<QUrl> urls;
    for (const QString &folder : std::as_const(folders)) {
        if (QFileInfo(folder).isDir())
            urls.append(QUrl::fromLocalFile(folder));
    }
    urls.append(QUrl(QStringLiteral("file:"))); // the computer
    return urls;
}

// A name whose characters change its direction does not look like another one.
class NameDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return models::visibleText(QStyledItemDelegate::displayText(value, locale));
    }
};

// Waits until the dialog is shown, because its mode is not set before.
class Furnisher : public QObject
{
    Q_OBJECT
public:
    explicit Furnisher(QFileDialog *dialog) : QObject(dialog), m_dialog(dialog)
    {
        dialog->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_dialog && detailsOf(m_dialog)) {
            if (event->type() == QEvent::Show && !std::exchange(m_isFurnished, true))
                furnish();
            else if (event->type() == QEvent::Hide && m_isFurnished)
                QSettings(settingsFilePath(), QSettings::IniFormat)
                    .setValue(sizeKey, m_dialog->size());
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void furnish()
    {
        static FileLooks looks;
        m_dialog->setIconProvider(&looks);
        m_dialog->setSidebarUrls(places());
        for (const auto *name : { "treeView", "listView" })
            if (auto *view = m_dialog->findChild<QAbstractItemView *>(QLatin1StringView(name)))
                view->setItemDelegate(new NameDelegate(view));
        if (m_dialog->acceptMode() == QFileDialog::AcceptSave)
            m_dialog->setLabelText(QFileDialog::LookIn, tr("Save &in:"));
        if (m_dialog->fileMode() == QFileDialog::Directory)
            m_dialog->setLabelText(QFileDialog::FileName, tr("Folder:"));
        fitSize();
        fitColumns();
    }
    void fitSize()
    {
        const QSettings file(settingsFilePath(), QSettings::IniFormat);
        const QSize size = file.value(sizeKey, firstSize).toSize();
        m_dialog->resize(size.expandedTo(m_dialog->minimumSizeHint())
                             .boundedTo(m_dialog->screen()->availableSize()));
        if (auto *splitter = m_dialog->findChild<QSplitter *>())
            splitter->setSizes({ placesWidth, m_dialog->width() - placesWidth });
    }
    void fitColumns()
    {
        QHeaderView *columns = detailsOf(m_dialog)->header();
        columns->setStretchLastSection(false);
        columns->setSectionResizeMode(QHeaderView::ResizeToContents);
        columns->setSectionResizeMode(0, QHeaderView::Stretch); // the name
    }

    QFileDialog *m_dialog;
    bool m_isFurnished = false;
};

QStringList ask(QWidget *parent, const FileQuestion &question, QFileDialog::FileMode mode)
{
    QFileDialog dialog(parent, question.title);
    dialog.setFileMode(mode);
    if (mode == QFileDialog::Directory)
        dialog.setOption(QFileDialog::ShowDirsOnly);
    QSettings file(settingsFilePath(), QSettings::IniFormat);
    const QString remembered =
        question.memory.isEmpty() ? QString() : file.value(folderKey(question.memory)).toString();
    const QString start = QFileInfo(remembered).isDir() ? remembered : question.start;
    dialog.setDirectory(QFileInfo(start).isDir() ? start : QFileInfo(start).absolutePath());
    if (QFileInfo(start).isFile())
        dialog.selectFile(start);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    if (!question.memory.isEmpty())
        file.setValue(folderKey(question.memory),
                      mode == QFileDialog::Directory
                          ? QFileInfo(dialog.selectedFiles().value(0)).absolutePath()
                          : dialog.directory().absolutePath());
    return dialog.selectedFiles();
}

} // namespace

QString askForFolder(QWidget *parent, const FileQuestion &question)
{
    return ask(parent, question, QFileDialog::Directory).value(0);
}

QString askForFile(QWidget *parent, const FileQuestion &question)
{
    return ask(parent, question, QFileDialog::ExistingFile).value(0);
}

QStringList askForFiles(QWidget *parent, const FileQuestion &question)
{
    return ask(parent, question, QFileDialog::ExistingFiles);
}

QString askForNewFile(QWidget *parent, const FileQuestion &question, const QString &filter,
                      const QString &suffix)
{
    QFileDialog dialog(parent, question.title);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilter(filter);
    dialog.setDefaultSuffix(suffix);
    QSettings settings(settingsFilePath(), QSettings::IniFormat);
    const QString remembered = settings.value(folderKey(question.memory)).toString();
    const QFileInfo start(question.start);
    dialog.setDirectory(QFileInfo(remembered).isDir() ? remembered : start.absolutePath());
    dialog.selectFile(start.fileName());
    if (dialog.exec() != QDialog::Accepted)
        return {};
    settings.setValue(folderKey(question.memory), dialog.directory().absolutePath());
    return dialog.selectedFiles().value(0);
}

void furnishFileDialog(QFileDialog *dialog)
{
    if (!dialog->findChild<Furnisher *>(Qt::FindDirectChildrenOnly))
        new Furnisher(dialog);
}

} // namespace looptide::app

#include "filedialogs.moc"
