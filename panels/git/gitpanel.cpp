// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/git/branchmenu.h"
#include "panels/git/changesview.h"
#include "panels/git/commitform.h"
#include "panels/git/diffcontroller.h"
#include "panels/git/gitlogreader.h"
#include "panels/git/gittexts.h"

#include <QAction>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace looptide::panels {

using models::GitRepository;
using State = GitRepository::State;
using Group = models::GitChangesModel::Group;
using namespace Qt::StringLiterals;

PanelDescriptor GitPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new GitPanel;
        connect(panel, &GitPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &GitPanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = u"git"_s,
             .title = tr("Git"),
             .icon = u"git-branch"_s,
             .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
             .place = PanelPlace::LeftTab,
             .create = create };
}

GitPanel::GitPanel(QWidget *parent)
    : QWidget(parent), m_repository(new GitRepository(this)),
      m_commands(new GitCommands(m_repository, this)),
      m_historyModel(new models::GitHistoryModel(this)), m_diffView(new DiffView(this)),
      m_diffs(new DiffController(m_repository, m_diffView, this)),
      m_pages(new QStackedWidget(this)), m_empty(new EmptyState(u"git-branch"_s)),
      m_changes(new ChangesView), m_form(new CommitForm), m_history(new QListView)
{
    m_diffView->hide();
    m_historyModel->setRepository(m_repository);
    m_branches = new BranchMenu(m_repository, this);
    setupActions();
    setupMenu();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    connectChanges();
    connect(m_repository, &GitRepository::stateChanged, this, &GitPanel::update);
    connect(m_repository, &GitRepository::statusChanged, this, &GitPanel::update);
    connect(m_repository->runner(), &models::GitRunner::activityChanged, this,
            [this] { m_cancel->setVisible(m_repository->runner()->isWriting()); });
    connect(m_commands, &GitCommands::noticed, this, &GitPanel::setNotice);
    connect(m_commands, &GitCommands::committed, this, &GitPanel::finishCommit);
    connect(m_commands, &GitCommands::trustRequested, this,
            [this] { Q_EMIT trustChosen(m_repository->topFolder(), true); });
    connect(m_branches, &BranchMenu::branchChosen, m_commands, &GitCommands::switchTo);
    connect(m_branches, &BranchMenu::creationRequested, m_commands, &GitCommands::createBranch);
    connect(m_form, &CommitForm::commitRequested, this, &GitPanel::commit);
    connect(m_form, &CommitForm::amendChosen, this, &GitPanel::takeLastMessage);
    connect(m_empty, &EmptyState::actionRequested, this, &GitPanel::doEmptyAction);
    update();
}

GitPanel::~GitPanel()
{
    if (m_diffView && m_diffView->parent() != this)
        m_diffView->disconnect(this);
}

void GitPanel::setProject(const QString &directory)
{
    m_notice = {};
    m_lastMessage.clear();
    m_form->setMessage({});
    m_form->setAmending(false);
    m_diffs->clear();
    m_historyModel->setPath({});
    m_historyTitle->hide();
    m_repository->setFolder(directory);
}

void GitPanel::update()
{
    const bool isReady = m_repository->state() == State::Ready;
    if (!isReady) {
        m_pages->setCurrentIndex(m_repository->state() == State::Reading ? m_pages->currentIndex()
                                                                         : int(EmptyPage));
        setFocusProxy(m_empty);
        updateEmpty();
        return;
    }
    const models::GitStatus &status = m_repository->status();
    m_pages->setCurrentIndex(ContentPage);
    m_changes->setStatus(status);
    m_changes->setVisible(!status.changes.isEmpty());
    m_clean->setVisible(status.changes.isEmpty());
    setFocusProxy(m_tabs->currentIndex() == HistoryTab ? static_cast<QWidget *>(m_history)
                      : status.changes.isEmpty()       ? static_cast<QWidget *>(m_form)
                                                       : m_changes);
    const QString branch = models::branchText(status);
    m_branch->setToolTip(
        tr("Branch %1: click to switch or to create one").arg(branch).toHtmlEscaped());
    m_branch->setAccessibleName(tr("Branch %1").arg(branch));
    m_push->setEnabled(!status.isInitial());
    m_pull->setEnabled(!status.upstream.isEmpty());
    m_stash->setEnabled(!status.isInitial() && !status.changes.isEmpty());
    m_popStash->setEnabled(status.stashes > 0);
    m_untrust->setVisible(m_repository->isTrusted());
    const bool hasOperation = m_repository->operation() != GitRepository::Operation::None;
    if (hasOperation && !m_hadOperation && m_form->message().isEmpty())
        m_form->setMessage(m_repository->preparedMessage());
    m_hadOperation = hasOperation;
    m_historyModel->setRepository(m_repository);
    if (m_tabs->currentIndex() == HistoryTab && isVisible())
        m_historyModel->update();
    updateForm();
    updateNotice();
    const int count = int(status.changes.size());
    setWindowTitle(count > 0 ? tr("Git (%1)").arg(QLocale().toString(count)) : tr("Git"));
}

