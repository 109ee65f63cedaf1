// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"

#include "editor/scintilla.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QTabWidget>
#include <QVBoxLayout>

namespace looptide::editor {

class EditorArea::Private
{
public:
    QTabWidget *tabs = nullptr;
};

EditorArea::EditorArea(const QString &journalDir, QWidget *parent) : QWidget(parent), d(new Private)
{
    Q_UNUSED(journalDir)
    d->tabs = new QTabWidget;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->tabs);
    connect(d->tabs, &QTabWidget::currentChanged, this,
            [this] { Q_EMIT currentFileChanged(currentFile()); });
}

EditorArea::~EditorArea() = default;

bool EditorArea::openFile(const QString &path, int line, int column)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    QFile file(canonical);
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT messageRequested(tr("%1: %2").arg(path, file.errorString()));
        return false;
    }
    auto *view = new QsciScintilla;
    view->setUtf8(true);
    view->setText(QString::fromUtf8(file.readAll()));
    view->setCursorPosition(qMax(0, line - 1), qMax(0, column - 1));
    const int index = d->tabs->addTab(view, QFileInfo(canonical).fileName());
    d->tabs->setTabToolTip(index, canonical);
    d->tabs->setCurrentIndex(index);
    return true;
}

void EditorArea::newFile() { }
QString EditorArea::currentFile() const
{
    return d->tabs->tabToolTip(d->tabs->currentIndex());
}
QStringList EditorArea::openFiles() const
{
    QStringList paths;
    for (int i = 0; i < d->tabs->count(); ++i)
        paths << d->tabs->tabToolTip(i);
    return paths;
}
bool EditorArea::isEmpty() const
{
    return d->tabs->count() == 0;
}
bool EditorArea::saveCurrent()
{
    return true;
}
bool EditorArea::saveCurrentAs()
{
    return true;
}
bool EditorArea::saveAll()
{
    return true;
}
bool EditorArea::closeCurrent()
{
    return true;
}
bool EditorArea::closeAll()
{
    return true;
}
bool EditorArea::closeFile(const QString &)
{
    return true;
}
bool EditorArea::hasUnsavedChanges() const
{
    return false;
}
void EditorArea::flushJournal() { }
void EditorArea::movePath(const QString &, const QString &) { }
void EditorArea::setProjectDirectory(const QString &) { }
QByteArray EditorArea::saveState() const
{
    return {};
}
void EditorArea::restoreState(const QByteArray &) { }
QList<QAction *> EditorArea::fileActions() const
{
    return {};
}
QList<QAction *> EditorArea::editActions() const
{
    return {};
}
QList<QAction *> EditorArea::viewActions() const
{
    return {};
}

} // namespace looptide::editor
