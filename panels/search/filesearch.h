// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/searchquery.h"
#include "panels/search/searchresult.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace looptide::models {

// Searches the files of a folder with ripgrep, on a thread of its own. A new search ends the one
// before, whose results are dropped. Thread: GUI. The destructor waits for the thread, which looks
// a hundred times a second whether it was cancelled.
class FileSearch : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype maximum = 50'000; // matches
    // Texts by their absolute, canonical path: they are searched instead of the files.
    using Texts = QHash<QString, QByteArray>;

    // program: ripgrep.
    explicit FileSearch(const QString &program, QObject *parent = nullptr);
    ~FileSearch() override;

    void start(const QString &folder, const SearchQuery &query, const Texts &unsaved = {});
    // The end is reported as Cancelled.
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void found(const QList<looptide::models::FileMatches> &files);
    void ended(const looptide::models::SearchEnd &end);

private:
    void stop();

    QString m_program;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    bool m_isRunning = false;
};

} // namespace looptide::models
