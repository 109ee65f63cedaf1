// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagechanges.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSaveFile>

namespace looptide::models {

using project::NpmCommand;
using project::PackageFiles;

namespace {

QString saveOption(PackageChanges::Kind kind)
{
    switch (kind) {
    case PackageChanges::Kind::Production:
        break;
    case PackageChanges::Kind::Development:
        return QStringLiteral("--save-dev");
    case PackageChanges::Kind::Optional:
        return QStringLiteral("--save-optional");
    case PackageChanges::Kind::Peer:
        return QStringLiteral("--save-peer");
    }
    return QStringLiteral("--save-prod");
}

// What npm is to write before the new version.
QString prefixOption(const QString &range)
{
    if (range.startsWith(u'~'))
        return QStringLiteral("--save-prefix=~");
    static const QRegularExpression exact(QStringLiteral("^=?v?\\d+\\.\\d+\\.\\d+[\\w.+-]*$"));
    return exact.match(range).hasMatch() ? QStringLiteral("--save-exact")
                                         : QStringLiteral("--save-prefix=^");
}

} // namespace

PackageChanges::PackageChanges(QObject *parent) : QObject(parent)
{
    connect(&m_command, &NpmCommand::lineReceived, this,
            [this](const QString &line) { m_job->addLine(visibleText(line)); });
    connect(&m_command, &NpmCommand::fetched, this, [this](int count) {
        m_job->setStep(tr("%n request(s) to the registry or the cache", nullptr, count));
    });
    connect(&m_command, &NpmCommand::finished, this, &PackageChanges::end);
}

PackageChanges::~PackageChanges()
{
    disconnect(); // whoever listens may be half destroyed
    setProject({});
    if (m_cleaner)
        m_cleaner->wait();
}

void PackageChanges::setProject(const QString &dir)
{
    if (dir == m_project)
        return;
    if (isRunning()) {
        m_command.stop();
        end({ .outcome = NpmCommand::Outcome::Cancelled });
    }
    m_project = dir;
    m_undo.reset();
    Q_EMIT changed();
}

QString PackageChanges::obstacle() const
{
    const QDir dir(m_project);
    if (m_project.isEmpty())
        return tr("No project is open.");
    if (dir.exists(QStringLiteral("package-lock.json")))
        return {};
    if (dir.exists(QStringLiteral("pnpm-lock.yaml")))
        return tr(
            "pnpm manages the packages of this project (pnpm-lock.yaml). Change them with pnpm.");
    if (dir.exists(QStringLiteral("yarn.lock")))
        return tr("Yarn manages the packages of this project (yarn.lock). Change them with Yarn.");
    return {};
}

QString PackageChanges::problemWith(const QString &specification)
{
    if (specification.trimmed().isEmpty())
        return tr("Give the name of a package, such as express or express@4.");
    // npm would take it as an option.
    if (specification.trimmed().startsWith(u'-'))
        return tr("A package cannot begin with -.");
    return {};
}

void PackageChanges::add(const QString &specification, Kind kind, Network network)
{
    const QString wanted = specification.trimmed();
    if (!problemWith(wanted).isEmpty())
        return;
    QStringList words { QStringLiteral("install"), saveOption(kind) };
    if (network == Network::Avoided)
        words += QStringLiteral("--offline");
    run(tr("Adding %1").arg(visibleText(wanted)), words << wanted);
}

void PackageChanges::update(const QStringList &names)
{
    run(names.isEmpty() ? tr("Updating all packages")
                        : tr("Updating %1").arg(visibleText(names.join(QStringLiteral(", ")))),
        QStringList { QStringLiteral("update"), QStringLiteral("--save") } + names);
}

void PackageChanges::updateToLatest(const QString &name, Kind kind)
{
    run(tr("Updating %1 to the latest version").arg(visibleText(name)),
        { QStringLiteral("install"), saveOption(kind), name + QStringLiteral("@latest") });
}

void PackageChanges::updateTo(const QList<VersionChoice> &choices)
{
    QHash<QString, QStringList> byOption;
    for (const VersionChoice &choice : choices)
        byOption[prefixOption(choice.range)] += choice.name + u'@' + choice.version;
    QList<Step> steps;
    for (auto it = byOption.begin(); it != byOption.end(); ++it)
        steps.append({ QStringList { QStringLiteral("install"), it.key() } + it.value() });
    runAll(choices.size() == 1
               ? tr("Updating %1 to %2")
                     .arg(visibleText(choices.first().name), visibleText(choices.first().version))
               : tr("Updating %n package(s)", nullptr, int(choices.size())),
           steps);
}

void PackageChanges::setAllowedScripts(const QStringList &allowed, const QStringList &denied,
                                       const QStringList &toRun)
{
    const auto command = [](const char *verb) {
        return QStringList { QStringLiteral("install-scripts"), QString::fromLatin1(verb) };
    };
    QList<Step> steps;
    if (!allowed.isEmpty())
        steps.append({ command("approve") + allowed });
    if (!denied.isEmpty())
        steps.append({ command("deny") + denied });
    if (!toRun.isEmpty())
        steps.append(
            { QStringList { QStringLiteral("rebuild") } + toRun, NpmCommand::Scripts::Run });
    runAll(toRun.isEmpty()
               ? tr("Changing the allowed install scripts")
               : tr("Running the install scripts of %1").arg(visibleText(toRun.join(u' '))),
           steps);
}

void PackageChanges::remove(const QStringList &names)
{
    if (!names.isEmpty())
        run(tr("Removing %1").arg(visibleText(names.join(QStringLiteral(", ")))),
            QStringList(QStringLiteral("uninstall")) + names);
}

void PackageChanges::reinstall()
{
    if (isRunning() || m_project.isEmpty() || !setPackagesAside())
        return;
    const bool hasLock = QFileInfo::exists(m_project + QStringLiteral("/package-lock.json"));
    run(tr("Installing all packages again"),
        { hasLock ? QStringLiteral("ci") : QStringLiteral("install"),
          QStringLiteral("--prefer-offline") },
        Purpose::Reinstall);
}

void PackageChanges::dedupe()
{
    run(tr("Removing duplicate packages"), { QStringLiteral("dedupe") });
}

void PackageChanges::changeManifest(const QByteArray &text)
{
    if (isRunning() || m_project.isEmpty())
        return;
    m_before = PackageFiles::read(m_project);
    m_job = std::make_unique<core::Job>(tr("Changing package.json"));
    QSaveFile file(m_project + QStringLiteral("/package.json"));
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit()) {
        m_after = PackageFiles::read(m_project);
        m_undo = m_before;
        m_undoTitle = m_job->title();
        m_undoInstalls = false;
        m_job->finish(core::Job::State::Succeeded);
    } else {
        m_job->finish(core::Job::State::Failed, file.errorString());
    }
    Q_EMIT changed();
}

