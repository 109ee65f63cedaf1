// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of EditorArea that saves.
#include "editor/codeview.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/savename.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace looptide::editor {

// ---- saving

bool EditorArea::saveCurrent()
{
    EditorPage *page = d->current();
    return !page || d->saveFormatted(page);
}

bool EditorArea::saveCurrentAs()
{
    EditorPage *page = d->current();
    return page && d->saveAs(page);
}

bool EditorArea::saveAll()
{
    const QList<EditorPage *> pages = d->pages;
    bool allSaved = true;
    for (EditorPage *page : pages) {
        if (!page->isModified())
            continue;
        if (!page->path().isEmpty())
            allSaved &= page->save();
    }
    return allSaved;
}

void EditorArea::Private::saveAllWithNames()
{
    q->saveAll();
    const QList<EditorPage *> untitled = pages;
    for (EditorPage *page : untitled) {
        if (!page->isModified() || !page->path().isEmpty())
            continue;
        activate(page);
        if (!page->save())
            break;
    }
}

QString EditorArea::Private::askForPath(const EditorPage *page) const
{
    const QString start = page->path().isEmpty()
        ? QDir(projectDirectory)
              .filePath(
                  suggestedFileName(page->title(), page->view()->textBytes(), projectDirectory))
        : page->path();
    QFileDialog dialog(q, tr("Save As"), QFileInfo(start).path());
    dialog.setObjectName(QStringLiteral("editor.saveAs"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setLabelText(QFileDialog::LookIn, tr("Save in:"));
    dialog.setNameFilters(saveFilters());
    const auto obeyFilter = [&dialog](const QString &filter) {
        dialog.setDefaultSuffix(defaultSuffixOf(filter));
    };
    connect(&dialog, &QFileDialog::filterSelected, &dialog, obeyFilter);
    const QString filter = saveFilterFor(start);
    dialog.selectNameFilter(filter);
    obeyFilter(filter);
    dialog.selectFile(QFileInfo(start).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

bool EditorArea::Private::saveAs(EditorPage *page)
{
    if (!page->view())
        return false;
    const QString path = askForPath(page);
    if (path.isEmpty())
        return false;
    const QString old = page->path();
    EditorPage *other = pageFor(QFileInfo(path).canonicalFilePath());
    if (!page->saveAs(path))
        return false;
    // The dialog asked about replacing that file; its tab would show what is gone.
    if (other && other != page)
        removePage(other);
    if (old != page->path())
        unwatch(old);
    watch(page->path());
    updateTitles();
    handleCurrentChanged();
    return true;
}

bool EditorArea::hasUnsavedChanges() const
{
    return std::any_of(d->pages.begin(), d->pages.end(),
                       [](const EditorPage *page) { return page->isModified(); });
}

void EditorArea::flushJournal()
{
    d->journal.flush();
}

} // namespace looptide::editor
