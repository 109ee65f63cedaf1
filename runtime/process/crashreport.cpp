// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/crashreport.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <csignal>

namespace looptide::process {

namespace {

constexpr qsizetype keptBytes = 32 * 1024;
constexpr qsizetype shownLines = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("IsolatedRuntime", text);
}

// Empty for a signal that does not indicate a crash.
QString crashName(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return tr("a segmentation fault: native code used memory that is not its own");
    case SIGBUS:
        return tr("a bus error: native code used memory that is not there");
    case SIGILL:
    case SIGTRAP:
        return tr("an illegal instruction: native code gave up, or ran into data");
    case SIGFPE:
        return tr("an arithmetic fault in native code");
    case SIGSYS:
        return tr("a system call that is not allowed");
    case SIGABRT:
        return tr("an abort: process.abort(), or an error that Node.js does not go on from");
    default:
        return {};
    }
}

// The text that a terminal shows of it, without colours and the like.
QString plainText(const QByteArray &output)
{
    static const QRegularExpression escapes(
        QStringLiteral("\\x1b(\\[[0-9;?]*[A-Za-z]|\\][^\\x07]*\\x07|.)|[\\x00-\\x08\\x0b-\\x1f]"));
    return QString::fromUtf8(output).remove(escapes);
}

// From the last heading of a stack on; Node puts the one of the JavaScript after the native one.
QString printedStack(const QString &output)
{
    const qsizetype heading =
        output.lastIndexOf(QLatin1StringView("----- Native stack trace -----"));
    return heading < 0 ? QString() : output.sliced(heading);
}

QString firstLines(const QString &text)
{
    return text.trimmed().split(u'\n').mid(0, shownLines).join(u'\n');
}

} // namespace

void OutputTail::add(const QByteArray &bytes)
{
    m_bytes += bytes.last(qMin(bytes.size(), keptBytes));
    if (m_bytes.size() > 2 * keptBytes) // not each time
        m_bytes.remove(0, m_bytes.size() - keptBytes);
}

void explainSignal(core::RunResult &result, const OutputTail &tail, const QString &nativeStack)
{
    const QString name = crashName(result.signal);
    if (name.isEmpty())
        return;
    const QString output = plainText(tail.bytes());
    if (result.signal == SIGABRT
        && output.contains(QLatin1StringView("JavaScript heap out of memory"))) {
        result.reason = core::RunResult::Reason::OutOfMemory;
        result.message =
            tr("The program used up the memory of its JavaScript heap and was ended by "
               "Node.js. Look for data that keeps growing, or give it more with "
               "--max-old-space-size.");
        return;
    }
    result.reason = core::RunResult::Reason::Crashed;
    result.message = tr("The program crashed with signal %1, %2.").arg(result.signal).arg(name);
    const QString stack = nativeStack.isEmpty() ? printedStack(output) : nativeStack;
    if (!stack.isEmpty())
        result.message += u'\n' + firstLines(stack);
}

} // namespace looptide::process
