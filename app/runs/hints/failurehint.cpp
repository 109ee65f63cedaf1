// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/failurehint.h"

#include "app/runs/hints/typescripthint.h"
#include "panels/common/displaytext.h"
#include "runtime/process/portholder.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace looptide::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::FailureHint)
};

// Names the program that has the port where that is known.
FailureHint hintOfPort(const QString &port)
{
    const QString advice =
        Text::tr("Stop that one, or let this one listen elsewhere (many programs "
                 "take the port from the environment variable PORT).");
    const auto holder = process::portHolder(port.toInt());
    if (!holder)
        return { .text =
                     Text::tr("Port %1 is in use by another program.").arg(port) + u' ' + advice };
    if (holder->pid == QCoreApplication::applicationPid())
        return {
            .text =
                Text::tr("Port %1 is in use by another program that runs in this window.").arg(port)
                + u' ' + advice
        };
    return { .text = Text::tr("Port %1 is in use by “%2” (process %3).")
                         .arg(port, models::visibleText(holder->name))
                         .arg(holder->pid)
                 + u' ' + advice,
             .portHolder = holder->pid };
}

} // namespace

FailureHint FailureHint::of(const QByteArray &lastOutput)
{
    static const QRegularExpression portInUse(QStringLiteral(R"(EADDRINUSE[^\n]*?:(\d{1,5})\b)"));
    static const QRegularExpression missingPackage(QStringLiteral(
        R"(Cannot find (?:module|package) '((?:@[\w.-]+/)?[A-Za-z0-9][\w.-]*)[^']*')"));
    const QString text = QString::fromUtf8(lastOutput);
    if (const auto match = portInUse.match(text); match.hasMatch())
        return hintOfPort(match.captured(1));
    if (const QString cause = typeScriptCause(text); !cause.isEmpty())
        return { .text = cause, .needsLoader = true };
    if (const auto match = missingPackage.match(text); match.hasMatch())
        return { .text = Text::tr("The package “%1” is not installed. Run “npm install” in the "
                                  "project's folder.")
                             .arg(match.captured(1)),
                 .missingPackage = match.captured(1) };
    return {};
}

} // namespace looptide::app
