// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/changedlines.h"

#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/git/gitrepository.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>
#include <chrono>

namespace looptide::app {

using models::GitRepository;
using models::GitResult;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto afterTyping = 250ms;
constexpr qsizetype mostOldLines = 12; // in the menu
constexpr qsizetype longestOldLine = 80;

} // namespace

ChangedLines::ChangedLines(editor::EditorArea *editor, GitRepository *repository, QObject *parent)
    : QObject(parent), m_editor(editor), m_repository(repository)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterTyping);
    connect(&m_soon, &QTimer::timeout, this, &ChangedLines::compareDue);
    connect(m_editor, &editor::EditorArea::textChanged, this, &ChangedLines::compareSoon);
    connect(m_editor, &editor::EditorArea::openFilesChanged, this, &ChangedLines::forgetClosed);
    connect(m_editor, &editor::EditorArea::changeMarkClicked, this, &ChangedLines::openMenu);
    connect(m_repository, &GitRepository::refreshed, this, &ChangedLines::update);
}

ChangedLines::~ChangedLines() = default;

void ChangedLines::compareSoon(const QString &path)
{
    if (!m_due.contains(path))
        m_due.append(path);
    m_soon.start();
}

void ChangedLines::compareDue()
{
    const QStringList due = std::exchange(m_due, {});
    for (const QString &path : due)
        compare(path);
}

void ChangedLines::update()
{
    if (!m_repository)
        return;
    const QFileInfo index(m_repository->gitFolder() + u"/index"_s);
    const QString stamp = u"%1 %2 %3 %4"_s.arg(index.filePath())
                              .arg(index.lastModified().toMSecsSinceEpoch())
                              .arg(index.size())
                              .arg(int(m_repository->state()));
    if (stamp == m_indexStamp)
        return;
    m_indexStamp = stamp;
    ++m_generation;
    const QStringList open = m_editor->openFiles();
    for (const QString &path : open) {
        if (auto it = m_files.find(path); it != m_files.end()) {
            it->hasBase = it->isUntracked = false;
            it->isAsking = it->isDue = false;
        }
        compare(path);
    }
}

void ChangedLines::forgetClosed()
{
    const QStringList open = m_editor->openFiles();
    m_files.removeIf([&](const auto &entry) {
        if (open.contains(entry.key()))
            return false;
        QFile::remove(m_folder.filePath(entry.value().baseFile));
        return true;
    });
}

// A file that Git does not track would be new from its first to its last line.
bool ChangedLines::isTracked(const QString &path) const
{
    return m_repository && m_repository->state() == GitRepository::State::Ready
        && !m_repository->relativePath(path).isEmpty();
}

void ChangedLines::askForBase(const QString &path)
{
    File &file = m_files[path];
    file.isAsking = true;
    m_repository->read(models::gitrequests::indexedText(m_repository->relativePath(path)), this,
                       [this, path, generation = m_generation](const GitResult &result) {
                           if (generation == m_generation && m_files.contains(path))
                               takeBase(path, result.output,
                                        result.isGood() && !result.isTruncated);
                       });
}

void ChangedLines::takeBase(const QString &path, const QByteArray &base, bool exists)
{
    File &file = m_files[path];
    file.isAsking = false;
    file.hasBase = exists && base.size() <= largestText;
    file.isUntracked = !file.hasBase;
    if (!file.hasBase) {
        show(path, {});
        return;
    }
    // The editor shows the text without it.
    file.base = base.startsWith("\xEF\xBB\xBF") ? base.sliced(3) : base;
    if (file.baseFile.isEmpty())
        file.baseFile = u"base%1"_s.arg(++m_number);
    QFile disk(m_folder.filePath(file.baseFile));
    if (!disk.open(QIODevice::WriteOnly) || disk.write(file.base) != file.base.size()) {
        file.hasBase = false;
        show(path, {});
        return;
    }
    disk.close();
    compare(path);
}

