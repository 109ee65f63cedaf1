// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/diffcontroller.h"

#include "panels/common/displaytext.h"
#include "panels/git/gitdiffreader.h"
#include "panels/git/gitrepository.h"

#include <QStringDecoder>

#include <algorithm>

namespace looptide::panels {

using models::GitChange;
using models::GitResult;
using Kind = DiffSubject::Kind;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortId = 8;

// Another name cannot be an argument of a program here.
bool isUtf8(const QByteArray &path)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(path);
    return !decoder.hasError();
}

} // namespace

DiffController::DiffController(models::GitRepository *repository, DiffView *view, QObject *parent)
    : QObject(parent), m_repository(repository), m_view(view)
{
    connect(m_repository, &models::GitRepository::refreshed, this, [this] {
        if (m_view && m_view->isVisible() && m_subject.kind != Kind::Commit)
            reload();
    });
}

void DiffController::show(const GitChange &change, Group group)
{
    m_change = change;
    m_group = group;
    const QString path = models::visibleText(QString::fromUtf8(change.path));
    m_subject = { .path = change.path };
    switch (group) {
    case Group::Staged:
        m_subject.kind = Kind::Index;
        m_subject.title = tr("%1 — staged").arg(path);
        break;
    case Group::Changed:
        m_subject.kind = Kind::Folder;
        m_subject.title = tr("%1 — not staged").arg(path);
        break;
    case Group::Untracked:
        m_subject.kind = Kind::Untracked;
        m_subject.title = tr("%1 — untracked").arg(path);
        break;
    case Group::Conflicts:
        m_subject.kind = Kind::Conflict;
        m_subject.title = tr("%1 — conflict").arg(path);
        break;
    }
    reload();
    Q_EMIT shown();
}

void DiffController::showCommit(const models::GitCommit &commit, const QByteArray &path)
{
    m_subject = { .kind = Kind::Commit,
                  .title = u"%1 — %2"_s.arg(
                      QString::fromLatin1(commit.id.first(qMin(shortId, commit.id.size()))),
                      models::visibleText(commit.subject)),
                  .path = path,
                  .commit = commit.id };
    ask(models::gitrequests::diffOf(commit.id, path));
    Q_EMIT shown();
}

void DiffController::clear()
{
    ++m_generation;
    m_subject = {};
    if (m_view)
        m_view->setMessage({}, {});
}

void DiffController::reload()
{
    if (m_subject.path.isEmpty())
        return;
    if (m_subject.kind == Kind::Untracked && m_subject.path.endsWith('/')) {
        ++m_generation;
        m_view->setMessage(m_subject,
                           tr("Git does not track this folder. Stage it to add its files."));
        return;
    }
    if (m_subject.kind == Kind::Untracked && !isUtf8(m_subject.path)) {
        ++m_generation;
        m_view->setMessage(m_subject,
                           tr("Git cannot show this file before it is staged, because "
                              "its name is not UTF-8."));
        return;
    }
    ask(models::gitrequests::diff(m_change, m_group == Group::Staged));
}

void DiffController::ask(const models::GitRequest &request)
{
    m_repository->read(request, this, [this, generation = ++m_generation](const GitResult &result) {
        if (generation == m_generation && m_view)
            take(result);
    });
}

void DiffController::take(const GitResult &result)
{
    // "git diff --no-index" ends with 1 when there are differences.
    const bool isGood = result.isGood()
        || (m_subject.kind == Kind::Untracked && result.exitCode == 1
            && result.end == GitResult::End::Exited);
    if (!isGood) {
        m_view->setMessage(
            m_subject,
            tr("Git cannot show this: %1")
                .arg(models::visibleText(QString::fromUtf8(result.errors).simplified())));
        return;
    }
    models::GitDiff diff = models::readGitDiff(result.output);
    diff.isTruncated = diff.isTruncated || result.isTruncated;
    if (m_subject.kind != Kind::Commit && diff.files.size() > 1) {
        diff.files.removeIf([this](const models::GitDiffFile &file) {
            return file.newPath != m_subject.path && file.oldPath != m_subject.path;
        });
    }
    if (diff.files.isEmpty())
        m_view->setMessage(m_subject,
                           m_subject.kind == Kind::Commit ? tr("This commit changes no files.")
                                                          : tr("There are no differences left."));
    else
        m_view->setDiff(m_subject, diff);
}

} // namespace looptide::panels
