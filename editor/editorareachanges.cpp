// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the lines of the files differ from another version.
#include "editor/changemarks.h"
#include "editor/codeview.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"

namespace looptide::editor {

void EditorArea::Private::connectChanges(EditorPage *page)
{
    connect(page, &EditorPage::edited, q, [this, page] {
        if (!page->path().isEmpty())
            Q_EMIT q->textChanged(page->path());
    });
    connect(page, &EditorPage::changeMarkClicked, q,
            [this, page](int line, const QPoint &position) {
                if (!page->path().isEmpty())
                    Q_EMIT q->changeMarkClicked(page->path(), line, position);
            });
}

void EditorArea::setChangeMarks(const QString &path, const QList<ChangeMark> &marks)
{
    const EditorPage *page = d->pageFor(path);
    if (page && page->view())
        page->view()->changeMarks()->setMarks(marks);
}

bool EditorArea::goToChange(int direction)
{
    const EditorPage *page = d->current();
    CodeView *view = page ? page->view() : nullptr;
    if (!view)
        return false;
    const int line = view->changeMarks()->next(view->lineAt(view->caret()), direction);
    if (line < 0)
        return false;
    view->goTo(line + 1, 0);
    return true;
}

bool EditorArea::isPlainUtf8(const QString &path) const
{
    const EditorPage *page = d->pageFor(path);
    return page && page->view()
        && (page->encoding() == Encoding::Utf8 || page->encoding() == Encoding::Utf8Bom);
}

} // namespace looptide::editor