void GitPanel::updateEmpty()
{
    QString title;
    QString text;
    QString action;
    switch (m_repository->state()) {
    case State::NoFolder:
        title = tr("No project is open");
        text = tr("Open a folder or make a project to see its Git repository.");
        break;
    case State::Ready:
    case State::Reading:
        title = tr("Asking Git…");
        break;
    case State::NoGit:
        title = tr("Git is not installed");
        text = tr("Install the package git with the package manager of your system, for example "
                  "with \"sudo apt install git\". Then press the button.");
        action = tr("Look Again");
        break;
    case State::NoRepository:
        title = tr("This folder has no Git repository");
        text = tr("A repository keeps every version of the files. It also gets a .gitignore that "
                  "leaves out node_modules, unless there is one.");
        action = tr("Create Repository");
        break;
    case State::Unsafe:
        title = tr("This repository belongs to another user");
        text = tr("Git refuses it for that reason. If you trust it, run this in the Terminal: git "
                  "config --global --add safe.directory \"%1\"")
                   .arg(m_repository->folder());
        action = tr("Look Again");
        break;
    case State::Failed:
        title = tr("Git cannot read this repository");
        text = models::shortenedText(models::visibleText(m_repository->errorText()));
        action = tr("Look Again");
        break;
    }
    m_empty->setText(title, text);
    m_empty->setAction(action,
                       m_repository->state() == State::NoRepository ? u"plus"_s : u"refresh-cw"_s);
    setWindowTitle(tr("Git"));
}

void GitPanel::doEmptyAction()
{
    if (m_repository->state() == State::NoRepository)
        m_commands->init();
    else
        m_repository->refresh();
}

// Without staged changes, a commit takes all of them.
void GitPanel::updateForm()
{
    const models::GitChangesModel *model = m_changes->changes();
    const qsizetype staged = model->countOf(Group::Staged);
    const qsizetype others = model->countOf(Group::Changed) + model->countOf(Group::Untracked);
    const bool hasConflicts = model->countOf(Group::Conflicts) > 0;
    const bool isMerge = m_repository->operation() == GitRepository::Operation::Merge;
    const bool canAmend = !m_repository->status().isInitial() && !isMerge;
    const bool amends = m_form->isAmending() && canAmend;
    QString text = amends ? tr("Amend") : tr("Commit");
    if (!amends && !isMerge && staged == 0 && others > 0)
        text = tr("Stage All and Commit");
    m_form->setState(text, !hasConflicts && (staged > 0 || others > 0 || amends || isMerge),
                     canAmend);
}

void GitPanel::commit()
{
    const models::GitChangesModel *model = m_changes->changes();
    const bool isMerge = m_repository->operation() == GitRepository::Operation::Merge;
    QList<models::GitChange> toStage;
    if (!m_form->isAmending() && !isMerge && model->countOf(Group::Staged) == 0)
        toStage = model->changesOf(Group::Changed) + model->changesOf(Group::Untracked);
    m_commands->commit(m_form->message(), m_form->isAmending(), toStage);
}

void GitPanel::finishCommit()
{
    m_form->setMessage({});
    m_form->setAmending(false);
    m_lastMessage.clear();
    setNotice({ tr("Committed.") });
}

void GitPanel::takeLastMessage(bool on)
{
    updateForm();
    if (!on) {
        if (m_form->message() == m_lastMessage)
            m_form->setMessage({});
        return;
    }
    m_repository->read(
        models::gitrequests::log(0, 1), this, [this](const models::GitResult &result) {
            const QList<models::GitCommit> commits = models::readGitLog(result.output);
            if (commits.isEmpty() || !m_form->isAmending() || !m_form->message().isEmpty())
                return;
            const models::GitCommit &last = commits.constFirst();
            m_lastMessage = (last.subject + u'\n' + last.body).trimmed();
            m_form->setMessage(m_lastMessage);
        });
}

// What stays true until something is done about it.
GitNotice GitPanel::standingNotice()
{
    GitNotice notice;
    if (const QString text = models::operationText(*m_repository); !text.isEmpty()) {
        notice.text = text;
        if (m_repository->operation() != GitRepository::Operation::Merge
            && m_changes->changes()->countOf(Group::Conflicts) == 0)
            notice.offers.append({ tr("&Continue"), [this] { m_commands->continueOperation(); } });
        notice.offers.append({ tr("&Abort…"), [this] { m_commands->abortOperation(); } });
    } else if (!m_repository->mayWrite()) {
        QStringList programs = m_repository->safety().programs.first(
            qMin(qsizetype(3), m_repository->safety().programs.size()));
        if (m_repository->safety().hasHooks)
            programs.prepend(tr("hooks"));
        notice.text = tr("This repository names programs of its own (%1). Git runs none of them, "
                         "and changes nothing here, before you trust it.")
                          .arg(models::visibleText(programs.join(u", "_s)));
        notice.offers.append({ tr("&Trust Repository"),
                               [this] { Q_EMIT trustChosen(m_repository->topFolder(), true); } });
    } else if (m_repository->status().isTruncated) {
        notice.text = tr("There are more changes than the %1 in this list.")
                          .arg(QLocale().toString(m_repository->status().changes.size()));
    }
    return notice;
}

