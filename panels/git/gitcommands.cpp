// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitcommands.h"

#include "panels/common/displaytext.h"
#include "panels/git/gittexts.h"
#include "panels/git/identitydialog.h"

#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace looptide::panels {

using models::GitChange;
using models::GitProblem;
using models::GitRequest;
using models::GitResult;
using namespace Qt::StringLiterals;

namespace gitrequests = models::gitrequests;

namespace {

QList<QByteArray> pathsOf(const QList<GitChange> &changes, bool withOld = false)
{
    QList<QByteArray> paths;
    for (const GitChange &change : changes) {
        paths.append(change.path);
        if (withOld && !change.oldPath.isEmpty())
            paths.append(change.oldPath);
    }
    return paths;
}

QString shownPath(const QByteArray &path)
{
    return models::shortenedText(models::visibleText(QString::fromUtf8(path)));
}

// What `git init` would otherwise count as new: thousands of files of packages.
void ignorePackages(const QString &folder)
{
    QFile file(QDir(folder).filePath(u".gitignore"_s));
    if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        file.write("node_modules/\n");
}

} // namespace

GitCommands::GitCommands(models::GitRepository *repository, QWidget *dialogParent)
    : QObject(dialogParent), m_repository(repository), m_dialogParent(dialogParent)
{
}

bool GitCommands::confirmTrust(const QString &what)
{
    if (m_repository->mayWrite())
        return true;
    Q_EMIT noticed({ tr("%1 would run programs that this repository names. Trust the repository "
                        "first.")
                         .arg(what),
                     { { tr("&Trust Repository"), [this] { Q_EMIT trustRequested(); } } } });
    return false;
}

void GitCommands::run(const QString &what, const QList<GitRequest> &requests, const Then &then)
{
    if (!confirmTrust(what))
        return;
    Q_EMIT noticed({});
    m_repository->write(requests, this, [this, what, then](const GitResult &result) {
        if (!result.isGood())
            report(what, result);
        else if (then)
            then(result);
    });
}

void GitCommands::report(const QString &what, const GitResult &result)
{
    GitNotice notice { models::problemText(what, result) };
    if (models::problemOf(result) == GitProblem::NoIdentity)
        notice.offers.append({ tr("Set &Name and E-Mail…"), [this] { askForIdentity(); } });
    if (models::problemOf(result) == GitProblem::Rejected)
        notice.offers.append({ tr("&Pull"), [this] { pull(); } });
    Q_EMIT noticed(notice);
}

void GitCommands::askForIdentity()
{
    auto *dialog = new IdentityDialog(m_dialogParent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_repository->write({ gitrequests::setIdentity(u"user.name"_s, dialog->name()),
                              gitrequests::setIdentity(u"user.email"_s, dialog->email()) },
                            this, [this](const GitResult &result) {
                                if (result.isGood())
                                    Q_EMIT noticed(
                                        { tr("Git knows your name now. Commit again.") });
                                else
                                    report(tr("Setting the name"), result);
                            });
    });
    dialog->open();
}

void GitCommands::init()
{
    m_repository->init(this, [this](const GitResult &result) {
        if (result.isGood())
            ignorePackages(m_repository->folder());
        else
            report(tr("Creating the repository"), result);
    });
}

void GitCommands::stage(const Changes &changes)
{
    if (!changes.isEmpty())
        run(tr("Staging"), { gitrequests::stage(pathsOf(changes)) });
}

void GitCommands::unstage(const Changes &changes)
{
    if (!changes.isEmpty())
        run(tr("Unstaging"),
            { gitrequests::unstage(pathsOf(changes, true), m_repository->status().isInitial()) });
}

void GitCommands::takeSide(const Changes &changes, bool ours)
{
    if (!changes.isEmpty())
        run(tr("Taking a side"),
            { gitrequests::takeSide(pathsOf(changes), ours),
              gitrequests::stage(pathsOf(changes)) });
}

void GitCommands::applyHunk(const QByteArray &patch, bool toIndex, bool reverse)
{
    if (patch.isEmpty())
        return;
    const QString what = !toIndex ? tr("Discarding the hunk")
        : reverse                 ? tr("Unstaging the hunk")
                                  : tr("Staging the hunk");
    run(what, { gitrequests::apply(patch, toIndex, reverse) }, [this, patch, toIndex](auto &) {
        if (toIndex)
            return;
        Q_EMIT noticed({ tr("The hunk was discarded."),
                         { { tr("&Undo"), [this, patch] {
                                run(tr("Undo"), { gitrequests::apply(patch, false, false) });
                            } } } });
    });
}

void GitCommands::commit(const QString &message, bool amend, const Changes &toStage)
{
    QList<GitRequest> requests;
    if (!toStage.isEmpty())
        requests.append(gitrequests::stage(pathsOf(toStage)));
    requests.append(gitrequests::commit(message, amend));
    run(tr("Commit"), requests, [this](const GitResult &) { Q_EMIT committed(); });
}

void GitCommands::switchTo(const QString &branch)
{
    run(tr("Switching the branch"), { gitrequests::switchTo(branch) });
}

