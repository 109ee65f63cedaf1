// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/gitsupport.h"

#include "app/git/changedlines.h"
#include "app/git/trustedrepositories.h"
#include "app/runs/runplan.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/git/blame.h"
#include "panels/git/gitpanel.h"
#include "panels/git/gittexts.h"
#include "panels/projecttree/projecttreepanel.h"

#include <QAction>
#include <QGuiApplication>

namespace looptide::app {

using models::FileMarks;
using models::GitChange;
using models::GitRepository;
using models::GitResult;
using panels::ProjectTreePanel;
using State = GitRepository::State;
using namespace Qt::StringLiterals;

namespace {

FileMarks::Mark markOf(const GitChange &change)
{
    using Mark = FileMarks::Mark;
    if (change.kind == GitChange::Kind::Conflict)
        return Mark::Conflict;
    if (change.kind == GitChange::Kind::Untracked)
        return Mark::Untracked;
    const auto is = [&change](char letter) {
        return change.index == letter || change.folder == letter;
    };
    return is('D') ? Mark::Deleted
        : is('A')  ? Mark::Added
        : is('R')  ? Mark::Renamed
                   : Mark::Modified;
}

FileMarks marksOf(const GitRepository &repository)
{
    FileMarks marks;
    for (const GitChange &change : repository.status().changes) {
        QString path = repository.absolutePath(change.path);
        if (path.isEmpty())
            continue;
        if (change.path.endsWith('/'))
            path += u'/';
        marks.add(path, markOf(change), repository.topFolder());
    }
    return marks;
}

} // namespace

GitSupport::GitSupport(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_panel(parts.panel)
{
    if (!m_panel)
        return;
    m_repository = m_panel->repository();
    m_repository->runner()->setEnvironment(personEnvironment());
    m_repository->setTrustQuestion(&isTrustedRepository);
    m_lines = new ChangedLines(m_parts.editor, m_repository, this);
    connect(m_lines, &ChangedLines::nothingToRevert, this, [this] {
        Q_EMIT messageRequested(
            tr("The line of the caret does not differ from the version in Git's index."));
    });
    setupActions();
    connectRefreshes();
    connect(m_repository, &GitRepository::stateChanged, this, &GitSupport::takeState);
    connect(m_repository, &GitRepository::statusChanged, this, &GitSupport::takeStatus);
    connect(m_panel, &panels::GitPanel::trustChosen, this, &GitSupport::setTrusted);
    connect(m_parts.status, &StatusStrip::branchActivated, this, &GitSupport::showBranches);
    connect(m_parts.editor, &editor::EditorArea::currentFileChanged, this,
            &GitSupport::updateActions);
    updateActions();
}

GitSupport::~GitSupport() = default;

// Nothing asks Git by the clock: somebody has changed something, or may have while the window was
// in the background.
void GitSupport::connectRefreshes()
{
    const auto refresh = [this] {
        if (m_isStarted)
            m_repository->refresh();
    };
    connect(m_parts.editor, &editor::EditorArea::fileSaved, this, refresh);
    connect(m_parts.tree, &ProjectTreePanel::pathCreated, this, refresh);
    connect(m_parts.tree, &ProjectTreePanel::pathRenamed, this, refresh);
    connect(m_parts.tree, &ProjectTreePanel::pathDeleted, this, refresh);
    connect(m_parts.tree, &ProjectTreePanel::projectReturned, this, refresh);
    connect(&m_sources, &SourceWatcher::changed, this, refresh);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [refresh](Qt::ApplicationState state) {
                if (state == Qt::ApplicationActive)
                    refresh();
            });
}

void GitSupport::start()
{
    m_isStarted = true;
    if (m_panel)
        m_panel->setProject(m_project);
}

void GitSupport::setProject(const QString &directory)
{
    m_project = directory;
    m_sources.setDirectory({});
    if (m_panel && m_isStarted)
        m_panel->setProject(directory);
}

void GitSupport::takeState()
{
    m_sources.setDirectory(m_repository->state() == State::Ready ? m_project : QString());
    takeStatus();
}

void GitSupport::takeStatus()
{
    const bool isReady = m_repository->state() == State::Ready;
    if (m_parts.tree)
        m_parts.tree->setMarks(isReady ? marksOf(*m_repository) : FileMarks());
    const models::GitStatus &status = m_repository->status();
    const QString branch = isReady ? models::branchText(status) : QString();
    const int changes = int(status.changes.size());
    QString text = branch;
    if (isReady && changes > 0)
        text += u" •%1"_s.arg(changes);
    m_parts.status->setBranch(text,
                              tr("Git: %1, %2").arg(branch, tr("%n change(s)", nullptr, changes)));
    updateActions();
}

void GitSupport::setTrusted(const QString &topFolder, bool isTrusted)
{
    setTrustedRepository(topFolder, isTrusted);
    m_repository->setTrusted(isTrusted);
}

QAction *GitSupport::addAction(const QString &iconName, const QString &text, const QString &tip,
                               const QKeySequence &keys, const char *name,
                               void (GitSupport::*run)())
{
    auto *action = new QAction(panels::icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(keys);
    action->setStatusTip(tip);
    action->setToolTip(
        keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    return action;
}

void GitSupport::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_actions.append(separator);
}

void GitSupport::setupActions()
{
    addAction(u"check"_s, tr("&Commit…"), tr("Go to the changes and the message of the commit"), {},
              "git.showChanges", &GitSupport::showPanel);
    addAction(u"git-branch"_s, tr("&Branches…"), tr("Switch to another branch, or create one"), {},
              "git.showBranches", &GitSupport::showBranches);
    addSeparator();
    addAction({}, tr("&Fetch"), tr("Look for new commits on all remotes"), {}, "git.fetchAll",
              &GitSupport::fetch);
    addAction(u"download"_s, tr("Pu&ll"), tr("Get the new commits of the remote branch"), {},
              "git.pullBranch", &GitSupport::pull);
    addAction(u"upload"_s, tr("&Push"), tr("Send the commits to the remote branch"), {},
              "git.pushBranch", &GitSupport::push);
    addSeparator();
    addAction({}, tr("&Stash All Changes"), tr("Put all changes aside; untracked files too"), {},
              "git.stashChanges", &GitSupport::stash);
    addAction({}, tr("&Take Back from Stash"), tr("Apply the changes that were put aside last"), {},
              "git.takeStash", &GitSupport::popStash);
    addSeparator();
    addAction(u"arrow-down"_s, tr("&Next Change in the File"),
              tr("Go to the next line that differs from the index of Git"), Qt::ALT | Qt::Key_F3,
              "git.nextChange", &GitSupport::goToNextChange);
    addAction(u"arrow-up"_s, tr("P&revious Change in the File"),
              tr("Go to the previous line that differs from the index of Git"),
              Qt::ALT | Qt::SHIFT | Qt::Key_F3, "git.previousChange",
              &GitSupport::goToPreviousChange);
    addAction(u"undo"_s, tr("Re&vert Change at the Caret"),
              tr("Bring back the lines as they are in the index of Git"), {}, "git.revertChange",
              &GitSupport::revertChange);
    addAction(u"history"_s, tr("&History of the File"),
              tr("Show the commits that changed the file in the editor"), {}, "git.history",
              &GitSupport::showFileHistory);
    addAction(u"info"_s, tr("Who Changed This &Line?"),
              tr("Show the commit that the line of the caret comes from"), {}, "git.blame",
              &GitSupport::blameLine);
}

void GitSupport::updateActions()
{
    const bool isReady = m_repository->state() == State::Ready;
    const bool hasFile =
        isReady && !m_repository->relativePath(m_parts.editor->currentFile()).isEmpty();
    const models::GitStatus &status = m_repository->status();
    for (QAction *action : std::as_const(m_actions)) {
        const QString name = action->objectName();
        bool isOn = isReady;
        if (name == "git.showChanges"_L1)
            isOn = true;
        else if (name == "git.pullBranch"_L1)
            isOn = isReady && !status.upstream.isEmpty();
        else if (name == "git.stashChanges"_L1)
            isOn = isReady && !status.isInitial() && !status.changes.isEmpty();
        else if (name == "git.takeStash"_L1)
            isOn = isReady && status.stashes > 0;
        else if (name.endsWith("Change"_L1) || name == "git.history"_L1 || name == "git.blame"_L1)
            isOn = hasFile;
        action->setEnabled(isOn);
    }
}

void GitSupport::showPanel()
{
    Q_EMIT panelRequested();
}

void GitSupport::showBranches()
{
    Q_EMIT panelRequested();
    if (m_panel)
        m_panel->openBranchMenu();
}

void GitSupport::showFileHistory()
{
    const QByteArray path = m_repository->relativePath(m_parts.editor->currentFile());
    Q_EMIT panelRequested();
    m_panel->showFileHistory(path);
}

void GitSupport::goToNextChange()
{
    m_parts.editor->goToChange(1);
}

void GitSupport::goToPreviousChange()
{
    m_parts.editor->goToChange(-1);
}

void GitSupport::revertChange()
{
    m_lines->revertAtCaret();
}

void GitSupport::blameLine()
{
    const QString file = m_parts.editor->currentFile();
    const int line = m_parts.editor->currentLine();
    const QByteArray path = m_repository->relativePath(file);
    const std::optional<QByteArray> text = m_parts.editor->textOf(file);
    if (path.isEmpty() || !text || line < 1)
        return;
    m_repository->read(
        models::gitrequests::blame(path, line, *text), this, [this, line](const GitResult &result) {
            Q_EMIT messageRequested(result.isGood()
                                        ? models::blameText(line, result.output)
                                        : models::problemText(tr("Reading the history"), result));
        });
}

void GitSupport::fetch()
{
    m_panel->commands()->fetch();
}

void GitSupport::pull()
{
    m_panel->commands()->pull();
}

void GitSupport::push()
{
    m_panel->commands()->push();
}

void GitSupport::stash()
{
    m_panel->commands()->stash();
}

void GitSupport::popStash()
{
    m_panel->commands()->popStash();
}

} // namespace looptide::app
