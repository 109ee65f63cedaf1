// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/projectcopy.h"

#include "runtime/project/filecopy.h"
#include "runtime/project/packagename.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

namespace fs = std::filesystem;

namespace looptide::project {

namespace {

constexpr int reportIntervalMs = 33;
const fs::path packagesFolder = "node_modules";
const fs::path hiddenLock = packagesFolder / ".package-lock.json";

// Sockets, pipes and devices, which may be in a folder of the user.
bool isSpecial(fs::file_type type)
{
    return type != fs::file_type::directory && type != fs::file_type::regular
        && type != fs::file_type::symlink;
}

bool namesPackage(const fs::path &relative)
{
    return relative == "package.json" || relative == "package-lock.json" || relative == hiddenLock;
}

std::size_t threadsFor(std::size_t files)
{
    static constexpr std::size_t worthAThread = 64; // files
    static constexpr std::size_t most = 4;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    return std::min({ files / worthAThread + 1, cores, most });
}

} // namespace

CopyPlan CopyPlan::of(const fs::path &source, bool withPackages)
{
    CopyPlan plan;
    for (auto it = fs::recursive_directory_iterator(source); it != fs::end(it); ++it) {
        const fs::path relative = it->path().lexically_relative(source);
        const fs::file_type type = it->symlink_status().type();
        if (relative == "template.json" || isSpecial(type))
            continue;
        if (relative == ".git" || (relative == packagesFolder && !withPackages)) {
            if (type == fs::file_type::directory)
                it.disable_recursion_pending();
            continue;
        }
        plan.entries.push_back({ relative, type });
        if (type == fs::file_type::directory)
            continue;
        ++plan.files;
        if (type == fs::file_type::regular)
            plan.bytes += qint64(it->file_size());
    }
    const auto files = std::ranges::stable_partition(
        plan.entries, [](const Entry &entry) { return entry.type == fs::file_type::directory; });
    plan.folders = plan.entries.size() - files.size();
    // npm trusts this file only while it is newer than every package folder.
    std::ranges::stable_partition(plan.entries,
                                  [](const Entry &entry) { return entry.relative != hiddenLock; });
    return plan;
}

// What the threads of one copy share. Each takes the next entry.
struct ProjectCopy::Share
{
    const CopyPlan &plan;
    const std::atomic<bool> &cancelled;
    std::atomic<std::size_t> next;
    const std::size_t end;
    std::atomic<bool> failed { false };
    std::exception_ptr failure = nullptr; // of the thread that failed first
};

ProjectCopy::ProjectCopy(fs::path source, fs::path target, QString packageName)
    : m_source(std::move(source)), m_target(std::move(target)),
      m_packageName(std::move(packageName))
{
}

// Making files is mostly waiting for the kernel, so a few threads copy them at the same time.
void ProjectCopy::run(const CopyPlan &plan, const std::atomic<bool> &cancelled,
                      const Report &report)
{
    makeTarget();
    for (std::size_t i = 0; i < plan.folders && !cancelled; ++i)
        copyEntry(plan.entries[i]);
    const std::size_t files = plan.entries.size() - plan.folders;
    if (files == 0)
        return;
    // npm's own file has to be the last, after all others.
    const std::size_t last = plan.entries.size() - 1;
    Share share { .plan = plan, .cancelled = cancelled, .next = plan.folders, .end = last };
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < threadsFor(files); ++i)
        helpers.emplace_back([&] { copyShare(share, {}); });
    copyShare(share, report);
    helpers.clear(); // joins them
    if (share.failure)
        std::rethrow_exception(share.failure);
    if (!cancelled)
        copyEntry(plan.entries[last]);
}

void ProjectCopy::copyShare(Share &share, const Report &report)
{
    QElapsedTimer sinceReport;
    try {
        for (std::size_t i = share.next++; i < share.end && !share.cancelled && !share.failed;
             i = share.next++) {
            const CopyPlan::Entry &entry = share.plan.entries[i];
            if (report && (!sinceReport.isValid() || sinceReport.elapsed() >= reportIntervalMs)) {
                report(int(i), int(share.plan.entries.size()),
                       QFileInfo(entry.relative).filePath());
                sinceReport.start();
            }
            copyEntry(entry);
        }
    } catch (const fs::filesystem_error &) {
        if (!share.failed.exchange(true))
            share.failure = std::current_exception(); // read after all threads have ended
    }
}

// Folders that meanwhile contain something else stay, because their removal fails.
void ProjectCopy::takeBack()
{
    std::error_code ignored;
    for (auto it = m_created.rbegin(); it != m_created.rend(); ++it)
        fs::remove(*it, ignored);
    m_created.clear();
}

void ProjectCopy::makeTarget()
{
    std::vector<fs::path> missing;
    for (fs::path path = m_target; !fs::exists(path); path = path.parent_path())
        missing.push_back(path);
    for (auto it = missing.rbegin(); it != missing.rend(); ++it)
        makeDirectory(*it);
}

void ProjectCopy::makeDirectory(const fs::path &path)
{
    if (fs::create_directory(path))
        addCreated(path);
}

void ProjectCopy::copyEntry(const CopyPlan::Entry &entry)
{
    const fs::path to = m_target / entry.relative;
    if (entry.type == fs::file_type::directory) {
        makeDirectory(to);
        return;
    }
    if (entry.type == fs::file_type::symlink)
        fs::create_symlink(fs::read_symlink(m_source / entry.relative), to);
    else if (namesPackage(entry.relative))
        copyRenamed(m_source / entry.relative, to);
    else
        copyNewFile(m_source / entry.relative, to);
    addCreated(to);
}

void ProjectCopy::copyRenamed(const fs::path &from, const fs::path &to) const
{
    QFile in(from);
    const QByteArray text =
        in.open(QIODevice::ReadOnly) ? withPackageName(in.readAll(), m_packageName) : QByteArray();
    if (text.isEmpty())
        throw fs::filesystem_error("read", from, std::make_error_code(std::errc::io_error));
    QFile out(to);
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly) || out.write(text) != text.size()
        || !out.flush()) {
        const std::error_code error(errno, std::generic_category());
        if (out.isOpen())
            out.remove();
        throw fs::filesystem_error("write", to, error);
    }
}

void ProjectCopy::addCreated(const fs::path &path)
{
    const std::scoped_lock lock(m_mutex);
    m_created.push_back(path);
}

} // namespace looptide::project
