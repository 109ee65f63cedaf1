// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/filematches.h"

#include "panels/common/icons.h"
#include "panels/projecttree/projectfiles.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QThreadPool>

namespace looptide::panels {

namespace {

constexpr qsizetype maximumListedFiles = 50000;
constexpr qsizetype maximumMatches = 200;

} // namespace

FileMatches::FileMatches(QLineEdit *filter, QWidget *parent) : QListWidget(parent), m_filter(filter)
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setTextElideMode(Qt::ElideMiddle);
    setAccessibleName(tr("Files found"));
    connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT fileActivated(QDir(m_project).filePath(item->text()));
    });
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &FileMatches::filterChanged);
}

FileMatches::~FileMatches()
{
    if (m_readingCancelled)
        *m_readingCancelled = true;
}

void FileMatches::setProject(const QString &directory)
{
    m_project = directory;
    m_files.clear();
    if (m_readingCancelled)
        *m_readingCancelled = true;
    m_filter->clear();
}

void FileMatches::filterChanged(const QString &text)
{
    const bool isOn = !text.trimmed().isEmpty();
    Q_EMIT searchChanged(isOn);
    if (!isOn)
        clear();
    else if (m_files.isEmpty())
        readFiles();
    else
        showMatches();
}

void FileMatches::readFiles()
{
    if (m_readingCancelled)
        *m_readingCancelled = true;
    m_readingCancelled = std::make_shared<std::atomic_bool>(false);
    QPointer<FileMatches> self(this);
    QThreadPool::globalInstance()->start([self, root = m_project, cancelled = m_readingCancelled] {
        const QStringList files =
            models::listProjectFiles(root, maximumListedFiles, cancelled.get());
        if (*cancelled)
            return;
        QMetaObject::invokeMethod(
            qApp,
            [self, files, cancelled] {
                if (!self || *cancelled)
                    return;
                self->m_files = files;
                self->showMatches();
            },
            Qt::QueuedConnection);
    });
}

void FileMatches::showMatches()
{
    const QString typed = m_filter->text().trimmed();
    clear();
    if (typed.isEmpty())
        return;
    const QStringList found = models::bestFileMatches(m_files, typed, maximumMatches);
    for (const QString &path : found)
        addItem(new QListWidgetItem(icon(models::fileIconName(QFileInfo(path).fileName())), path));
    setCurrentRow(0);
}

// Arrow keys and Enter in the filter act on the list below it.
bool FileMatches::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QListWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        m_filter->clear();
        Q_EMIT searchLeft();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_filter->text().trimmed().isEmpty())
            return QApplication::sendEvent(this, event);
        return false;
    default:
        return false;
    }
}

} // namespace looptide::panels
