// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashreport.h"

#include "app/commandline.h"
#include "runtime/process/crashhandler.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

constexpr int keptReports = 10;
constexpr qint64 maxReportBytes = 64 * 1024;
// What has run for so long does not crash because of how it starts.
constexpr auto proofTime = 10s;

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

// "/usr/lib/libfoo.so.1(name+0x1f)[0x7f…]": the part before the bracket.
QString fileOfFrame(const QString &frame)
{
    return frame.left(frame.indexOf(QRegularExpression(QStringLiteral("[([]"))));
}

// A frame names the program as it was called.
bool isOwn(const QString &file)
{
    return QFileInfo(file).fileName()
        == QFileInfo(QCoreApplication::applicationFilePath()).fileName();
}

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CrashReport)
};

// Three lines of a message are what people read.
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
    report.program = valueOf(lines, QStringLiteral("program:"));
    const qsizetype stack = lines.indexOf(QStringLiteral("native stack:"));
    if (stack < 0)
        return report;
    report.stack = lines.sliced(stack + 1);
    // The handler's frames come first: they are those of this program, up to the one that the
    // kernel entered it through.
    while (report.stack.size() > 1 && isOwn(fileOfFrame(report.stack.constFirst())))
        report.stack.removeFirst();
    if (report.stack.size() > 1)
        report.stack.removeFirst(); // libc's return from the handler
    return report;
}

QString CrashReport::culprit() const
{
    // abort() is three frames deep in libc; what called it is what matters.
    static const QRegularExpression libc(QStringLiteral(R"(/(libc|libpthread|ld-linux)[^/]*$)"));
    for (const QString &frame : stack) {
        const QString name = fileOfFrame(frame);
        if (name.isEmpty() || libc.match(name).hasMatch())
            continue;
        return isOwn(name) ? QString() : QFileInfo(name).fileName();
    }
    return {};
}

QString CrashReport::message() const
{
    const QString where = culprit();
    const QString kind = signal.section(u' ', 0, 0);
    const QString what = where.isEmpty() ? kind
        : kind.isEmpty()                 ? brief(where)
                                         : Text::tr("%1 in %2").arg(kind, brief(where));
    const QString crashed = what.isEmpty()
        ? Text::tr("Looptide crashed and is back with all that you typed.")
        : Text::tr("Looptide crashed (%1) and is back with all that you typed.").arg(what);
    if (program.isEmpty())
        return crashed;
    return Text::tr("%1 “%2” ran inside it: isolated, it would crash alone.")
        .arg(crashed, brief(program));
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
    core::CrashPlan plan;
    const QString id = QString::number(QCoreApplication::applicationPid());
    plan.reportFile = folder.filePath(id + QStringLiteral(".txt"));
    QFile::remove(plan.reportFile); // of an earlier process of this id
    const QStringList restart { QCoreApplication::applicationFilePath(),
                                QStringLiteral("--after-crash"), plan.reportFile, id };
    if (commandLine.crashReport.isEmpty())
        plan.restart = restart;
    core::installCrashHandler(plan);
    if (plan.restart.isEmpty())
        QTimer::singleShot(proofTime, qApp, [plan, restart] {
            core::installCrashHandler({ plan.reportFile, restart });
        });
}

} // namespace looptide::app
