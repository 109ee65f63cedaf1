// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/projectcreator.h"

#include "runtime/project/packagename.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace looptide::project {

namespace {

constexpr qsizetype maxNameBytes = 255; // of one folder name, on the usual file systems
constexpr qsizetype maxPathBytes = 4096 - 256; // the rest is for paths within the project
constexpr int reportIntervalMs = 33;

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

QString native(const fs::path &path)
{
    return native(QFileInfo(path).filePath());
}

// Everything a creation has made so far, in order.
class CreatedPaths
{
public:
    void add(const fs::path &path) { m_paths.push_back(path); }

    // Folders that meanwhile contain something else stay, because their removal fails.
    void removeAll()
    {
        std::error_code ignored;
        for (auto it = m_paths.rbegin(); it != m_paths.rend(); ++it)
            fs::remove(*it, ignored);
        m_paths.clear();
    }

private:
    std::vector<fs::path> m_paths;
};

// The list of copies, folders before their content.
struct CopyPlan
{
    struct Entry
    {
        fs::path relative;
        fs::file_type type;
    };

    std::vector<Entry> entries;
    int files = 0;
    qint64 bytes = 0;
};

const fs::path packagesFolder = "node_modules";
const fs::path hiddenLock = packagesFolder / ".package-lock.json";

// Sockets, pipes and devices, which may be in a folder of the user.
bool isSpecial(fs::file_type type)
{
    return type != fs::file_type::directory && type != fs::file_type::regular
        && type != fs::file_type::symlink;
}

CopyPlan planFor(const fs::path &source, bool withPackages)
{
    CopyPlan plan;
    for (auto it = fs::recursive_directory_iterator(source); it != fs::end(it); ++it) {
        const fs::path relative = it->path().lexically_relative(source);
        const fs::file_status status = it->symlink_status();
        if (relative == "template.json" || isSpecial(status.type()))
            continue;
        if (relative == ".git" || (relative == packagesFolder && !withPackages)) {
            if (status.type() == fs::file_type::directory)
                it.disable_recursion_pending();
            continue;
        }
        plan.entries.push_back({ relative, status.type() });
        if (status.type() == fs::file_type::directory)
            continue;
        ++plan.files;
        if (status.type() == fs::file_type::regular)
            plan.bytes += qint64(it->file_size());
    }
    // npm trusts this file only while it is newer than every package folder.
    std::ranges::stable_partition(
        plan.entries, [](const CopyPlan::Entry &entry) { return entry.relative != hiddenLock; });
    return plan;
}

QString explain(const fs::filesystem_error &error)
{
    const QString path = native(error.path2().empty() ? error.path1() : error.path2());
    const std::error_code code = error.code();
    if (code == std::errc::no_space_on_device)
        return ProjectCreator::tr("The disk became full while writing %1. Nothing was left behind; "
                                  "free some space or choose a folder on another disk.")
            .arg(path);
    if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted
        || code == std::errc::read_only_file_system)
        return ProjectCreator::tr(
                   "%1 cannot be written (%2). Choose a folder that you may write to.")
            .arg(path, QString::fromStdString(code.message()));
    if (code == std::errc::filename_too_long)
        return ProjectCreator::tr("The path %1 is too long. Choose a shorter name or folder.")
            .arg(path);
    return ProjectCreator::tr("%1 could not be made: %2.")
        .arg(path, QString::fromStdString(code.message()));
}

// One creation, on the worker thread. Throws fs::filesystem_error for whatever fails.
class Creation
{
public:
    Creation(const fs::path &source, const fs::path &target, QString packageName)
        : m_source(source), m_target(target), m_packageName(std::move(packageName))
    {
    }

    void makeTarget()
    {
        std::vector<fs::path> missing;
        for (fs::path path = m_target; !fs::exists(path); path = path.parent_path())
            missing.push_back(path);
        for (auto it = missing.rbegin(); it != missing.rend(); ++it)
            makeDirectory(*it);
    }

    void copy(const CopyPlan::Entry &entry)
    {
        const fs::path to = m_target / entry.relative;
        if (entry.type == fs::file_type::directory) {
            makeDirectory(to);
            return;
        }
        if (fs::exists(fs::symlink_status(to)))
            throw fs::filesystem_error("copy", to, std::make_error_code(std::errc::file_exists));
        m_created.add(to);
        if (entry.type == fs::file_type::symlink)
            fs::create_symlink(fs::read_symlink(m_source / entry.relative), to);
        else if (namesPackage(entry.relative))
            copyRenamed(m_source / entry.relative, to);
        else
            copyFile(m_source / entry.relative, to);
    }

    void takeBack() { m_created.removeAll(); }

private:
    static bool namesPackage(const fs::path &relative)
    {
        return relative == "package.json" || relative == "package-lock.json"
            || relative == hiddenLock;
    }

    void makeDirectory(const fs::path &path)
    {
        if (fs::create_directory(path))
            m_created.add(path);
    }