void ChangedLines::compare(const QString &path)
{
    if (!isTracked(path) || !m_editor->isPlainUtf8(path)) {
        show(path, {});
        return;
    }
    File &file = m_files[path];
    if (file.isAsking) {
        file.isDue = true;
        return;
    }
    if (file.isUntracked) {
        show(path, {});
        return;
    }
    if (!file.hasBase) {
        askForBase(path);
        return;
    }
    const std::optional<QByteArray> text = m_editor->textOf(path);
    file.isDue = false;
    file.compared = text.value_or(QByteArray());
    if (!text || text->size() > largestText || *text == file.base) {
        show(path, {});
        return;
    }
    file.isAsking = true;
    m_repository->read(models::gitrequests::compare(m_folder.path(), file.baseFile, *text), this,
                       [this, path, generation = m_generation](const GitResult &result) {
                           const auto it = m_files.find(path);
                           if (generation != m_generation || it == m_files.end())
                               return;
                           it->isAsking = false;
                           // 1: they differ
                           if (result.end == GitResult::End::Exited && result.exitCode <= 1)
                               show(path, readLineChanges(result.output));
                           if (std::exchange(it->isDue, false))
                               compare(path);
                       });
}

void ChangedLines::show(const QString &path, const QList<LineChange> &changes)
{
    const auto it = m_files.find(path);
    if (it == m_files.end()) {
        m_editor->setChangeMarks(path, {});
        return;
    }
    it->changes = changes;
    QList<editor::ChangeMark> marks;
    for (const LineChange &change : changes)
        marks.append(markOf(change));
    m_editor->setChangeMarks(path, marks);
    if (path == m_reverting && !it->isDue)
        finishRevert(path);
}

QList<LineChange> ChangedLines::changesOf(const QString &path) const
{
    return m_files.value(path).changes;
}

void ChangedLines::revertAtCaret()
{
    m_reverting = m_editor->currentFile();
    const auto it = m_files.constFind(m_reverting);
    if (it != m_files.cend() && it->compared != m_editor->textOf(m_reverting)) {
        m_due.removeAll(m_reverting);
        compare(m_reverting); // and goes on when Git has compared
        return;
    }
    finishRevert(m_reverting);
}

// A copy of the path: it may come from m_reverting.
void ChangedLines::finishRevert(QString path)
{
    m_reverting.clear();
    const int line = m_editor->currentLine();
    const QList<LineChange> changes = changesOf(path);
    const auto it = std::ranges::find_if(
        changes, [line](const LineChange &change) { return isAt(change, line); });
    if (it == changes.end() || path != m_editor->currentFile())
        Q_EMIT nothingToRevert();
    else
        revert(path, *it);
}

// Only in the text that was compared.
void ChangedLines::revert(const QString &path, const LineChange &change)
{
    const std::optional<QByteArray> text = m_editor->textOf(path);
    const auto it = m_files.constFind(path);
    if (text && it != m_files.cend() && it->hasBase && *text == it->compared
        && it->changes.contains(change))
        m_editor->setText(path, revertedText(*text, it->base, change));
}

void ChangedLines::openMenu(const QString &path, int line, const QPoint &position)
{
    const File file = m_files.value(path);
    const auto it = std::ranges::find_if(
        file.changes, [line](const LineChange &change) { return isAt(change, line); });
    if (it == file.changes.end())
        return;
    auto *menu = new QMenu(m_editor);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QByteArray old =
        it->baseCount > 0 ? linesOf(file.base, it->baseStart, it->baseCount) : QByteArray();
    QList<QByteArray> lines = old.split('\n');
    if (old.isEmpty() || old.endsWith('\n'))
        lines.removeLast();
    menu->addSection(lines.isEmpty() ? tr("Added lines") : tr("Before the change"));
    for (const QByteArray &oldLine : lines.first(qMin(mostOldLines, lines.size()))) {
        QString text = models::visibleText(
            QString::fromUtf8(oldLine.left(4 * longestOldLine)).replace(u'\t', "    "_L1));
        text = text.left(longestOldLine).replace(u'&', "&&"_L1);
        menu->addAction(text)->setEnabled(false);
    }
    if (lines.size() > mostOldLines)
        menu->addAction(tr("%n more line(s)", nullptr, int(lines.size() - mostOldLines)))
            ->setEnabled(false);
    menu->addSeparator();
    connect(menu->addAction(tr("&Revert This Change")), &QAction::triggered, this,
            [this, path, change = *it] { revert(path, change); });
    menu->popup(position);
}

} // namespace looptide::app
