// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/documentmenus.h"
#include "editor/editoractions.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/editortabs.h"
#include "editor/findbar.h"
#include "editor/language/languageactions.h"
#include "editor/messagepage.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace looptide::editor {

namespace {

constexpr int MaxClosedPaths = 30;

} // namespace

EditorArea::EditorArea(const QString &journalDir, QWidget *parent)
    : QWidget(parent), d(new Private(this, journalDir))
{
    setObjectName(QStringLiteral("editor.area"));
    setAcceptDrops(true);
    d->setupWidgets();
    d->setupDocumentMenus();
    d->setupFileActions();
    d->setupTabActions();
    d->setupLanguage();
    d->updateFileActions();
}

EditorArea::~EditorArea()
{
    // The pages must not report to an area that is half gone.
    for (EditorPage *page : std::as_const(d->pages))
        page->disconnect(this);
    d->actions->setView(nullptr);
    d->findBar->setView(nullptr);
    delete std::exchange(d->languageActions, nullptr);
    delete std::exchange(d->language, nullptr);
}

void EditorArea::Private::setupWidgets()
{
    tabs = new EditorTabs;
    stack = new QStackedWidget;
    findBar = new FindBar;
    emptyPage = new MessagePage;
    emptyPage->showMessage(
        EditorArea::tr("No file is open"),
        EditorArea::tr(
            "Choose one in the project tree, or press Ctrl+O to open and Ctrl+N to begin one."));
    stack->addWidget(emptyPage);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(tabs);
    layout->addWidget(findBar);
    layout->addWidget(stack, 1);
    tabs->hide();

    actions = new EditorActions(q, findBar);
    connect(actions, &EditorActions::zoomRequested, q,
            [this](int delta) { setZoom(zoom + delta); });
    connect(actions, &EditorActions::zoomResetRequested, q, [this] { setZoom(0); });
    connect(actions, &EditorActions::appearanceChanged, q, [this] { applyAppearance(); });
    connect(tabs, &QTabBar::currentChanged, q, [this] { handleCurrentChanged(); });
    connect(tabs, &QTabBar::tabMoved, q, [this](int from, int to) {
        pages.move(from, to);
        Q_EMIT q->openFilesChanged();
    });
    connect(tabs, &QTabBar::tabCloseRequested, q,
            [this](int index) { close({ pages.value(index) }); });
    connect(tabs, &EditorTabs::contextMenuRequested, q,
            [this](int index, const QPoint &position) { showTabMenu(index, position); });
    connect(tabs, &EditorTabs::emptySpaceDoubleClicked, q, [this] { q->newFile(); });
    connect(&journal, &RecoveryJournal::failed, q,
            [this](int, const QString &error) { Q_EMIT q->messageRequested(error); });
    diskTimer.setSingleShot(true);
    connect(&diskTimer, &QTimer::timeout, q, [this] { checkDisk(); });
    openingTimer.setSingleShot(true);
    connect(&openingTimer, &QTimer::timeout, q, [this] { noteOpening({}); });
}

// ---- pages

EditorPage *EditorArea::Private::current() const
{
    return tabs->currentIndex() < 0 ? nullptr : pages.value(tabs->currentIndex());
}

EditorPage *EditorArea::Private::pageFor(const QString &path) const
{
    const auto page = std::find_if(pages.begin(), pages.end(), [&path](const EditorPage *entry) {
        return entry->path() == path;
    });
    return page == pages.end() || path.isEmpty() ? nullptr : *page;
}

EditorPage *EditorArea::Private::addPage(const QString &path, bool shown)
{
    auto *page = new EditorPage(nextId++, &journal, stack);
    page->setAppearance(zoom + fontOffset, actions->isWordWrapped(), actions->isWhitespaceShown());
    page->setPath(path);
    if (const auto problem = problems.constFind(path); problem != problems.cend())
        page->setProblem(*problem);
    connectMarks(page);
    connectChanges(page);
    pages << page;
    recent << page;
    stack->addWidget(page);
    {
        // The first tab becomes the current one by itself; whether it is loaded is decided below.
        const QSignalBlocker blocker(tabs);
        tabs->addEditorTab(page->title());
    }
    tabs->show();
    connect(page, &EditorPage::loadStarted, q, [this, page] { noteOpening(page->path()); });
    connect(page, &EditorPage::stateChanged, q, [this, page] { handlePageState(page); });
    connect(page, &EditorPage::modifiedChanged, q, [this, page] {
        updateTab(page);
        Q_EMIT q->modifiedChanged();
    });
    connect(page, &EditorPage::saved, q, [this, page](const QString &file) {
        watch(file);
        language->noteSaved(page->view());
        Q_EMIT q->fileSaved(file);
    });
    connect(page, &EditorPage::saveAsRequested, q, [this, page] { saveAs(page); });
    connect(page, &EditorPage::closeRequested, q, [this, page] { close({ page }); });
    connect(page, &EditorPage::messageRequested, q, &EditorArea::messageRequested);
    connect(page, &EditorPage::caretMoved, q, [this, page](int line, int column) {
        if (page == current())
            Q_EMIT q->cursorMoved(line, column);
    });
    connect(page, &EditorPage::zoomChanged, q, [this](int value) { setZoom(value - fontOffset); });
    connect(page, &EditorPage::contextMenuRequested, q,
            [this](const QPoint &position) { showTextMenu(position); });
    connect(page, &EditorPage::escapePressed, q, [this] {
        if (findBar->isVisible())
            findBar->close();
    });
    watch(path);
    if (shown)
        activate(page);
    return page;
}

