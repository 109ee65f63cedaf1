// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentmenus.h"
#include "editor/editoractions.h"
#include "editor/editorarea_p.h"
#include "editor/editorpage.h"
#include "editor/editortabs.h"
#include "editor/language/languageactions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace looptide::editor {

using namespace std::chrono_literals;

namespace {

/// Programs that save in several steps are looked at after the last of them.
constexpr auto DiskCheckDelay = 100ms;
constexpr int MinZoom = -8;
constexpr int MaxZoom = 24;

} // namespace

// ---- the disk

void EditorArea::Private::watch(const QString &path)
{
    if (path.isEmpty())
        return;
    if (!watcher) {
        watcher = new QFileSystemWatcher(q);
        connect(watcher, &QFileSystemWatcher::fileChanged, q,
                [this] { diskTimer.start(DiskCheckDelay); });
        connect(watcher, &QFileSystemWatcher::directoryChanged, q,
                [this] { diskTimer.start(DiskCheckDelay); });
    }
    watcher->addPath(path);
}

void EditorArea::Private::unwatch(const QString &path)
{
    if (watcher && !path.isEmpty())
        watcher->removePath(path);
}

void EditorArea::Private::checkDisk()
{
    const QList<EditorPage *> checked = pages;
    for (EditorPage *page : checked) {
        page->checkDisk();
        // A file that is replaced drops out of the watcher; one that is gone may come back in its
        // folder.
        if (!page->path().isEmpty() && watcher && !watcher->files().contains(page->path())) {
            if (QFileInfo::exists(page->path()))
                watcher->addPath(page->path());
            else
                watcher->addPath(QFileInfo(page->path()).path());
        }
    }
}

void EditorArea::movePath(const QString &from, const QString &to)
{
    for (EditorPage *page : std::as_const(d->pages)) {
        const bool isInside = page->path().startsWith(from + u'/');
        if (page->path() != from && !isInside)
            continue;
        const QString old = page->path();
        page->setPath(to + old.mid(from.size()));
        d->unwatch(old);
        d->watch(page->path());
    }
    d->updateTitles();
    d->handleCurrentChanged();
}

void EditorArea::showProblem(const QString &path, int line, int column, const QString &text)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    if (canonical.isEmpty() || line <= 0)
        return;
    const Problem problem { line, column, text };
    d->problems[canonical] = problem;
    if (EditorPage *page = d->pageFor(canonical))
        page->setProblem(problem);
}

void EditorArea::clearProblems()
{
    d->problems.clear();
    for (EditorPage *page : std::as_const(d->pages))
        page->setProblem({});
}

void EditorArea::setProjectDirectory(const QString &directory)
{
    d->projectDirectory = directory;
    d->language->setFolder(directory);
}

// ---- session

QByteArray EditorArea::saveState() const
{
    QJsonArray files;
    for (const EditorPage *page : std::as_const(d->pages)) {
        if (page->path().isEmpty())
            continue;
        const ViewPlace place = page->place();
        QJsonObject file { { QStringLiteral("path"), page->path() },
                           { QStringLiteral("caret"), place.caret },
                           { QStringLiteral("anchor"), place.anchor },
                           { QStringLiteral("top"), place.firstVisibleLine } };
        if (!page->openedAs().isEmpty() && page->openedAs() != page->path())
            file.insert(QStringLiteral("openedAs"), page->openedAs());
        if (page->isHeldBack())
            file.insert(QStringLiteral("heldBack"), true);
        files << file;
    }
    const QJsonObject state { { QStringLiteral("files"), files },
                              { QStringLiteral("current"), currentFile() },
                              { QStringLiteral("zoom"), d->zoom },
                              { QStringLiteral("wrap"), d->actions->isWordWrapped() },
                              { QStringLiteral("whitespace"), d->actions->isWhitespaceShown() } };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void EditorArea::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    d->actions->setAppearance(object.value(QLatin1String("wrap")).toBool(),
                              object.value(QLatin1String("whitespace")).toBool());
    d->zoom = qBound(MinZoom, object.value(QLatin1String("zoom")).toInt(), MaxZoom);
    d->applyAppearance();
    restoreFiles(state);
}

void EditorArea::restoreFiles(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    d->isRestoring = true;
    const QJsonArray files = object.value(QLatin1String("files")).toArray();
    for (const QJsonValue &value : files) {
        const QString path = value[QLatin1String("path")].toString();
        if (!QFileInfo(path).isFile())
            continue;
        EditorPage *page = d->pageFor(path);
        if (!page) {
            page = d->addPage(path, false);
            if (d->holdsBack(path) || value[QLatin1String("heldBack")].toBool())
                page->holdBack();
        }
        page->setOpenedAs(value[QLatin1String("openedAs")].toString());
        page->setPlace({ value[QLatin1String("caret")].toInt(),
                         value[QLatin1String("anchor")].toInt(),
                         value[QLatin1String("top")].toInt() });
    }
    d->isRestoring = false;
    if (d->pages.isEmpty())
        return;
    EditorPage *shown = d->pageFor(object.value(QLatin1String("current")).toString());
    d->tabs->setCurrentIndex(shown ? int(d->pages.indexOf(shown))
                                   : qMax(0, d->tabs->currentIndex()));
    d->handleCurrentChanged();
    d->updateTitles();
    for (EditorPage *page : std::as_const(d->pages))
        d->updateTab(page);
}

