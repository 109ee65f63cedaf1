// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitrepository.h"

#include "panels/git/gitstatusreader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestStatus = 16 * 1024 * 1024;
constexpr qint64 longestMessage = 64 * 1024;

} // namespace

GitRepository::GitRepository(QObject *parent) : QObject(parent)
{
    m_runner.setOptions(m_safety.options(false));
    connect(&m_watcher, &GitWatcher::changed, this, &GitRepository::refresh);
}

GitRepository::~GitRepository() = default;

void GitRepository::setFolder(const QString &folder)
{
    ++m_generation;
    m_runner.cancelAll();
    m_watcher.stop();
    m_folder = folder;
    m_topFolder.clear();
    m_gitFolder.clear();
    m_commonFolder.clear();
    m_status = {};
    m_safety = {};
    m_operation = Operation::None;
    m_isTrusted = false;
    m_isRefreshing = m_isDue = false;
    m_runner.setOptions(m_safety.options(false));
    setState(folder.isEmpty() ? State::NoFolder : State::Reading);
    Q_EMIT statusChanged();
    if (!folder.isEmpty())
        find();
}

void GitRepository::setTrustQuestion(std::function<bool(const QString &topFolder)> isTrusted)
{
    m_trustQuestion = std::move(isTrusted);
}

void GitRepository::setTrusted(bool isTrusted)
{
    if (m_isTrusted == isTrusted)
        return;
    m_isTrusted = isTrusted;
    m_runner.setOptions(m_safety.options(m_isTrusted));
    Q_EMIT statusChanged();
    if (m_state == State::Ready)
        refresh();
}

void GitRepository::setState(State state, const QString &errorText)
{
    if (m_state == state && m_errorText == errorText)
        return;
    m_state = state;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

void GitRepository::find()
{
    m_runner.setFolder(m_folder);
    m_isRefreshing = true;
    read(gitrequests::findRepository(), this,
         [this](const GitResult &result) { takeRepository(result); });
}

void GitRepository::takeRepository(const GitResult &result)
{
    const QString errors = QString::fromUtf8(result.errors).trimmed();
    if (!result.isGood()) {
        m_watcher.watchForRepository(m_folder);
        m_status = {};
        m_topFolder.clear();
        if (result.end == GitResult::End::NotStarted)
            setState(QFileInfo(m_folder).isDir() ? State::NoGit : State::Failed, errors);
        else if (errors.contains("not a git repository"_L1))
            setState(State::NoRepository);
        else if (errors.contains("dubious ownership"_L1) || errors.contains("unsafe repository"_L1))
            setState(State::Unsafe, errors);
        else
            setState(State::Failed, errors);
        Q_EMIT statusChanged();
        endRefresh();
        return;
    }
    const QList<QByteArray> lines = result.output.trimmed().split('\n');
    if (lines.size() != 3) {
        setState(State::Failed, u"The path of the repository contains a line break."_s);
        endRefresh();
        return;
    }
    m_topFolder = QString::fromUtf8(lines[0]);
    m_gitFolder = QString::fromUtf8(lines[1]);
    m_commonFolder = QString::fromUtf8(lines[2]);
    m_runner.setFolder(m_topFolder);
    m_isTrusted = m_trustQuestion && m_trustQuestion(m_topFolder);
    m_watcher.watch(m_gitFolder, m_commonFolder);
    readConfig();
}

void GitRepository::refresh()
{
    if (m_folder.isEmpty())
        return;
    if (m_isRefreshing) {
        m_isDue = true;
        return;
    }
    m_isRefreshing = true;
    if (m_topFolder.isEmpty())
        find();
    else
        readConfig();
}

void GitRepository::readConfig()
{
    read(gitrequests::config(), this, [this](const GitResult &result) {
        // What is not known is not harmless.
        if (!result.isGood() || result.isTruncated) {
            if (result.end != GitResult::End::Cancelled)
                setState(State::Failed, QString::fromUtf8(result.errors).trimmed());
            endRefresh();
            return;
        }
        const QStringList hooks = QDir(m_commonFolder + u"/hooks"_s).entryList(QDir::Files);
        m_safety = GitSafety::read(result.output, hooks);
        m_hasIdentity = hasGitIdentity(result.output);
        m_runner.setOptions(m_safety.options(m_isTrusted));
        readStatus();
    });
}

void GitRepository::readStatus()
{
    GitRequest request = gitrequests::status(m_isTrusted);
    request.maximumOutput = longestStatus;
    read(request, this, [this](const GitResult &result) { takeStatus(result); });
}

void GitRepository::takeStatus(const GitResult &result)
{
    if (!result.isGood()) {
        // The repository may have gone.
        if (result.end != GitResult::End::Cancelled && !QFileInfo::exists(m_gitFolder)) {
            m_topFolder.clear();
            find();
            return;
        }
        setState(State::Failed, QString::fromUtf8(result.errors).trimmed());
        endRefresh();
        return;
    }
    m_status = readGitStatus(result.output);
    m_status.isTruncated = m_status.isTruncated || result.isTruncated;
    m_operation = readOperation();
    setState(State::Ready);
    Q_EMIT statusChanged();
    endRefresh();
}

void GitRepository::endRefresh()
{
    m_isRefreshing = false;
    Q_EMIT refreshed();
    if (std::exchange(m_isDue, false))
        refresh();
}

GitRepository::Operation GitRepository::readOperation() const
{
    const QDir folder(m_gitFolder);
    if (folder.exists(u"rebase-merge"_s) || folder.exists(u"rebase-apply"_s))
        return Operation::Rebase;
    if (folder.exists(u"MERGE_HEAD"_s))
        return Operation::Merge;
    if (folder.exists(u"CHERRY_PICK_HEAD"_s))
        return Operation::CherryPick;
    if (folder.exists(u"REVERT_HEAD"_s))
        return Operation::Revert;
    return Operation::None;
}

QString GitRepository::absolutePath(const QByteArray &path) const
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(path);
    if (decoder.hasError() || m_topFolder.isEmpty())
        return {};
    return QDir::cleanPath(m_topFolder + u'/' + text);
}