    static void copyFile(const fs::path &from, const fs::path &to)
    {
        fs::copy_file(from, to); // keeps the mode; shares blocks where the file system can
        // An installed store may be read-only; a project is there to be edited.
        fs::permissions(to, fs::perms::owner_write, fs::perm_options::add);
    }

    void copyRenamed(const fs::path &from, const fs::path &to)
    {
        QFile in(from);
        const QByteArray text = in.open(QIODevice::ReadOnly)
            ? withPackageName(in.readAll(), m_packageName)
            : QByteArray();
        if (text.isEmpty())
            throw fs::filesystem_error("read", from, std::make_error_code(std::errc::io_error));
        QFile out(to);
        if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly) || out.write(text) != text.size()
            || !out.flush())
            throw fs::filesystem_error("write", to,
                                       std::error_code(errno, std::generic_category()));
    }

    fs::path m_source;
    fs::path m_target;
    QString m_packageName;
    CreatedPaths m_created;
};

QString notEmpty(const QDir &dir, const QStringList &entries)
{
    static constexpr qsizetype named = 3;
    const QString list =
        QStringList(entries.first(std::min(named, entries.size()))).join(QStringLiteral(", "));
    return ProjectCreator::tr(
               "%1 is not empty (it holds %2). Choose another name or an empty folder.")
        .arg(native(dir.path()), entries.size() > named ? list + QStringLiteral(", …") : list);
}

QString problemWithExisting(const QFileInfo &target)
{
    if (!target.isDir())
        return ProjectCreator::tr("%1 is a file. Choose another name.")
            .arg(native(target.filePath()));
    const QDir dir(target.filePath());
    if (!target.isReadable() || !target.isWritable())
        return ProjectCreator::tr("%1 cannot be written to. Choose a folder that you may write to.")
            .arg(native(dir.path()));
    const QStringList entries =
        dir.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return entries.isEmpty() ? QString() : notEmpty(dir, entries);
}

// The nearest folder above that exists is where the first one will be made.
QString problemWithParent(const QString &directory)
{
    QFileInfo above(QFileInfo(directory).path());
    while (!above.exists() && !above.isSymLink() && above.path() != above.filePath())
        above.setFile(above.path());
    if (!above.isDir())
        return ProjectCreator::tr(
                   "%1 is not a folder, so nothing can be made in it. Choose another "
                   "folder.")
            .arg(native(above.filePath()));
    if (!above.isWritable())
        return ProjectCreator::tr("%1 cannot be written to. Choose a folder that you may write to.")
            .arg(native(above.filePath()));
    return {};
}

QString problemWithName(const QString &directory)
{
    const QString name = QFileInfo(directory).fileName();
    const bool unprintable = std::ranges::any_of(
        directory, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (unprintable)
        return ProjectCreator::tr("The name holds a character that cannot be shown. Choose another "
                                  "name.");
    if (name == QLatin1StringView("node_modules"))
        return ProjectCreator::tr("A project cannot be called node_modules: Node and npm take that "
                                  "name for packages. Choose another name.");
    if (name.toUtf8().size() > maxNameBytes)
        return ProjectCreator::tr(
                   "The name is too long (%1 bytes; %2 are possible). Choose a shorter "
                   "one.")
            .arg(name.toUtf8().size())
            .arg(maxNameBytes);
    if (directory.toUtf8().size() > maxPathBytes)
        return ProjectCreator::tr("The path is too long. Choose a shorter name or folder.");
    return {};
}

QString unknownTemplate(const TemplateStore &store, const QString &id)
{
    QStringList known;
    for (const ProjectTemplate &candidate : store.templates())
        known.append(candidate.id);
    if (known.isEmpty())
        return ProjectCreator::tr("There are no templates in %1: this installation is incomplete.")
            .arg(native(store.directory()));
    return ProjectCreator::tr("There is no template \"%1\". Known templates: %2.")
        .arg(id, known.join(QStringLiteral(", ")));
}

QStringList packageNames(const ProjectTemplate &source)
{
    QStringList names;
    for (const PackageDependency &package : source.packages)
        names.append(package.name);
    return names;
}

fs::path pathOf(const QString &path)
{
    return QFileInfo(path).filesystemFilePath();
}

QString problemWithSpace(const fs::path &target, qint64 needed)
{
    fs::path existing = target;
    while (!fs::exists(existing))
        existing = existing.parent_path();
    std::error_code error;
    const fs::space_info space = fs::space(existing, error);
    const bool unknown = error || space.capacity == 0; // some virtual file systems do not report it
    if (unknown || space.available >= std::uintmax_t(needed))
        return {};
    static constexpr qint64 megabyte = 1024 * 1024;
    return ProjectCreator::tr(
               "There is not enough room on the disk of %1: the project needs %2 MB, "
               "%3 MB are free. Free some space or choose a folder on another disk.")
        .arg(native(existing))
        .arg(needed / megabyte + 1)
        .arg(qint64(space.available) / megabyte);
}

} // namespace

