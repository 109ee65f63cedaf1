// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of EditorArea that concerns language servers.
#include "editor/codeview.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/language/diagnosticmarks.h"
#include "editor/language/formatcontroller.h"
#include "editor/language/languageactions.h"
#include "editor/language/textpositions.h"
#include "editor/utf8text.h"

#include <QFile>
#include <QFileInfo>

namespace looptide::editor {

namespace {

/// Lines of files that are not open are read for lists of places.
constexpr qint64 MaxLineSourceBytes = 4 * 1024 * 1024;

FileProblem problemFrom(const lsp::Diagnostic &diagnostic)
{
    return { diagnostic.range.start.line + 1,
             diagnostic.range.start.character + 1,
             FileProblem::Severity(int(diagnostic.severity) - 1),
             diagnostic.message,
             diagnostic.source,
             diagnostic.code };
}

QString lineOfFile(const QString &path, int line)
{
    QFile file(path);
    if (file.size() > MaxLineSourceBytes || !file.open(QIODevice::ReadOnly))
        return {};
    for (int i = 0; i < line; ++i)
        file.readLine();
    return decodeUtf8(file.readLine()).text;
}

} // namespace

void EditorArea::Private::setupLanguage()
{
    language = new LanguageService(q);
    connect(language, &LanguageService::messageRequested, q, &EditorArea::messageRequested);
    connect(language, &LanguageService::statusChanged, q, [this] { emitLanguageStatus(); });
    connect(language, &LanguageService::editRequested, q,
            [this](const lsp::WorkspaceEdit &edit) { applyEdit(edit); });
    connect(language, &LanguageService::diagnosticsChanged, q,
            [this](CodeView *view, const QString &path, const QList<lsp::Diagnostic> &list) {
                showDiagnostics(view, path, list);
            });
    const LanguageHost host {
        .service = language,
        .area = q,
        .open = [this](const lsp::Location &location) { openLocation(location); },
        .apply = [this](const lsp::WorkspaceEdit &edit) { return applyEdit(edit); },
        .lineText = [this](const QString &path, int line) { return lineText(path, line); },
        .tell = [this](const QString &text) { Q_EMIT q->messageRequested(text); },
    };
    languageActions = new LanguageActions(host, q);
    connect(languageActions, &LanguageActions::linkActivated, q, &EditorArea::linkActivated);
}

void EditorArea::Private::trackLanguage(const EditorPage *page)
{
    CodeView *view = page->view();
    if (!view)
        return;
    // Now, not with the first problem: the text would move.
    if (!view->findChild<DiagnosticMarks *>(Qt::FindDirectChildrenOnly))
        new DiagnosticMarks(view);
    language->track(view, page->isDeleted() ? QString() : page->path());
}

void EditorArea::Private::showDiagnostics(CodeView *view, const QString &path,
                                          const QList<lsp::Diagnostic> &diagnostics)
{
    if (auto *marks = view->findChild<DiagnosticMarks *>(Qt::FindDirectChildrenOnly))
        marks->show(diagnostics);
    QList<FileProblem> problems;
    for (const lsp::Diagnostic &diagnostic : diagnostics)
        problems.append(problemFrom(diagnostic));
    Q_EMIT q->problemsChanged(path, problems);
}

void EditorArea::Private::emitLanguageStatus()
{
    const EditorPage *page = current();
    const CodeView *view = page ? page->view() : nullptr;
    Q_EMIT q->languageStatusChanged(view ? language->statusOf(view) : LanguageStatus());
}

void EditorArea::Private::openLocation(const lsp::Location &location)
{
    if (!q->openFile(location.path))
        return;
    EditorPage *page = current();
    if (CodeView *view = page ? page->view() : nullptr)
        view->reveal(bytesOf(view, location.range));
    else if (page) // it is still being read
        page->goTo(location.range.start.line + 1, location.range.start.character + 1);
}

QString EditorArea::Private::lineText(const QString &path, int line) const
{
    const EditorPage *page = pageFor(path);
    const CodeView *view = page ? page->view() : nullptr;
    if (!view)
        return lineOfFile(path, line);
    return decodeUtf8(view->textBytes({ view->lineStart(line), view->lineEnd(line) })).text;
}

// All or nothing, as far as that can be known before: each file must be readable as text.
int EditorArea::Private::applyEdit(const lsp::WorkspaceEdit &edit)
{
    if (!edit.isComplete) {
        Q_EMIT q->messageRequested(
            tr("Nothing was changed: the language server wants to create, rename or remove files, "
               "which Looptide does not do for it."));
        return -1;
    }
    QList<std::pair<CodeView *, QList<lsp::TextEdit>>> changes;
    for (const lsp::WorkspaceEdit::File &file : edit.files) {
        const QString canonical = QFileInfo(file.path).canonicalFilePath();
        EditorPage *page = pageFor(canonical.isEmpty() ? file.path : canonical);
        if (!page && !canonical.isEmpty())
            page = addPage(canonical, false);
        if (page && page->state() == EditorPage::State::Unloaded)
            page->load();
        if (!page || !page->view() || page->view()->isReadOnly()) {
            Q_EMIT q->messageRequested(
                tr("Nothing was changed: %1 cannot be opened.").arg(file.path));
            return -1;
        }
        changes.append({ page->view(), file.edits });
    }
    int changed = 0;
    for (const auto &[view, edits] : std::as_const(changes))
        changed += applyEdits(view, edits);
    updateTitles();
    return changed;
}

bool EditorArea::Private::saveFormatted(EditorPage *page)
{
    if (!formatsOnSave || !page->view())
        return page->save();
    languageActions->formatter()->formatBefore(page->view(), [guard = QPointer<EditorPage>(page)] {
        if (guard)
            guard->save();
    });
    return true;
}

void EditorArea::setLanguageServers(const QList<lsp::ServerSpec> &servers,
                                    const QString &typesDirectory)
{
    d->language->setServers(servers, typesDirectory);
}

LanguageService *EditorArea::languageService() const
{
    return d->language;
}

void EditorArea::setFormatsOnSave(bool formats)
{
    d->formatsOnSave = formats;
}

void EditorArea::noteFilesChanged(const QStringList &paths)
{
    d->language->noteFiles(paths);
}

QList<QAction *> EditorArea::codeActions() const
{
    return d->languageActions->actions();
}

} // namespace looptide::editor
