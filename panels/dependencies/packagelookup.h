// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmcommand.h"
#include "runtime/project/packages/registryanswers.h"

#include <QObject>
#include <QTimer>

namespace looptide::models {

// Asks the registry that npm uses for packages and their versions, for a dialog in which the user
// types: the newest question counts, older ones are ended. Thread: GUI. The destructor kills npm.
class PackageLookup : public QObject
{
    Q_OBJECT
public:
    explicit PackageLookup(const QString &projectDir, QObject *parent = nullptr);

    // After a moment without another call. Less than two characters: nothing is asked.
    void search(const QString &query);
    void askForVersions(const QString &name); // at once
    void cancel();

    bool isSearching() const { return m_debounce.isActive() || m_searching.isRunning(); }
    bool isAskingForVersions() const { return m_asking.isRunning(); }

Q_SIGNALS:
    void changed(); // isSearching(), isAskingForVersions()
    void found(const looptide::project::SearchAnswer &answer);
    void searchFailed(const QString &reason); // for users
    void versionsReceived(const looptide::project::PackageVersions &versions);
    void versionsFailed(const QString &reason);

private:
    void startSearch();
    void endSearch(const project::NpmCommand::Result &result);
    void endVersions(const project::NpmCommand::Result &result);

    QString m_project;
    QString m_query;
    QTimer m_debounce;
    project::NpmCommand m_searching;
    project::NpmCommand m_asking;
};

} // namespace looptide::models
