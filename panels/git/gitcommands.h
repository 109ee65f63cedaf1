// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitrepository.h"

#include <QPointer>

#include <functional>

class QWidget;

namespace looptide::panels {

// What the user reads after a command, with buttons for what can be done about it.
struct GitNotice
{
    struct Offer
    {
        QString text;
        std::function<void()> run;
    };

    QString text; // plain; empty: nothing
    QList<Offer> offers {};
};

// The commands of the Git panel: they ask the user where something could be lost, run Git, and say
// what came of it. Thread: GUI.
class GitCommands : public QObject
{
    Q_OBJECT
public:
    using Changes = QList<models::GitChange>;

    // dialogParent: questions appear above it.
    GitCommands(models::GitRepository *repository, QWidget *dialogParent);

    void init();
    void stage(const Changes &changes);
    void unstage(const Changes &changes);
    void discard(const Changes &tracked, const Changes &untracked);
    void takeSide(const Changes &changes, bool ours);
    void applyHunk(const QByteArray &patch, bool toIndex, bool reverse);
    void commit(const QString &message, bool amend, const Changes &toStage);
    void switchTo(const QString &branch);
    void createBranch();
    void fetch();
    void pull();
    void push();
    void stash();
    void popStash();
    void abortOperation();
    void continueOperation();
    void cancel();

Q_SIGNALS:
    void noticed(const looptide::panels::GitNotice &notice);
    void committed();
    void trustRequested();

private:
    using Then = std::function<void(const models::GitResult &)>;

    // what: for users, "Commit".
    void run(const QString &what, const QList<models::GitRequest> &requests, const Then &then = {});
    void report(const QString &what, const models::GitResult &result);
    void askForIdentity();
    void askAndDiscard(const Changes &tracked, const Changes &untracked, const QByteArray &kept);
    void discardNow(const Changes &tracked, const Changes &untracked, const QByteArray &kept);
    void undoDiscard(const QList<QByteArray> &tracked, const QByteArray &kept,
                     const QList<std::pair<QString, QString>> &trashed);
    bool confirmTrust(const QString &what);

    models::GitRepository *m_repository;
    QPointer<QWidget> m_dialogParent;
};

} // namespace looptide::panels
