// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashreport.h"

#include "app/commandline.h"
#include "runtime/process/crashhandler.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

constexpr int keptReports = 10;
constexpr qint64 maxReportBytes = 64 * 1024;
// A process that has run for this time does not crash because of how it starts.
constexpr auto proofTime = 10s;
// Crashes that are further apart are unrelated.
constexpr qint64 recentSeconds = 60 * 60;

QString reportFolder()
{
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    data.mkpath(QStringLiteral("crashes"));
    const QString folder = data.filePath(QStringLiteral("crashes"));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder;
}

void removeOldReports(const QDir &folder)
{
    const QFileInfoList reports = folder.entryInfoList(QDir::Files, QDir::Time);
    for (const QFileInfo &report : reports.sliced(qMin<qsizetype>(keptReports, reports.size())))
        QFile::remove(report.filePath());
}

QString valueOf(const QStringList &lines, const QString &key)
{
    for (const QString &line : lines) {
        if (line.startsWith(key))
            return line.sliced(key.size()).trimmed();
    }
    return {};
}

QStringList valuesOf(const QStringList &lines, const QString &key)
{
    QStringList values;
    for (const QString &line : lines) {
        if (line.startsWith(key))
            values.append(line.sliced(key.size()));
    }
    return values;
}

// "/usr/lib/libfoo.so.1(name+0x1f)[0x7f…]": the part before the bracket.
QString fileOfFrame(const QString &frame)
{
    return frame.left(frame.indexOf(QRegularExpression(QStringLiteral("[([]"))));
}

// A frame names the program by its argv[0].
bool isOwn(const QString &file)
{
    return QFileInfo(file).fileName()
        == QFileInfo(QCoreApplication::applicationFilePath()).fileName();
}

bool isAddon(const QString &file)
{
    return file.endsWith(QLatin1StringView(".node"));
}

bool isNode(const QString &file)
{
    return QFileInfo(file).fileName().startsWith(QLatin1StringView("libnode"));
}

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CrashReport)
};

// Shortens a name, because a message has room for three lines.
QString brief(const QString &name)
{
    constexpr qsizetype longest = 26;
    return name.size() <= longest ? name
                                  : name.first(longest / 2) + u'…' + name.last(longest / 2 - 1);
}

} // namespace

CrashReport CrashReport::load(const QString &path)
{
    CrashReport report;
    report.file = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return report;
    const QStringList lines =
        QString::fromUtf8(file.read(maxReportBytes)).split(u'\n', Qt::SkipEmptyParts);
    report.signal = valueOf(lines, QStringLiteral("signal:"));
    report.sender = valueOf(lines, QStringLiteral("sender:"));
    report.thread = valueOf(lines, QStringLiteral("thread:"));
    report.program = valueOf(lines, QStringLiteral("program:"));
    report.opened = valuesOf(lines, QStringLiteral("opened: "));
    const qsizetype stack = lines.indexOf(QStringLiteral("native stack:"));
    if (stack < 0)
        return report;
    report.stack = lines.sliced(stack + 1);
    // The handler's frames come first. They belong to this program, up to the one through which the
    // kernel entered the handler.
    while (report.stack.size() > 1 && isOwn(fileOfFrame(report.stack.constFirst())))
        report.stack.removeFirst();
    if (report.stack.size() > 1)
        report.stack.removeFirst(); // libc's return from the handler
    return report;
}

// abort() is three frames deep in libc, and its caller matters. Frames without a file are those of
// compiled JavaScript.
QStringList CrashReport::files() const
{
    static const QRegularExpression libc(QStringLiteral(R"(/(libc|libpthread|ld-linux)[^/]*$)"));
    QStringList files;
    for (const QString &frame : stack) {
        const QString name = fileOfFrame(frame);
        if (!name.isEmpty() && !libc.match(name).hasMatch())
            files.append(name);
    }
    return files;
}

