// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the output panel itself writes: the lines where a run begins and ends, and explanations.
#include "panels/common/displaytext.h"
#include "panels/output/outputpanel.h"
#include "panels/output/runtexts.h"
#include "panels/output/terminalfeed.h"
#include "panels/output/terminallinks.h"

#include <QLocale>
#include <QTime>

#include <utility>

namespace looptide::panels {

namespace {

// Undoes what a program that ended in the middle may have left behind: a string without an end, the
// alternate screen, line drawing characters, colours, insertion, application keys, mouse and focus
// reports, bracketed paste, a hidden cursor, reverse video, a scroll region.
const QByteArray resetModes = QByteArrayLiteral(
    "\x1b\\\x1b[?47l\x1b(B\x0f\x1b[0m\x1b[4l\x1b[20l\x1b>\x1b[?1l\x1b[?1000l\x1b[?1001l"
    "\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1005l\x1b[?1006l\x1b[?1007l\x1b[?1015l"
    "\x1b[?2004l\x1b[?25h\x1b[?5l\x1b[?7h"
    "\x1b"
    "7\x1b[r\x1b[?6l\x1b"
    "8");

// Text of ours goes between escape sequences of ours: no control character may come with it.
QByteArray plain(const QString &text)
{
    QString clean = text;
    clean.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return clean.toUtf8();
}

} // namespace

void OutputPanel::startLine()
{
    if (!m_atLineStart)
        m_feed->appendOwn(QByteArrayLiteral("\r\n"));
    m_atLineStart = true;
}

void OutputPanel::beginRun(const QString &title, const QString &workingDirectory)
{
    ensureTerminal();
    scrollToEnd();
    m_links->setWorkingDirectory(workingDirectory);
    startLine();
    const QString folder = models::pathText(workingDirectory);
    m_feed->appendOwn(
        resetModes + "\x1b[1;36m▶ " + plain(title) + "\x1b[0m  \x1b[2m" + plain(folder) + " · "
        + plain(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat)) + "\x1b[0m\r\n");
    setRunning(true);
}

void OutputPanel::beginAgain(const QString &title, const QString &workingDirectory,
                             const QString &cause)
{
    constexpr qsizetype leftRule = 4;
    ensureTerminal();
    scrollToEnd();
    m_links->setWorkingDirectory(workingDirectory);
    startLine();
    const QString time = QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
    QStringList parts { QStringLiteral("↻ ") + tr("%1 restarted").arg(title) };
    if (!cause.isEmpty())
        parts.append(cause);
    parts.append(time);
    const int columns = terminalSize().width();
    QStringList rows = models::wordRows(parts.join(QStringLiteral(" · ")), columns - leftRule - 2);
    rows.first().prepend(QString(leftRule, u'─') + u' ');
    rows.last().append(u' ');
    const qsizetype rightRule = columns - rows.last().size() - 1;
    rows.last().append(QString(qMax<qsizetype>(rightRule, 0), u'─'));
    m_feed->appendOwn(resetModes + "\x1b[1;36m");
    for (const QString &row : std::as_const(rows))
        m_feed->appendOwn(plain(row) + "\r\n");
    m_feed->appendOwn("\x1b[0m");
    setRunning(true);
}

void OutputPanel::beginShell(const QString &workingDirectory)
{
    ensureTerminal();
    setWorkingDirectory(workingDirectory);
    m_isShell = true;
    setRunning(true);
}

void OutputPanel::endRun(const core::RunResult &result)
{
    ensureTerminal();
    setRunning(false);
    m_feed->appendOwn(resetModes);
    startLine();
    const QByteArray color = models::endedWell(result) ? "\x1b[2m" : "\x1b[1;31m";
    m_feed->appendOwn(color + "■ " + plain(models::endText(result)) + "\x1b[0m\r\n");
    if (!result.message.isEmpty())
        showHint(result.message);
    m_feed->appendOwn(QByteArrayLiteral("\r\n"));
}

void OutputPanel::showHint(const QString &text)
{
    ensureTerminal();
    startLine();
    constexpr int indent = 2;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        for (const QString &row : models::wordRows(line, terminalSize().width() - indent))
            m_feed->appendOwn("\x1b[33m  " + plain(row) + "\x1b[0m\r\n");
    }
}

} // namespace looptide::panels
