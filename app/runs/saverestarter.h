// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/sourcewatcher.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace looptide::app {

class RunController;
class RunLauncher;
class RunSession;

// Restarts programs after their files were saved here or changed by other programs, if the
// project's switch or the configuration says so. It restarts programs that run and those that ended
// with an error. A program that the user has stopped stays stopped.
class SaveRestarter : public QObject
{
    Q_OBJECT
public:
    // The delay after the last of several changes.
    static constexpr std::chrono::milliseconds debounceTime { 300 };

    SaveRestarter(RunController *runs, RunLauncher *launcher, QObject *parent = nullptr);

    // Call it when the editor has saved a file.
    void takeSaved(const QString &path);

private:
    void follow(RunSession *session);
    bool isSwitchedOn(const RunSession *session) const;
    bool isWaiting(const RunSession *session) const;
    void note(const QString &path, const QString &cause);
    void restart();
    void updateWatcher();

    RunController *m_runs;
    RunLauncher *m_launcher;
    SourceWatcher m_watcher;
    QTimer m_timer;
    QHash<RunSession *, QString> m_causes; // of restarts that are due
};

} // namespace looptide::app
