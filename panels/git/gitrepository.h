// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitrequests.h"
#include "panels/git/gitsafety.h"
#include "panels/git/gitwatcher.h"

#include <QObject>

#include <functional>

namespace looptide::models {

// The Git repository that a folder belongs to: whether there is one, and its state. Everything is
// asked of the user's Git, and asked again when the repository changes on disk, after each command
// of its own, and by refresh(). It never polls.
//
// Programs that the repository itself names (hooks, filters, …) do not run before the user trusts
// it; see GitSafety. Until then, such a repository can be looked at and not be changed. Thread:
// GUI.
class GitRepository : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 {
        NoFolder,
        Reading, // not known yet
        NoGit, // the program is not installed
        NoRepository,
        Unsafe, // it belongs to another user, and Git refuses it
        Failed, // see errorText()
        Ready
    };
    using Operation = gitrequests::Operation;
    using Callback = GitRunner::Callback;

    explicit GitRepository(QObject *parent = nullptr);
    ~GitRepository() override;

    GitRunner *runner() { return &m_runner; }
    // Empty: none.
    void setFolder(const QString &folder);
    QString folder() const { return m_folder; }
    State state() const { return m_state; }
    QString errorText() const { return m_errorText; } // what Git said
    QString topFolder() const { return m_topFolder; }
    QString gitFolder() const { return m_gitFolder; } // of this working tree
    const GitStatus &status() const { return m_status; }
    Operation operation() const { return m_operation; } // that has begun and has not ended
    const GitSafety &safety() const { return m_safety; }
    bool hasIdentity() const { return m_hasIdentity; }
    // Asked for each repository that is found; nobody is trusted without it.
    void setTrustQuestion(std::function<bool(const QString &topFolder)> isTrusted);
    bool isTrusted() const { return m_isTrusted; }
    void setTrusted(bool isTrusted);
    // Whether commands that change something may run.
    bool mayWrite() const { return m_isTrusted || m_safety.isHarmless(); }

    // Absolute path of a path of a change; empty when its bytes are not UTF-8.
    QString absolutePath(const QByteArray &path) const;
    // Relative to the top folder; empty when it is not below.
    QByteArray relativePath(const QString &path) const;
    // A message that Git has prepared, of a merge for example.
    QString preparedMessage() const;

    // Reads the state again. Several calls at once read it once.
    void refresh();
    void read(const GitRequest &request, QObject *context, Callback callback);
    // Runs the requests one after another up to the first that fails, and reads the state again.
    // The callback gets the last result.
    void write(const QList<GitRequest> &requests, QObject *context, const Callback &callback);
    void init(QObject *context, const Callback &callback);

Q_SIGNALS:
    void stateChanged();
    void statusChanged(); // and operation, safety
    // The state was read, whether it has changed or not.
    void refreshed();

private:
    void find();
    void takeRepository(const GitResult &result);
    void readConfig();
    void readStatus();
    void takeStatus(const GitResult &result);
    void endRefresh();
    void setState(State state, const QString &errorText = {});
    Operation readOperation() const;
    void writeNext(const std::shared_ptr<QList<GitRequest>> &requests, QObject *context,
                   const Callback &callback);

    std::function<bool(const QString &)> m_trustQuestion;
    GitRunner m_runner;
    GitWatcher m_watcher;
    QString m_folder;
    State m_state = State::NoFolder;
    QString m_errorText;
    QString m_topFolder;
    QString m_gitFolder;
    QString m_commonFolder;
    GitStatus m_status;
    GitSafety m_safety;
    Operation m_operation = Operation::None;
    bool m_hasIdentity = false;
    bool m_isTrusted = false;
    bool m_isRefreshing = false;
    bool m_isDue = false;
    int m_generation = 0; // of the folder; results of an earlier one are dropped
};

} // namespace looptide::models
