// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gittexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortId = 8;
constexpr qsizetype longestReason = 400;

class Text
{
    Q_DECLARE_TR_FUNCTIONS(Git)
};

// What Git and its hooks print, without the hints for a command line.
QString reasonOf(const GitResult &result)
{
    QStringList lines;
    const QByteArray all = result.errors + '\n' + result.output.left(longestReason);
    for (const QString &line : QString::fromUtf8(all).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith("hint:"_L1))
            lines.append(visibleText(line.trimmed()));
    }
    const QString text = lines.join(u' ');
    return text.size() > longestReason ? text.first(longestReason) + u'…' : text;
}

} // namespace

GitProblem problemOf(const GitResult &result)
{
    if (result.isGood())
        return GitProblem::None;
    const QByteArray text = result.errors + result.output.left(4096);
    const auto says = [&text](std::initializer_list<const char *> words) {
        return std::ranges::any_of(words, [&](const char *word) { return text.contains(word); });
    };
    if (text.contains(".lock': File exists") || text.contains(".lock: File exists"))
        return GitProblem::Locked;
    if (says({ "Please tell me who you are", "unable to auto-detect email", "empty ident name" }))
        return GitProblem::NoIdentity;
    if (says({ "nothing to commit", "nothing added to commit", "no changes added to commit" }))
        return GitProblem::NothingToCommit;
    if (says({ "has no upstream branch", "There is no tracking information",
               "No configured push destination", "no tracking information" }))
        return GitProblem::NoUpstream;
    if (says({ "[rejected]", "fetch first", "non-fast-forward" }))
        return GitProblem::Rejected;
    if (says({ "divergent branches", "Not possible to fast-forward" }))
        return GitProblem::Diverged;
    if (says({ "could not read Username", "Authentication failed", "Permission denied (",
               "Host key verification failed", "could not read Password",
               "terminal prompts disabled" }))
        return GitProblem::Authentication;
    if (says({ "Could not resolve host", "Connection refused", "unable to access",
               "Could not read from remote repository", "does not appear to be a git repository" }))
        return GitProblem::Unreachable;
    if (says({ "would be overwritten by", "Please commit your changes or stash them" }))
        return GitProblem::WouldOverwrite;
    return GitProblem::Other;
}

QString problemText(const QString &what, const GitResult &result)
{
    if (result.end == GitResult::End::Cancelled)
        return Text::tr("%1 was cancelled.").arg(what);
    const QString reason = reasonOf(result);
    switch (problemOf(result)) {
    case GitProblem::None:
        return {};
    case GitProblem::Locked:
        return Text::tr("%1 did not work: another Git command is changing this repository. Try "
                        "again when it has ended. If none is running, one has crashed: delete "
                        "the file index.lock in the folder .git.")
            .arg(what);
    case GitProblem::NoIdentity:
        return Text::tr("%1 did not work: Git does not know your name and your e-mail address. "
                        "They become part of each commit.")
            .arg(what);
    case GitProblem::NothingToCommit:
        return Text::tr("There is nothing to commit. Stage the changes that belong to the commit.");
    case GitProblem::NoUpstream:
        return Text::tr("%1 did not work: this branch has no counterpart on a remote. Add a remote "
                        "with \"git remote add origin ADDRESS\" in the Terminal, and push.")
            .arg(what);
    case GitProblem::Rejected:
        return Text::tr("%1 was rejected: the remote branch has commits that are not here. Pull "
                        "first, then push again.")
            .arg(what);
    case GitProblem::Diverged:
        return Text::tr("%1 did not work: both branches have new commits, and Git is not told "
                        "whether to merge or to rebase. Choose with \"git config pull.rebase "
                        "false\" (merge) or \"true\" (rebase) in the Terminal.")
            .arg(what);
    case GitProblem::Authentication:
        return Text::tr("%1 did not work: the remote refused access. Git cannot ask for a password "
                        "here. Set up a credential helper or an ssh agent, or use the Terminal. "
                        "Git said: %2")
            .arg(what, reason);
    case GitProblem::Unreachable:
        return Text::tr("%1 did not work: the remote could not be reached. Git said: %2")
            .arg(what, reason);
    case GitProblem::WouldOverwrite:
        return Text::tr("%1 did not work: it would overwrite changes that are not committed. "
                        "Commit or stash them first.")
            .arg(what);
    case GitProblem::Other:
        break;
    }
    return Text::tr("%1 did not work. Git said: %2").arg(what, reason);
}

QString branchText(const GitStatus &status)
{
    if (status.isDetached())
        return Text::tr("(detached at %1)")
            .arg(QString::fromLatin1(status.commit.first(qMin(shortId, status.commit.size()))));
    QString text = visibleText(QString::fromUtf8(status.branch));
    if (status.ahead > 0)
        text += u" ↑%1"_s.arg(status.ahead);
    if (status.behind > 0)
        text += u" ↓%1"_s.arg(status.behind);
    return text;
}

QString operationText(const GitRepository &repository)
{
    using Operation = GitRepository::Operation;
    const bool hasConflicts =
        std::ranges::any_of(repository.status().changes, [](const GitChange &change) {
            return change.kind == GitChange::Kind::Conflict;
        });
    const QString next = hasConflicts ? Text::tr("Edit the files with conflicts, then stage them.")
                                      : Text::tr("All conflicts are resolved.");
    switch (repository.operation()) {
    case Operation::None:
        return {};
    case Operation::Merge:
        return Text::tr("A merge has not ended.") + u' '
            + (hasConflicts ? next : Text::tr("Commit to complete it."));
    case Operation::Rebase:
        return Text::tr("A rebase has not ended.") + u' ' + next;
    case Operation::CherryPick:
        return Text::tr("A cherry-pick has not ended.") + u' ' + next;
    case Operation::Revert:
        return Text::tr("A revert has not ended.") + u' ' + next;
    }
    return {};
}

} // namespace looptide::models