void PackageChanges::undo()
{
    if (!canUndo())
        return;
    const QString title = tr("Undoing: %1").arg(m_undoTitle);
    if (PackageFiles::read(m_project) != m_after) {
        m_undo.reset();
        m_job = std::make_unique<core::Job>(title);
        m_job->finish(core::Job::State::Failed,
                      tr("package.json or package-lock.json have been changed since, so this "
                         "change cannot be undone."));
        Q_EMIT changed();
        return;
    }
    const PackageFiles before = *std::exchange(m_undo, {});
    if (const auto problem = before.restore(m_project)) {
        m_job = std::make_unique<core::Job>(title);
        m_job->finish(core::Job::State::Failed, *problem);
        Q_EMIT changed();
        return;
    }
    if (!m_undoInstalls) {
        m_job = std::make_unique<core::Job>(title);
        m_job->finish(core::Job::State::Succeeded);
        Q_EMIT changed();
        return;
    }
    // The files are as before; what is in node_modules follows. Without a lock file, npm install
    // leaves packages there that nothing needs.
    run(title, { QStringLiteral("install"), QStringLiteral("--prefer-offline") }, Purpose::Undo);
    m_next = { { { QStringLiteral("prune") } } };
}

void PackageChanges::cancel()
{
    m_command.cancel();
}

void PackageChanges::run(const QString &title, const QStringList &words, Purpose purpose)
{
    if (isRunning() || m_project.isEmpty())
        return;
    m_purpose = purpose;
    m_before = PackageFiles::read(m_project);
    begin(title, { words });
}