// One creation, shared by the owner, who may cancel it, and the worker thread, which runs it.
class ProjectCreator::Job
{
public:
    using Report = std::function<void(int done, int total, const QString &current)>;

    Job(TemplateStore store, QString templateId, const QString &directory, Options options)
        : m_store(std::move(store)), m_templateId(std::move(templateId)),
          m_directory(directory.isEmpty() ? QString()
                                          : QDir::cleanPath(QDir(directory).absolutePath())),
          m_options(options)
    {
    }

    void cancel() { m_cancelled = true; }
    ProjectCreation run(const Report &report); // Thread: worker.

private:
    ProjectCreation::Outcome copyAll(const CopyPlan &plan, Creation &creation,
                                     const Report &report);

    const TemplateStore m_store;
    const QString m_templateId;
    const QString m_directory;
    const Options m_options;
    std::atomic<bool> m_cancelled { false };
};

ProjectCreation ProjectCreator::Job::run(const Report &report)
{
    QElapsedTimer timer;
    timer.start();
    ProjectCreation result;
    result.directory = m_directory;
    const std::optional<ProjectTemplate> source = m_store.find(m_templateId);
    result.error = source ? problemWith(m_directory) : unknownTemplate(m_store, m_templateId);
    if (!result.error.isEmpty())
        return result;
    result.mainFile = QDir(m_directory).filePath(source->mainFile);
    result.packageName = packageNameFor(QFileInfo(m_directory).fileName(),
                                        source->id + QStringLiteral("-app"), packageNames(*source));
    Creation creation(pathOf(source->directory), pathOf(m_directory), result.packageName);
    try {
        const CopyPlan plan = planFor(pathOf(source->directory), m_options.install);
        result.files = plan.files;
        result.bytes = plan.bytes;
        result.error = problemWithSpace(pathOf(m_directory), plan.bytes);
        if (result.error.isEmpty())
            result.outcome = copyAll(plan, creation, report);
    } catch (const fs::filesystem_error &error) {
        result.outcome = ProjectCreation::Outcome::Failed;
        result.error = explain(error);
    }
    if (result.outcome != ProjectCreation::Outcome::Created)
        creation.takeBack();
    result.durationMs = timer.elapsed();
    return result;
}

ProjectCreation::Outcome ProjectCreator::Job::copyAll(const CopyPlan &plan, Creation &creation,
                                                      const Report &report)
{
    const int total = int(plan.entries.size());
    QElapsedTimer sinceReport;
    creation.makeTarget();
    for (int done = 0; done < total && !m_cancelled; ++done) {
        const CopyPlan::Entry &entry = plan.entries[std::size_t(done)];
        if (!sinceReport.isValid() || sinceReport.elapsed() >= reportIntervalMs) {
            report(done, total, QFileInfo(entry.relative).filePath());
            sinceReport.start();
        }
        creation.copy(entry);
    }
    if (m_cancelled)
        return ProjectCreation::Outcome::Cancelled;
    report(total, total, {});
    return ProjectCreation::Outcome::Created;
}

ProjectCreator::ProjectCreator(TemplateStore store, QObject *parent)
    : QObject(parent), m_store(std::move(store))
{
}

ProjectCreator::~ProjectCreator()
{
    if (m_thread) {
        cancel();
        m_thread->wait();
    }
}

void ProjectCreator::start(const QString &templateId, const QString &directory)
{
    start(templateId, directory, Options());
}

void ProjectCreator::start(const QString &templateId, const QString &directory, Options options)
{
    if (isRunning())
        return;
    m_job = std::make_shared<Job>(m_store, templateId, directory, options);
    const auto report = [this](int done, int total, const QString &current) {
        QMetaObject::invokeMethod(
            this, [=, this] { Q_EMIT progressed(done, total, current); }, Qt::QueuedConnection);
    };
    m_thread.reset(QThread::create([this, report, job = m_job] {
        const ProjectCreation creation = job->run(report);
        QMetaObject::invokeMethod(
            this, [this, creation] { finish(creation); }, Qt::QueuedConnection);
    }));
    m_thread->start();
}

void ProjectCreator::cancel()
{
    if (m_job)
        m_job->cancel();
}

void ProjectCreator::finish(const ProjectCreation &creation)
{
    m_thread->wait();
    m_thread.reset();
    m_job.reset();
    Q_EMIT finished(creation);
}

QString ProjectCreator::problemWith(const QString &directory)
{
    if (directory.trimmed().isEmpty())
        return tr("Choose a folder for the project.");
    const QString path = QDir::cleanPath(QDir(directory).absolutePath());
    if (const QString problem = problemWithName(path); !problem.isEmpty())
        return problem;
    const QFileInfo target(path);
    if (target.isSymLink() && !target.exists())
        return tr("%1 is a link that leads nowhere. Choose another name.").arg(native(path));
    return target.exists() ? problemWithExisting(target) : problemWithParent(path);
}

} // namespace looptide::project
