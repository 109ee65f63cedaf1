// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitrequests.h"

#include "panels/git/gitlogreader.h"

#include <QStringDecoder>

namespace looptide::models::gitrequests {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDiff = 4 * 1024 * 1024;
constexpr qsizetype longestText = 4 * 1024 * 1024;

const QStringList diffOptions { u"--no-ext-diff"_s,   u"--no-textconv"_s,
                                u"--no-color"_s,      u"--find-renames"_s,
                                u"--submodule=log"_s, u"--ignore-submodules=dirty"_s,
                                u"--src-prefix=a/"_s, u"--dst-prefix=b/"_s };

QByteArray joined(const QList<QByteArray> &paths)
{
    QByteArray input;
    for (const QByteArray &path : paths)
        input += path + '\0';
    return input;
}

// Paths are what they are, and no patterns.
const QString literal = u"--literal-pathspecs"_s;

GitRequest withPaths(const QStringList &command, const QList<QByteArray> &paths)
{
    return { .arguments = QStringList(literal) + command
                 + QStringList { u"--pathspec-from-file=-"_s, u"--pathspec-file-nul"_s },
             .input = joined(paths),
             .isWriting = true };
}

GitRequest writing(const QStringList &command)
{
    return { .arguments = command, .isWriting = true };
}

// A path as an argument. Bytes that are not UTF-8 cannot be passed; such a path becomes a pattern
// that also matches other names.
void addPath(QStringList *arguments, const QByteArray &path)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(path);
    if (!decoder.hasError()) {
        arguments->prepend(literal);
        *arguments << u"--"_s << text;
        return;
    }
    QString pattern;
    for (const char byte : path) {
        if (uchar(byte) >= 0x80)
            pattern += u'?';
        else if (QByteArrayView("*?[]\\").contains(byte))
            pattern += u'\\' + QChar::fromLatin1(byte);
        else
            pattern += QChar::fromLatin1(byte);
    }
    *arguments << u"--"_s << u":(top,glob)"_s + pattern;
}

} // namespace

GitRequest findRepository()
{
    return { .arguments = { u"rev-parse"_s, u"--path-format=absolute"_s, u"--show-toplevel"_s,
                            u"--absolute-git-dir"_s, u"--git-common-dir"_s } };
}

GitRequest config()
{
    return { .arguments = { u"config"_s, u"--list"_s, u"-z"_s, u"--show-scope"_s,
                            u"--includes"_s } };
}

GitRequest status(bool looksIntoSubmodules)
{
    return { .arguments = { u"status"_s, u"--porcelain=v2"_s, u"-z"_s, u"--branch"_s,
                            u"--show-stash"_s, u"--untracked-files=normal"_s, u"--find-renames"_s,
                            looksIntoSubmodules ? u"--ignore-submodules=none"_s
                                                : u"--ignore-submodules=dirty"_s } };
}

GitRequest init()
{
    return writing({ u"init"_s, u"--quiet"_s });
}

GitRequest stage(const QList<QByteArray> &paths)
{
    return withPaths({ u"add"_s, u"--all"_s }, paths);
}

GitRequest unstage(const QList<QByteArray> &paths, bool isInitial)
{
    if (isInitial)
        return withPaths({ u"rm"_s, u"--cached"_s, u"--quiet"_s, u"-r"_s, u"--force"_s }, paths);
    return withPaths({ u"reset"_s, u"--quiet"_s }, paths);
}

GitRequest restoreFolder(const QList<QByteArray> &paths, const QByteArray &source)
{
    QStringList command { u"restore"_s, u"--worktree"_s, u"--quiet"_s };
    if (!source.isEmpty())
        command << u"--source=%1"_s.arg(QLatin1StringView(source));
    return withPaths(command, paths);
}

GitRequest keepFolder()
{
    return writing({ u"stash"_s, u"create"_s });
}

GitRequest takeSide(const QList<QByteArray> &paths, bool ours)
{
    return withPaths({ u"checkout"_s, u"--quiet"_s, ours ? u"--ours"_s : u"--theirs"_s }, paths);
}

GitRequest apply(const QByteArray &patch, bool toIndex, bool reverse)
{
    QStringList command { u"apply"_s, u"--whitespace=nowarn"_s };
    if (toIndex)
        command << u"--cached"_s;
    if (reverse)
        command << u"--reverse"_s;
    return { .arguments = command << u"-"_s, .input = patch, .isWriting = true };
}

GitRequest commit(const QString &message, bool amend)
{
    QStringList command { u"commit"_s, u"--quiet"_s, u"--cleanup=whitespace"_s, u"--file=-"_s };
    if (amend)
        command << u"--amend"_s;
    return { .arguments = command, .input = message.toUtf8() + '\n', .isWriting = true };
}

GitRequest branches()
{
    return { .arguments = { u"for-each-ref"_s, u"--sort=-committerdate"_s,
                            u"--format=%(refname)%00%(committerdate:unix)%00%(subject)"_s,
                            u"refs/heads"_s, u"refs/remotes"_s } };
}

