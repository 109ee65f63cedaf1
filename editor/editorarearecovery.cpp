// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/editortabs.h"

#include <QFileInfo>

namespace looptide::editor {

using namespace std::chrono_literals;

namespace {

/// What has been shown for so long does not crash because of how it is shown.
constexpr auto OpeningTime = 5s;

} // namespace

// ---- drafts

void EditorArea::restoreUnsaved()
{
    const QList<RecoveredDocument> documents = d->journal.recover();
    d->isRestoring = true;
    for (const RecoveredDocument &document : documents) {
        // An older copy of the same file stays in its own tab rather than being dropped.
        RecoveredDocument own = document;
        if (d->pageFor(document.header.path)) {
            own.header.title =
                tr("%1 (older copy)").arg(QFileInfo(document.header.path).fileName());
            own.header.path.clear();
        }
        EditorPage *page = d->addPage({}, false);
        if (d->holdsBack(document.header.path))
            page->holdBack(own);
        else
            page->restore(own);
        d->watch(own.header.path);
    }
    d->isRestoring = false;
    d->journal.forgetRecovered();
    if (d->pages.isEmpty())
        return;
    d->tabs->setCurrentIndex(int(d->pages.size()) - 1);
    d->handleCurrentChanged();
    d->updateTitles();
    for (EditorPage *page : std::as_const(d->pages))
        d->updateTab(page);
}

QList<EditorArea::Draft> EditorArea::drafts() const
{
    QList<Draft> drafts;
    for (const EditorPage *page : std::as_const(d->pages)) {
        if (page->isDraft())
            drafts.append({ page->id(), page->title(), page->path() });
    }
    return drafts;
}

void EditorArea::showDraft(int id)
{
    for (EditorPage *page : std::as_const(d->pages)) {
        if (page->id() != id)
            continue;
        d->activate(page);
        page->setFocus();
        return;
    }
}

bool EditorArea::saveEdited(const QString &folder)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    const QList<EditorPage *> pages = d->pages;
    bool allSaved = true;
    for (EditorPage *page : pages) {
        const bool isMeant = root.isEmpty() ? page == d->current()
                                            : page->belongsTo(folder) || page->belongsTo(root);
        if (isMeant && page->isEdited() && !page->isDeleted() && !page->path().isEmpty())
            allSaved &= page->save();
    }
    return allSaved;
}

// ---- what a crash may be due to

void EditorArea::setHoldsBack(std::function<bool(const QString &path)> holdsBack)
{
    d->holdsBack = std::move(holdsBack);
}

bool EditorArea::openHeldBack(const QString &path)
{
    EditorPage *page = d->pageFor(path);
    if (!page || !page->isHeldBack())
        return false;
    d->activate(page);
    page->openHeldBack();
    page->setFocus();
    return true;
}

void EditorArea::Private::noteOpening(const QString &path)
{
    if (path.isEmpty()) {
        recentlyOpened.clear();
    } else {
        recentlyOpened.removeAll(path);
        recentlyOpened.append(path);
        openingTimer.start(OpeningTime);
    }
    Q_EMIT q->recentlyOpenedChanged(recentlyOpened);
}

} // namespace looptide::editor