void GitPanel::setNotice(const GitNotice &notice)
{
    m_notice = notice;
    updateNotice();
}

void GitPanel::updateNotice()
{
    const GitNotice notice = m_notice.text.isEmpty() ? standingNotice() : m_notice;
    m_noticeText->setText(notice.text);
    for (qsizetype i = 0; i < m_offers.size(); ++i) {
        m_offers[i]->setVisible(i < notice.offers.size());
        m_offers[i]->setText(i < notice.offers.size() ? notice.offers.at(i).text : QString());
    }
    fit();
}

QString GitPanel::noticeText() const
{
    return m_noticeText->text();
}

// In a low panel the form goes first, then the notice: the list is what the panel is for.
void GitPanel::fit()
{
    const QString branch = models::branchText(m_repository->status());
    const int iconAndArrow = 48;
    m_branch->setText(m_branch->fontMetrics().elidedText(
        branch, Qt::ElideMiddle, qMax(20, m_branch->width() - iconAndArrow)));
    m_form->fitInto(height());
    const int leastList = 2 * fontMetrics().lineSpacing();
    int room = height() - m_bar->sizeHint().height() - m_tabRow->sizeHint().height();
    const bool hasNotice = !m_noticeText->text().isEmpty();
    const int noticeHeight = m_noticeBox->layout()->hasHeightForWidth()
        ? m_noticeBox->layout()->totalHeightForWidth(width())
        : m_noticeBox->sizeHint().height();
    m_noticeBox->setVisible(hasNotice && room >= noticeHeight);
    if (!m_noticeBox->isHidden())
        room -= noticeHeight;
    m_form->setVisible(room >= m_form->minimumSizeHint().height() + leastList);
    m_historyTitle->setVisible(!m_historyModel->path().isEmpty()
                               && room >= m_historyTitle->sizeHint().height() + leastList);
    if (m_repository->status().changes.isEmpty()) {
        const int rest = room - (m_form->isHidden() ? 0 : m_form->minimumSizeHint().height());
        m_clean->setVisible(rest >= m_clean->heightForWidth(width()));
    }
    // At once: what has gone must not squeeze the rest until the next turn.
    for (QWidget *part = m_form->parentWidget(); part != this; part = part->parentWidget()) {
        if (part->layout()) {
            part->layout()->invalidate();
            part->layout()->activate();
        }
    }
}

QSize GitPanel::minimumSizeHint() const
{
    const int rows = m_bar->sizeHint().height() + m_tabRow->sizeHint().height() + 1;
    return { QWidget::minimumSizeHint().width(), qMax(rows, m_empty->minimumSizeHint().height()) };
}

void GitPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void GitPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_tabs->currentIndex() == HistoryTab)
        m_historyModel->update();
}

void GitPanel::setTab(int tab)
{
    m_tabPages->setCurrentIndex(tab);
    for (QToolButton *button : std::as_const(m_changeTools))
        button->setVisible(tab == ChangesTab);
    if (tab == HistoryTab)
        m_historyModel->update();
    update();
    setFocus();
}

void GitPanel::showFileHistory(const QByteArray &path)
{
    const QString shown = models::visibleText(QString::fromUtf8(path));
    m_historyPath->setText(shown.section(u'/', -1));
    m_historyPath->setToolTip(shown.toHtmlEscaped());
    m_tabs->setCurrentIndex(HistoryTab);
    m_historyModel->setPath(path);
    fit();
}

void GitPanel::openBranchMenu()
{
    m_branch->showMenu();
}

void GitPanel::showCommit(const QModelIndex &index)
{
    if (const models::GitCommit *commit = m_historyModel->commitAt(index))
        m_diffs->showCommit(*commit, m_historyModel->path());
}

void GitPanel::openFile(const QByteArray &path, int line)
{
    const QString file = m_repository->absolutePath(path);
    if (!file.isEmpty() && QFileInfo(file).isFile())
        Q_EMIT fileActivated(file, line, 0);
    else
        setNotice({ tr("%1 is not in the folder now, or its name cannot be opened.")
                        .arg(models::visibleText(QString::fromUtf8(path))) });
}

// Esc removes the notice first.
void GitPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!m_notice.text.isEmpty())
        setNotice({});
    else
        Q_EMIT leaveRequested();
}

} // namespace looptide::panels
