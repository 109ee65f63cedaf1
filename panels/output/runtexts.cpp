// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/runtexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

#include <csignal>

namespace looptide::models {

namespace {

using Reason = core::RunResult::Reason;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::RunTexts)
};

QString signalName(int signal)
{
    switch (signal) {
    case SIGINT:
        return QStringLiteral("SIGINT");
    case SIGILL:
        return QStringLiteral("SIGILL");
    case SIGABRT:
        return QStringLiteral("SIGABRT");
    case SIGFPE:
        return QStringLiteral("SIGFPE");
    case SIGSEGV:
        return QStringLiteral("SIGSEGV");
    case SIGTERM:
        return QStringLiteral("SIGTERM");
#ifdef Q_OS_UNIX
    case SIGHUP:
        return QStringLiteral("SIGHUP");
    case SIGQUIT:
        return QStringLiteral("SIGQUIT");
    case SIGTRAP:
        return QStringLiteral("SIGTRAP");
    case SIGBUS:
        return QStringLiteral("SIGBUS");
    case SIGKILL:
        return QStringLiteral("SIGKILL");
    case SIGPIPE:
        return QStringLiteral("SIGPIPE");
#endif
    default:
        return {};
    }
}

QString signalText(int signal)
{
    const QString name = signalName(signal);
    return name.isEmpty() ? QString::number(signal) : Text::tr("%1 (%2)").arg(signal).arg(name);
}

} // namespace

QString shortEndText(const core::RunResult &result)
{
    switch (result.reason) {
    case Reason::Exited:
        return Text::tr("Exited with code %1").arg(result.exitCode);
    case Reason::Stopped:
        return Text::tr("Stopped");
    case Reason::Signalled:
        return Text::tr("Ended by signal %1").arg(signalText(result.signal));
    case Reason::FailedToStart:
        return Text::tr("Could not start");
    case Reason::OutOfMemory:
        return Text::tr("Out of memory");
    case Reason::Crashed:
        return result.signal == 0
            ? Text::tr("Crashed")
            : Text::tr("Crashed with signal %1").arg(signalText(result.signal));
    case Reason::TooManyProcesses:
        return Text::tr("Too many processes");
    }
    return {};
}

QString endText(const core::RunResult &result)
{
    if (result.reason == Reason::FailedToStart)
        return shortEndText(result);
    constexpr quint64 nsPerMs = 1'000'000;
    return Text::tr("%1 after %2")
        .arg(shortEndText(result), durationText(quint64(result.durationMs) * nsPerMs));
}

bool endedWell(const core::RunResult &result)
{
    return result.reason == Reason::Stopped
        || (result.reason == Reason::Exited && result.exitCode == 0);
}

QStringList wordRows(const QString &text, int columns)
{
    if (text.size() <= columns || text.startsWith(u'/'))
        return { text };
    QStringList rows { QString() };
    for (const QString &word : text.split(u' ')) {
        QString &row = rows.last();
        if (row.isEmpty())
            row = word;
        else if (row.size() + 1 + word.size() <= columns)
            row += u' ' + word;
        else
            rows.append(word);
    }
    return rows;
}

} // namespace looptide::models
