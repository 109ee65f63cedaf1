// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <vector>

namespace looptide::project {

// What a new project gets of its template: all but template.json, .git and special files. A plain
// value.
struct CopyPlan
{
    struct Entry
    {
        std::filesystem::path relative;
        std::filesystem::file_type type;
    };

    // Throws std::filesystem::filesystem_error.
    static CopyPlan of(const std::filesystem::path &source, bool withPackages);

    std::vector<Entry> entries; // first all folders, each after the one that contains it
    std::size_t folders = 0; // the first so many entries
    int files = 0;
    qint64 bytes = 0;
};

// Copies a template into a new folder, names the package, and can take everything back.
//
// Thread: the one that creates the project; run() uses a few more and returns when they have ended.
class ProjectCopy
{
public:
    using Report = std::function<void(int done, int total, const QString &current)>;

    ProjectCopy(std::filesystem::path source, std::filesystem::path target, QString packageName);

    // Throws std::filesystem::filesystem_error for whatever fails. Returns early when cancelled
    // becomes true, which any thread may do. report is called on the calling thread, at most about
    // 30 times a second.
    void run(const CopyPlan &plan, const std::atomic<bool> &cancelled, const Report &report);
    // Removes what was made, including the target and folders above it, and nothing else.
    void takeBack();

private:
    struct Share;

    void makeTarget();
    void makeDirectory(const std::filesystem::path &path);
    void copyEntry(const CopyPlan::Entry &entry);
    void copyRenamed(const std::filesystem::path &from, const std::filesystem::path &to) const;
    void copyShare(Share &share, const Report &report);
    void addCreated(const std::filesystem::path &path);

    const std::filesystem::path m_source;
    const std::filesystem::path m_target;
    const QString m_packageName;
    std::mutex m_mutex;
    std::vector<std::filesystem::path> m_created; // folders before what they contain
};

} // namespace looptide::project