// An addon may have called a library that crashed, so any frame of an addon counts. When the
// innermost frame is Looptide's own code, the fault is Looptide's, because it must withstand every
// call from an addon.
CrashReport::Fault CrashReport::fault() const
{
    if (!sender.isEmpty())
        return Fault::Outside;
    const QStringList files = this->files();
    if (program.isEmpty() || files.isEmpty() || isOwn(files.constFirst()))
        return Fault::Looptide;
    if (std::ranges::any_of(files, isAddon))
        return Fault::Addon;
    const bool isOfNode = thread == QLatin1StringView("node") || std::ranges::any_of(files, isNode);
    return thread != QLatin1StringView("window") && isOfNode ? Fault::Node : Fault::Looptide;
}

QString CrashReport::culprit() const
{
    const QStringList files = this->files();
    const auto addon = std::ranges::find_if(files, isAddon);
    const QString name = addon != files.end() ? *addon : files.value(0);
    return isOwn(name) ? QString() : QFileInfo(name).fileName();
}

QStringList CrashReport::suspects(int crashes) const
{
    const Fault fault = this->fault();
    if (fault != Fault::Looptide || opened.isEmpty() || crashes > 1)
        return fault == Fault::Looptide ? opened : QStringList();
    QStringList named;
    const QDateTime recent = QDateTime::currentDateTime().addSecs(-recentSeconds);
    const QFileInfoList reports = QFileInfo(file).dir().entryInfoList(QDir::Files, QDir::Time);
    for (const QFileInfo &report : reports) {
        if (report.absoluteFilePath() != file && report.lastModified() > recent)
            named += load(report.filePath()).opened;
    }
    QStringList suspects = opened;
    suspects.removeIf([&](const QString &path) { return !named.contains(path); });
    return suspects;
}

QString CrashReport::message() const
{
    const QString kind = signal.section(u' ', 0, 0);
    const QString what = kind.isEmpty() ? Text::tr("unknown cause") : kind;
    const QString where = brief(culprit());
    switch (fault()) {
    case Fault::Addon:
        return Text::tr("The program’s module “%1” failed (%2); all that you typed is back. "
                        "Isolated, only “%3” would have ended.")
            .arg(where, what, brief(program));
    case Fault::Node:
        return Text::tr("Node.js failed in “%1” (%2); all that you typed is back. Isolated, only "
                        "the program would have ended.")
            .arg(brief(program), what);
    case Fault::Outside:
        return Text::tr("Another process ended Looptide (%1, sent by process %2). It has started "
                        "again, and all that you typed is back.")
            .arg(what, sender);
    case Fault::Looptide:
        break;
    }
    const QString failed = where.isEmpty()
        ? Text::tr("Looptide failed (%1) and has started again. All that you typed is back.")
              .arg(what)
        : Text::tr("Looptide failed (%1 in %2) and has started again. All that you typed is back.")
              .arg(what, where);
    if (program.isEmpty())
        return failed;
    return Text::tr("%1 “%2” was running, but the fault was not in its code.")
        .arg(failed, brief(program));
}

QString lastCrashReport()
{
    const QFileInfoList reports = QDir(reportFolder()).entryInfoList(QDir::Files, QDir::Time);
    return reports.isEmpty() ? QString() : reports.constFirst().filePath();
}

void handleCrashes(const CommandLine &commandLine)
{
    const QDir folder(reportFolder());
    removeOldReports(folder);
    const QString id = QString::number(QCoreApplication::applicationPid());
    const QString report = folder.filePath(id + QStringLiteral(".txt"));
    QFile::remove(report); // of an earlier process with this id
    const auto planFor = [report, id](int crashes) {
        return process::CrashPlan { report,
                                    { QCoreApplication::applicationFilePath(),
                                      QStringLiteral("--after-crash"), report, id,
                                      QString::number(crashes) } };
    };
    process::CrashPlan plan = planFor(commandLine.crashes + 1);
    if (commandLine.crashes >= crashesBeforeBareStart)
        plan.restart.clear();
    process::installCrashHandler(plan);
    if (commandLine.crashes > 0) {
        QTimer::singleShot(proofTime, qApp,
                           [planFor] { process::installCrashHandler(planFor(1)); });
    }
}

} // namespace looptide::app