void GitCommands::createBranch()
{
    auto *dialog = new QInputDialog(m_dialogParent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New Branch"));
    dialog->setLabelText(tr("Name of the new branch, which begins at the current commit:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            run(tr("Creating the branch"), { gitrequests::createBranch(name.trimmed()) });
    });
    dialog->open();
}

void GitCommands::fetch()
{
    run(tr("Fetch"), { gitrequests::fetch() },
        [this](const GitResult &) { Q_EMIT noticed({ tr("Fetched.") }); });
}

void GitCommands::pull()
{
    run(tr("Pull"), { gitrequests::pull() },
        [this](const GitResult &) { Q_EMIT noticed({ tr("Pulled.") }); });
}

void GitCommands::push()
{
    if (!confirmTrust(tr("Push")))
        return;
    if (m_repository->status().isDetached()) {
        Q_EMIT noticed({ tr("No branch is checked out. Create one, then push it.") });
        return;
    }
    m_repository->read(gitrequests::remotes(), this, [this](const GitResult &result) {
        const QStringList remotes =
            QString::fromUtf8(result.output).split(u'\n', Qt::SkipEmptyParts);
        const QString remote = remotes.contains("origin"_L1) ? u"origin"_s : remotes.value(0);
        run(tr("Push"), { gitrequests::push(m_repository->status(), remote) },
            [this](const GitResult &) { Q_EMIT noticed({ tr("Pushed.") }); });
    });
}

void GitCommands::stash()
{
    run(tr("Stash"), { gitrequests::stash() }, [this](const GitResult &) {
        Q_EMIT noticed({ tr("All changes are in the stash."),
                         { { tr("&Take Back"), [this] { popStash(); } } } });
    });
}

void GitCommands::popStash()
{
    run(tr("Taking changes from the stash"), { gitrequests::popStash() });
}

void GitCommands::abortOperation()
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Abort"),
                                tr("What was done to resolve conflicts is lost."),
                                QMessageBox::Cancel, m_dialogParent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *abort = box->addButton(tr("&Abort"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(abort, &QPushButton::clicked, this,
            [this] { run(tr("Abort"), { gitrequests::abort(m_repository->operation()) }); });
    box->open();
}

void GitCommands::continueOperation()
{
    run(tr("Continuing"), { gitrequests::proceed(m_repository->operation()) });
}

void GitCommands::cancel()
{
    m_repository->runner()->cancelWriting();
}

// What is discarded is kept first: tracked files in a commit that belongs to no branch, others in
// the trash.
void GitCommands::discard(const Changes &tracked, const Changes &untracked)
{
    if (tracked.isEmpty() && untracked.isEmpty())
        return;
    if (!confirmTrust(tr("Discarding")))
        return;
    if (tracked.isEmpty() || m_repository->status().isInitial()) {
        askAndDiscard(tracked, untracked, {});
        return;
    }
    m_repository->write({ gitrequests::keepFolder() }, this,
                        [this, tracked, untracked](const GitResult &result) {
                            askAndDiscard(tracked, untracked,
                                          result.isGood() ? result.output.trimmed() : QByteArray());
                        });
}

void GitCommands::askAndDiscard(const Changes &tracked, const Changes &untracked,
                                const QByteArray &kept)
{
    const qsizetype count = tracked.size() + untracked.size();
    const QString first = shownPath((tracked.isEmpty() ? untracked : tracked).constFirst().path);
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Discard Changes"),
                        count == 1 ? tr("Discard the changes in %1?").arg(first)
                                   : tr("Discard the changes in %n file(s)?", nullptr, int(count)),
                        QMessageBox::Cancel, m_dialogParent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"git.discardQuestion"_s);
    box->setTextFormat(Qt::PlainText);
    QStringList notes;
    if (!untracked.isEmpty())
        notes.append(tr("Untracked files are moved to the trash."));
    notes.append(tracked.isEmpty() || !kept.isEmpty()
                     ? tr("You can undo this.")
                     : tr("Changes in tracked files cannot be brought back."));
    box->setInformativeText(notes.join(u' '));
    QPushButton *discard = box->addButton(tr("&Discard"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(discard, &QPushButton::clicked, this,
            [this, tracked, untracked, kept] { discardNow(tracked, untracked, kept); });
    box->open();
}

void GitCommands::discardNow(const Changes &tracked, const Changes &untracked,
                             const QByteArray &kept)
{
    QList<std::pair<QString, QString>> trashed; // where it was, and where it is
    QString failed;
    for (const GitChange &change : untracked) {
        const QString path = m_repository->absolutePath(change.path);
        QString inTrash;
        if (!path.isEmpty() && QFile::moveToTrash(path, &inTrash))
            trashed.append({ path, inTrash });
        else
            failed = shownPath(change.path);
    }
    const QList<QByteArray> paths = pathsOf(tracked);
    const auto finish = [this, paths, kept, trashed, failed](const GitResult &) {
        GitNotice notice { tr("The changes were discarded.") };
        if (!failed.isEmpty())
            notice.text = tr("%1 could not be moved to the trash and was left alone.").arg(failed);
        if (!kept.isEmpty() || !trashed.isEmpty())
            notice.offers.append({ tr("&Undo"), [this, paths, kept, trashed] {
                                      undoDiscard(paths, kept, trashed);
                                  } });
        Q_EMIT noticed(notice);
    };
    if (!tracked.isEmpty()) {
        run(tr("Discarding"), { gitrequests::restoreFolder(paths) }, finish);
        return;
    }
    m_repository->refresh();
    finish({});
}

void GitCommands::undoDiscard(const QList<QByteArray> &tracked, const QByteArray &kept,
                              const QList<std::pair<QString, QString>> &trashed)
{
    QStringList failed;
    for (const auto &[path, inTrash] : trashed) {
        if (QFile::exists(path) || !QDir().rename(inTrash, path))
            failed.append(path);
    }
    Q_EMIT noticed({ failed.isEmpty() ? QString()
                                      : tr("%1 is still in the trash.")
                                            .arg(models::shortenedText(
                                                models::pathText(failed.constFirst()))) });
    if (!tracked.isEmpty() && !kept.isEmpty())
        run(tr("Undo"), { gitrequests::restoreFolder(tracked, kept) });
    else
        m_repository->refresh();
}

} // namespace looptide::panels
