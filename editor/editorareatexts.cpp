// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of EditorArea that gives texts to a search in files, and takes them back.
#include "editor/codeview.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/utf8text.h"

#include <QFileInfo>

namespace looptide::editor {

namespace {

constexpr int LongestSelection = 1000;

} // namespace

std::optional<QByteArray> EditorArea::textOf(const QString &path) const
{
    const EditorPage *page = d->pageFor(path);
    const CodeView *view = page ? page->view() : nullptr;
    return view ? std::optional(view->textBytes()) : std::nullopt;
}

bool EditorArea::setText(const QString &path, const QByteArray &utf8)
{
    const EditorPage *page = d->pageFor(path);
    CodeView *view = page ? page->view() : nullptr;
    if (!view || view->isReadOnly())
        return false;
    view->replaceText(utf8);
    return true;
}

bool EditorArea::saveFile(const QString &path)
{
    EditorPage *page = d->pageFor(path);
    return page && page->save();
}

bool EditorArea::isModified(const QString &path) const
{
    const EditorPage *page = d->pageFor(path);
    return page && page->isModified();
}

QHash<QString, QByteArray> EditorArea::unsavedTexts(const QString &folder) const
{
    QHash<QString, QByteArray> texts;
    for (const EditorPage *page : std::as_const(d->pages)) {
        if (page->view() && page->isModified() && !page->path().isEmpty() && !page->isDeleted()
            && page->path().startsWith(folder + u'/'))
            texts.insert(page->path(), page->view()->textBytes());
    }
    return texts;
}

QString EditorArea::selectedText() const
{
    const EditorPage *page = d->current();
    const CodeView *view = page ? page->view() : nullptr;
    if (!view)
        return {};
    const TextRange range = view->selectionRange();
    if (range.end - range.start > LongestSelection
        || view->lineAt(range.start) != view->lineAt(range.end))
        return {};
    return decodeUtf8(view->textBytes(range)).text;
}

} // namespace looptide::editor
