// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/projectcreator.h"

#include "runtime/project/packagename.h"
#include "runtime/project/projectcopy.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <system_error>

namespace fs = std::filesystem;

namespace looptide::project {

namespace {

constexpr qsizetype maxNameBytes = 255; // of one folder name, on the usual file systems
constexpr qsizetype maxPathBytes = 4096 - 256; // the rest is for paths within the project

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

QString native(const fs::path &path)
{
    return native(QFileInfo(path).filePath());
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
    using Report = ProjectCopy::Report;

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
    ProjectCopy copy(pathOf(source->directory), pathOf(m_directory), result.packageName);
    try {
        const auto plan = CopyPlan::of(pathOf(source->directory), m_options.install);
        result.files = plan.files;
        result.bytes = plan.bytes;
        result.error = problemWithSpace(pathOf(m_directory), plan.bytes);
        if (result.error.isEmpty()) {
            copy.run(plan, m_cancelled, report);
            result.outcome = m_cancelled ? ProjectCreation::Outcome::Cancelled
                                         : ProjectCreation::Outcome::Created;
            const int total = int(plan.entries.size());
            report(total, total, {});
        }
    } catch (const fs::filesystem_error &error) {
        result.outcome = ProjectCreation::Outcome::Failed;
        result.error = explain(error);
    }
    if (result.outcome != ProjectCreation::Outcome::Created)
        copy.takeBack();
    result.durationMs = timer.elapsed();
    return result;
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