void EditorArea::Private::setZoom(int value)
{
    value = qBound(MinZoom, value, MaxZoom);
    if (value == zoom)
        return;
    zoom = value;
    applyAppearance();
}

void EditorArea::setFontSize(int points)
{
    if (d->fontOffset == points - DefaultFontSize)
        return;
    d->fontOffset = points - DefaultFontSize;
    d->applyAppearance();
}

void EditorArea::Private::applyAppearance()
{
    for (EditorPage *page : std::as_const(pages))
        page->setAppearance(zoom + fontOffset, actions->isWordWrapped(),
                            actions->isWhitespaceShown());
}

// ---- menus and tabs

void EditorArea::Private::setupDocumentMenus()
{
    documentMenus = new DocumentMenus(q);
    connect(documentMenus, &DocumentMenus::reopenRequested, q, [this](Encoding encoding) {
        if (EditorPage *page = current())
            page->reopenWith(encoding);
        emitStatus();
    });
    connect(documentMenus, &DocumentMenus::saveRequested, q, [this](Encoding encoding) {
        if (EditorPage *page = current())
            page->saveWith(encoding);
        emitStatus();
    });
    connect(documentMenus, &DocumentMenus::convertRequested, q, [this](Eol eol) {
        if (EditorPage *page = current())
            page->convertEol(eol);
        emitStatus();
    });
}

QMenu *EditorArea::encodingMenu() const
{
    return d->documentMenus->encodingMenu();
}

QMenu *EditorArea::lineEndMenu() const
{
    return d->documentMenus->lineEndMenu();
}

void EditorArea::Private::showTabMenu(int index, const QPoint &position)
{
    EditorPage *page = pages.value(index);
    QMenu menu(q);
    const auto add = [&menu](const QString &text, bool enabled, const std::function<void()> &run) {
        QAction *action = menu.addAction(text, &menu, run);
        action->setEnabled(enabled);
    };
    const QString path = page->path();
    QList<EditorPage *> others = pages;
    others.removeOne(page);
    add(tr("Close"), true, [&] { close({ page }); });
    add(tr("Close Others"), !others.isEmpty(), [&] { close(others); });
    add(tr("Close to the Right"), index + 1 < pages.size(), [&] { close(pages.mid(index + 1)); });
    add(tr("Close All"), true, [&] { q->closeAll(); });
    menu.addSeparator();
    add(tr("Copy Path"), !path.isEmpty(),
        [&] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(path)); });
    add(tr("Copy Relative Path"), !path.isEmpty() && !projectDirectory.isEmpty(), [&] {
        QGuiApplication::clipboard()->setText(QDir(projectDirectory).relativeFilePath(path));
    });
    add(tr("Show in Folder"), !path.isEmpty(), [&] { Q_EMIT q->revealRequested(path); });
    menu.exec(position);
}

void EditorArea::Private::showTextMenu(const QPoint &position)
{
    QMenu menu(q);
    menu.addActions(languageActions->contextActions());
    menu.addSeparator();
    menu.addActions(actions->contextActions());
    menu.exec(position);
}

void EditorArea::Private::switchTab(int direction)
{
    if (pages.size() > 1)
        tabs->setCurrentIndex(
            int((tabs->currentIndex() + direction + pages.size()) % pages.size()));
}

// While Ctrl is held, Tab walks back through the order of use; letting go makes the choice the
// newest.
void EditorArea::Private::cycleRecent(int direction)
{
    if (recent.size() < 2)
        return;
    if (cyclePosition < 0) {
        cyclePosition = 0;
        qApp->installEventFilter(q);
    }
    cyclePosition = int((cyclePosition + direction + recent.size()) % recent.size());
    activate(recent[cyclePosition]);
}

void EditorArea::Private::endCycle()
{
    qApp->removeEventFilter(q);
    cyclePosition = -1;
    handleCurrentChanged();
}

bool EditorArea::eventFilter(QObject *watched, QEvent *event)
{
    const bool isRelease = event->type() == QEvent::KeyRelease
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Control;
    if (d->cyclePosition >= 0 && (isRelease || event->type() == QEvent::ApplicationDeactivate))
        d->endCycle();
    return QWidget::eventFilter(watched, event);
}

bool EditorArea::event(QEvent *event)
{
    // File watches do not see everything, network folders least of all.
    if (event->type() == QEvent::WindowActivate)
        d->diskTimer.start(DiskCheckDelay);
    return QWidget::event(event);
}

void EditorArea::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void EditorArea::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            openFile(url.toLocalFile());
    }
    event->acceptProposedAction();
}

} // namespace looptide::editor