void PackageChanges::runAll(const QString &title, QList<Step> steps)
{
    if (steps.isEmpty() || isRunning() || m_project.isEmpty())
        return;
    const Step first = steps.takeFirst();
    m_purpose = Purpose::Change;
    m_before = PackageFiles::read(m_project);
    m_next = std::move(steps);
    begin(title, first);
}

void PackageChanges::begin(const QString &title, const Step &step)
{
    m_job = std::make_unique<core::Job>(title);
    connect(m_job.get(), &core::Job::cancelRequested, this, &PackageChanges::cancel);
    Q_EMIT jobStarted(m_job.get());
    m_command.start(m_project, step.words, step.scripts);
    Q_EMIT changed();
}

void PackageChanges::end(const NpmCommand::Result &result)
{
    const bool succeeded = result.outcome == NpmCommand::Outcome::Succeeded;
    if (succeeded && goOn())
        return;
    m_next.clear();
    settlePackages(succeeded);
    if (succeeded)
        succeed(result.output);
    else if (result.outcome == NpmCommand::Outcome::Cancelled)
        m_job->finish(core::Job::State::Cancelled, restore());
    else
        m_job->finish(core::Job::State::Failed, textOf(result.problem) + u'\n' + restore());
    Q_EMIT changed();
}

bool PackageChanges::goOn()
{
    if (m_next.isEmpty())
        return false;
    // Not from within a signal of the process.
    QMetaObject::invokeMethod(
        this,
        [this, step = m_next.takeFirst(), job = m_job.get()] {
            if (m_job.get() == job && job->isRunning())
                m_command.start(m_project, step.words, step.scripts);
        },
        Qt::QueuedConnection);
    return true;
}

void PackageChanges::succeed(const QByteArray &output)
{
    if (m_purpose == Purpose::Change) {
        m_after = PackageFiles::read(m_project);
        m_undo = m_before;
        m_undoTitle = m_job->title();
        m_undoInstalls = true;
    }
    // npm writes a lock file where none was.
    const auto problem = m_purpose == Purpose::Undo ? m_before.restore(m_project) : std::nullopt;
    m_job->finish(core::Job::State::Succeeded, problem.value_or(visibleText(summaryOf(output))));
}

QString PackageChanges::restore()
{
    if (const auto problem = m_before.restore(m_project))
        return tr("package.json and package-lock.json could not be restored: %1").arg(*problem);
    return tr("package.json and package-lock.json are as they were.");
}

// A reinstallation that fails or is cancelled gets the old packages back.
bool PackageChanges::setPackagesAside()
{
    const QString packages = m_project + QStringLiteral("/node_modules");
    if (!QFileInfo::exists(packages))
        return true;
    const QString aside = m_project + QStringLiteral("/.node_modules-before-reinstall");
    if (!QFileInfo::exists(aside) && QDir().rename(packages, aside)) {
        m_aside = aside;
        return true;
    }
    m_job = std::make_unique<core::Job>(tr("Installing all packages again"));
    m_job->finish(core::Job::State::Failed,
                  tr("%1 cannot be renamed to %2. Remove the second if it is there, or make the "
                     "folder of the project writable.")
                      .arg(QDir::toNativeSeparators(packages), QDir::toNativeSeparators(aside)));
    Q_EMIT changed();
    return false;
}

void PackageChanges::settlePackages(bool succeeded)
{
    if (m_aside.isEmpty())
        return;
    const QString aside = std::exchange(m_aside, {});
    if (succeeded) {
        removeFolder(aside);
        return;
    }
    const QString packages = m_project + QStringLiteral("/node_modules");
    const QString half = m_project + QStringLiteral("/.node_modules-incomplete");
    if (QDir().rename(packages, half))
        removeFolder(half);
    QDir().rename(aside, packages);
}

// Thousands of files: not on the thread of the window.
void PackageChanges::removeFolder(const QString &path)
{
    if (m_cleaner)
        m_cleaner->wait();
    m_cleaner.reset(QThread::create([path] { QDir(path).removeRecursively(); }));
    m_cleaner->start(QThread::LowPriority);
}

} // namespace looptide::models
