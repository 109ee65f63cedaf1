// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a debugger shows in the files.
#include "editor/codeview.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"

#include <QFileInfo>

namespace looptide::editor {

void EditorArea::Private::connectMarks(EditorPage *page)
{
    page->setLineMarks(lineMarks.value(page->path()));
    if (!executionPath.isEmpty() && page->path() == executionPath)
        page->setExecution(executionLine, isExecutionTop);
    page->setHovering(isHovering);
    connect(page, &EditorPage::marginClicked, q, [this, page](int line) {
        if (!page->path().isEmpty())
            Q_EMIT q->lineMarkToggled(page->path(), line);
    });
    connect(page, &EditorPage::marginMenuRequested, q,
            [this, page](int line, const QPoint &position) {
                if (!page->path().isEmpty())
                    Q_EMIT q->lineMarkMenuRequested(page->path(), line, position);
            });
    connect(page, &EditorPage::lineMarkMoved, q,
            [this, page](int id, int line) { Q_EMIT q->lineMarkMoved(page->path(), id, line); });
    connect(page, &EditorPage::hoverRequested, q, &EditorArea::hoverRequested);
}

void EditorArea::setLineMarks(const QString &path, const QList<LineMark> &marks)
{
    if (marks.isEmpty())
        d->lineMarks.remove(path);
    else
        d->lineMarks[path] = marks;
    if (EditorPage *page = d->pageFor(path))
        page->setLineMarks(marks);
}

void EditorArea::showExecution(const QString &path, int line, int column, bool isTop)
{
    clearExecution();
    const QString canonical = QFileInfo(path).canonicalFilePath();
    if (canonical.isEmpty())
        return;
    d->executionPath = canonical;
    d->executionLine = line;
    d->isExecutionTop = isTop;
    openFile(canonical, line, column);
    if (EditorPage *page = d->pageFor(canonical))
        page->setExecution(line, isTop);
}

void EditorArea::clearExecution()
{
    if (EditorPage *page = d->pageFor(d->executionPath)) {
        page->setExecution(0, true);
        if (page->view())
            page->view()->lineMarks()->setValues({});
    }
    d->executionPath.clear();
    d->executionLine = 0;
}

void EditorArea::showValues(const QString &path, const QHash<int, QString> &values)
{
    const EditorPage *page = d->pageFor(path);
    if (page && page->view())
        page->view()->lineMarks()->setValues(values);
}

void EditorArea::setHovering(bool on)
{
    d->isHovering = on;
    for (EditorPage *page : std::as_const(d->pages))
        page->setHovering(on);
}

QString EditorArea::lineText(const QString &path, int line) const
{
    const EditorPage *page = d->pageFor(path);
    const CodeView *view = page ? page->view() : nullptr;
    if (!view || line < 1 || line > view->send(QsciScintillaBase::SCI_GETLINECOUNT))
        return {};
    return QString::fromUtf8(
        view->textBytes({ view->lineStart(line - 1), view->lineEnd(line - 1) }));
}

int EditorArea::currentLine() const
{
    const EditorPage *page = d->current();
    const CodeView *view = page ? page->view() : nullptr;
    return view ? view->lineAt(view->caret()) + 1 : 0;
}

} // namespace looptide::editor