void EditorArea::Private::activate(EditorPage *page)
{
    const int index = int(pages.indexOf(page));
    if (tabs->currentIndex() != index)
        tabs->setCurrentIndex(index);
    else if (stack->currentWidget() != page)
        handleCurrentChanged();
    updateTitles();
}

void EditorArea::Private::handleCurrentChanged()
{
    if (isRestoring)
        return;
    EditorPage *page = current();
    const bool hadFocus =
        stack->currentWidget() && stack->currentWidget()->isAncestorOf(q->focusWidget());
    if (page && page->state() == EditorPage::State::Unloaded)
        page->load();
    // At once, not with the next layout: going to a line needs to know where the middle is.
    if (page)
        page->setGeometry(stack->rect());
    stack->setCurrentWidget(page ? static_cast<QWidget *>(page) : emptyPage);
    q->setFocusProxy(stack->currentWidget());
    if (page && cyclePosition < 0) {
        recent.removeOne(page);
        recent.prepend(page);
    }
    if (page && (hadFocus || cyclePosition >= 0))
        page->setFocus();
    handlePageState(page);
    updateFileActions();
    if (q->currentFile() != lastReportedFile) {
        lastReportedFile = q->currentFile();
        Q_EMIT q->currentFileChanged(lastReportedFile);
    }
}

void EditorArea::Private::handlePageState(EditorPage *page)
{
    if (page) {
        updateTab(page);
        trackLanguage(page);
    }
    if (page != current() || isRestoring)
        return;
    CodeView *view = page ? page->view() : nullptr;
    languageActions->setView(view);
    actions->setView(view);
    findBar->setView(view);
    if (!view)
        findBar->close();
    emitStatus();
}

void EditorArea::Private::emitStatus()
{
    const EditorPage *page = current();
    const CodeView *view = page ? page->view() : nullptr;
    emitLanguageStatus();
    if (!view) {
        documentMenus->setDocument({}, {}, false);
        Q_EMIT q->statusTextChanged({}, {}, {}, {});
        return;
    }
    documentMenus->setDocument(page->encoding(), page->eol(), !page->path().isEmpty());
    Q_EMIT q->statusTextChanged(page->language(), page->encodingText(), page->eolText(),
                                page->indentation());
    int line = 0;
    int column = 0;
    view->getCursorPosition(&line, &column);
    Q_EMIT q->cursorMoved(line + 1, column + 1);
}

void EditorArea::Private::updateTab(EditorPage *page)
{
    const int index = int(pages.indexOf(page));
    if (index < 0)
        return;
    tabs->setModified(index, page->isModified());
    tabs->setDeleted(index, page->isDeleted());
    const QString path =
        page->path().isEmpty() ? page->title() : QDir::toNativeSeparators(page->path());
    tabs->setTabToolTip(index, page->isDeleted() ? tr("%1 (deleted on the disk)").arg(path) : path);
}

void EditorArea::Private::updateTitles()
{
    QStringList paths;
    for (const EditorPage *page : std::as_const(pages))
        paths << (page->path().isEmpty() ? page->title() : page->path());
    const QStringList titles = distinctTitles(paths);
    for (int i = 0; i < titles.size(); ++i) {
        if (tabs->tabText(i) != titles[i])
            tabs->setTabText(i, titles[i]);
    }
    Q_EMIT q->openFilesChanged();
}

// ---- opening

bool EditorArea::openFile(const QString &path, int line, int column)
{
    const QFileInfo info(path);
    if (!info.exists() || info.isDir()) {
        Q_EMIT messageRequested(info.isDir() ? tr("%1 is a folder.").arg(path)
                                             : tr("%1 does not exist.").arg(path));
        return false;
    }
    const QString canonical = info.canonicalFilePath();
    EditorPage *page = d->pageFor(canonical);
    if (page) {
        d->activate(page);
    } else {
        page = d->addPage(canonical, true);
    }
    page->setOpenedAs(QDir::cleanPath(info.absoluteFilePath()));
    page->goTo(line, column);
    page->setFocus();
    return page->state() != EditorPage::State::Message;
}