QByteArray GitRepository::relativePath(const QString &path) const
{
    if (m_topFolder.isEmpty() || !path.startsWith(m_topFolder + u'/'))
        return {};
    return path.sliced(m_topFolder.size() + 1).toUtf8();
}

QString GitRepository::preparedMessage() const
{
    QFile file(m_gitFolder + u"/MERGE_MSG"_s);
    if (m_operation == Operation::None || !file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines;
    const QStringList all = QString::fromUtf8(file.read(longestMessage)).split(u'\n');
    for (const QString &line : all) {
        if (!line.startsWith(u'#'))
            lines.append(line);
    }
    return lines.join(u'\n').trimmed();
}

void GitRepository::read(const GitRequest &request, QObject *context, Callback callback)
{
    m_runner.run(request, context,
                 [this, generation = m_generation, callback = std::move(callback),
                  isOwn = context == this](const GitResult &result) {
                     if (isOwn && generation != m_generation)
                         return;
                     callback(result);
                 });
}

void GitRepository::write(const QList<GitRequest> &requests, QObject *context,
                          const Callback &callback)
{
    writeNext(std::make_shared<QList<GitRequest>>(requests), context, callback);
}

void GitRepository::writeNext(const std::shared_ptr<QList<GitRequest>> &requests, QObject *context,
                              const Callback &callback)
{
    const GitRequest request = requests->takeFirst();
    m_runner.run(request, this,
                 [this, requests, context = QPointer<QObject>(context), callback,
                  generation = m_generation](const GitResult &result) {
                     const bool isCurrent = generation == m_generation;
                     if (result.isGood() && !requests->isEmpty() && isCurrent && context) {
                         writeNext(requests, context, callback);
                         return;
                     }
                     if (isCurrent)
                         refresh();
                     if (context)
                         callback(result);
                 });
}

void GitRepository::init(QObject *context, const Callback &callback)
{
    m_runner.setFolder(m_folder);
    m_runner.run(gitrequests::init(), this,
                 [this, context = QPointer<QObject>(context), callback](const GitResult &result) {
                     find();
                     if (context)
                         callback(result);
                 });
}

} // namespace looptide::models