GitRequest switchTo(const QString &branch)
{
    return writing({ u"switch"_s, u"--quiet"_s, branch });
}

GitRequest createBranch(const QString &name)
{
    return writing({ u"switch"_s, u"--quiet"_s, u"--create"_s, name });
}

GitRequest fetch()
{
    return writing({ u"fetch"_s, u"--quiet"_s, u"--all"_s });
}

GitRequest pull()
{
    return writing({ u"pull"_s, u"--quiet"_s, u"--no-edit"_s });
}

GitRequest push(const GitStatus &status, const QString &remote)
{
    if (!status.upstream.isEmpty() || remote.isEmpty())
        return writing({ u"push"_s, u"--quiet"_s });
    return writing(
        { u"push"_s, u"--quiet"_s, u"--set-upstream"_s, remote, QString::fromUtf8(status.branch) });
}

GitRequest remotes()
{
    return { .arguments = { u"remote"_s } };
}

GitRequest stash()
{
    return writing({ u"stash"_s, u"push"_s, u"--quiet"_s, u"--include-untracked"_s });
}

GitRequest popStash()
{
    return writing({ u"stash"_s, u"pop"_s, u"--quiet"_s, u"--index"_s });
}

GitRequest setIdentity(const QString &key, const QString &value)
{
    return writing({ u"config"_s, u"--global"_s, key, value });
}

GitRequest abort(Operation operation)
{
    switch (operation) {
    case Operation::Rebase:
        return writing({ u"rebase"_s, u"--abort"_s });
    case Operation::CherryPick:
        return writing({ u"cherry-pick"_s, u"--abort"_s });
    case Operation::Revert:
        return writing({ u"revert"_s, u"--abort"_s });
    default:
        return writing({ u"merge"_s, u"--abort"_s });
    }
}

GitRequest proceed(Operation operation)
{
    switch (operation) {
    case Operation::Rebase:
        return writing({ u"rebase"_s, u"--continue"_s });
    case Operation::CherryPick:
        return writing({ u"cherry-pick"_s, u"--continue"_s });
    case Operation::Revert:
        return writing({ u"revert"_s, u"--continue"_s });
    default:
        return writing({ u"merge"_s, u"--continue"_s });
    }
}

GitRequest diff(const GitChange &change, bool isStaged)
{
    GitRequest request { .arguments = { u"diff"_s }, .maximumOutput = longestDiff };
    request.arguments += diffOptions;
    if (change.kind == GitChange::Kind::Untracked) {
        // Git can compare with a file that it does not track only by a path in the command line.
        request.arguments << u"--no-index"_s << u"--"_s << u"/dev/null"_s
                          << (change.path == "-" ? u"./-"_s : QString::fromUtf8(change.path));
        return request;
    }
    if (isStaged)
        request.arguments << u"--cached"_s;
    addPath(&request.arguments, change.path);
    if (isStaged && !change.oldPath.isEmpty() && request.arguments.first() == literal)
        request.arguments << QString::fromUtf8(change.oldPath);
    return request;
}

GitRequest diffOf(const QByteArray &commit, const QByteArray &path)
{
    GitRequest request { .arguments = { u"show"_s, u"--format="_s, u"--first-parent"_s,
                                        u"--diff-merges=first-parent"_s },
                         .maximumOutput = longestDiff };
    request.arguments += diffOptions;
    request.arguments << QString::fromLatin1(commit);
    if (!path.isEmpty())
        addPath(&request.arguments, path);
    return request;
}

GitRequest log(int skip, int count, const QByteArray &path)
{
    GitRequest request { .arguments = { u"log"_s, u"-z"_s, u"--no-show-signature"_s,
                                        u"--decorate=short"_s, u"--format="_s + gitLogFormat(),
                                        u"--skip=%1"_s.arg(skip),
                                        u"--max-count=%1"_s.arg(count) } };
    if (!path.isEmpty())
        addPath(&request.arguments, path);
    return request;
}

GitRequest indexedText(const QByteArray &path)
{
    return { .arguments = { u"cat-file"_s, u"--filters"_s, u":"_s + QString::fromUtf8(path) },
             .maximumOutput = longestText };
}

GitRequest compare(const QString &folder, const QString &file, const QByteArray &text)
{
    return { .arguments = { u"diff"_s, u"--no-index"_s, u"--no-ext-diff"_s, u"--no-textconv"_s,
                            u"--no-color"_s, u"--text"_s, u"--unified=0"_s, u"--"_s, file, u"-"_s },
             .input = text,
             .maximumOutput = 2 * longestText,
             .folder = folder };
}

GitRequest blame(const QByteArray &path, int line, const QByteArray &text)
{
    GitRequest request { .arguments = { u"blame"_s, u"--porcelain"_s, u"-L%1,%1"_s.arg(line),
                                        u"--contents"_s, u"-"_s },
                         .input = text };
    request.arguments << u"--"_s << QString::fromUtf8(path);
    return request;
}

} // namespace looptide::models::gitrequests