void EditorArea::newFile()
{
    EditorPage *page = d->addPage({}, false);
    page->setUntitledName(d->untitledName());
    page->startEmpty();
    d->activate(page);
    page->setFocus();
}

QString EditorArea::Private::untitledName() const
{
    for (int number = 1;; ++number) {
        const QString name = tr("Untitled %1").arg(number);
        const bool isTaken =
            std::any_of(pages.begin(), pages.end(), [&name](const EditorPage *page) {
                return page->path().isEmpty() && page->title() == name;
            });
        if (!isTaken)
            return name;
    }
}

void EditorArea::Private::openWithDialog()
{
    const EditorPage *page = current();
    const QString start =
        page && !page->path().isEmpty() ? QFileInfo(page->path()).path() : projectDirectory;
    const QStringList paths = QFileDialog::getOpenFileNames(q, tr("Open Files"), start);
    for (const QString &path : paths)
        q->openFile(path);
}

void EditorArea::Private::reopenClosed()
{
    while (!closedPaths.isEmpty()) {
        if (q->openFile(closedPaths.takeLast()))
            break;
    }
    updateFileActions();
}

QString EditorArea::currentFile() const
{
    const EditorPage *page = d->current();
    return page ? page->path() : QString();
}

QStringList EditorArea::openFiles() const
{
    QStringList paths;
    for (const EditorPage *page : std::as_const(d->pages)) {
        if (!page->path().isEmpty())
            paths << page->path();
    }
    return paths;
}

bool EditorArea::isEmpty() const
{
    return d->pages.isEmpty();
}

// ---- closing

bool EditorArea::Private::mayClose(const QList<EditorPage *> &closing)
{
    QList<EditorPage *> modified;
    QStringList names;
    for (EditorPage *page : closing) {
        if (page && page->isModified()) {
            modified << page;
            names << page->title();
        }
    }
    if (modified.isEmpty())
        return true;
    activate(modified.first());
    QMessageBox box(QMessageBox::Warning, tr("Unsaved Changes"), QString(),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, q->window());
    box.setObjectName(QStringLiteral("editor.unsavedChanges"));
    box.setText(modified.size() == 1
                    ? tr("Save the changes to %1?").arg(names.first())
                    : tr("Save the changes to these %n files?", nullptr, int(modified.size())));
    box.setInformativeText(modified.size() == 1 ? tr("They are lost if they are not saved.")
                                                : names.join(u'\n'));
    box.setDefaultButton(QMessageBox::Save);
    if (modified.size() > 1)
        box.button(QMessageBox::Save)->setText(tr("Save All"));
    const int answer = box.exec();
    if (answer == QMessageBox::Discard)
        return true;
    return answer == QMessageBox::Save
        && std::all_of(modified.begin(), modified.end(),
                       [](EditorPage *page) { return page->save(); });
}

bool EditorArea::Private::close(const QList<EditorPage *> &closing)
{
    if (!mayClose(closing))
        return false;
    for (EditorPage *page : closing) {
        if (page)
            removePage(page);
    }
    return true;
}

void EditorArea::Private::removePage(EditorPage *page)
{
    const int index = int(pages.indexOf(page));
    if (index < 0)
        return;
    const bool hadFocus = page->isAncestorOf(q->focusWidget());
    if (!page->path().isEmpty()) {
        closedPaths.removeAll(page->path());
        closedPaths.append(page->path());
        if (closedPaths.size() > MaxClosedPaths)
            closedPaths.removeFirst();
        unwatch(page->path());
    }
    journal.remove(page->id());
    page->disconnect(q);
    recent.removeOne(page);
    // The tab that was used before is shown next, not the neighbour.
    EditorPage *next = page == current() && !recent.isEmpty() ? recent.first() : current();
    {
        const QSignalBlocker blocker(tabs);
        pages.removeAt(index);
        tabs->removeTab(index);
        if (next && next != page)
            tabs->setCurrentIndex(int(pages.indexOf(next)));
    }
    actions->setView(nullptr);
    findBar->setView(nullptr);
    languageActions->setView(nullptr);
    if (CodeView *view = page->view())
        language->untrack(view);
    stack->removeWidget(page);
    page->deleteLater();
    tabs->setVisible(!pages.isEmpty());
    handleCurrentChanged();
    updateTitles();
    if (hadFocus && current())
        current()->setFocus();
    Q_EMIT q->modifiedChanged();
}

bool EditorArea::closeCurrent()
{
    EditorPage *page = d->current();
    return !page || d->close({ page });
}

bool EditorArea::closeAll()
{
    return d->close(QList<EditorPage *>(d->pages));
}

bool EditorArea::closeFile(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    EditorPage *page = d->pageFor(canonical.isEmpty() ? path : canonical);
    return !page || d->close({ page });
}

} // namespace looptide::editor
