// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/consoletexts.h"

#include "panels/common/displaytext.h"
#include "runtime/trace/requestrule.h"

#include <QCoreApplication>

namespace looptide::models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::ConsoleTexts)
};

using Action = EmptyConsole::Action;

EmptyConsole notRecorded(const RunCoverage &coverage)
{
    return { coverage.isRunning ? Text::tr("Not recorded yet") : Text::tr("Not recorded"),
             notRecordedText(coverage) + u' '
                 + Text::tr("The requests that it answers do not appear here."),
             Action::None };
}

EmptyConsole noServerSeen()
{
    return { Text::tr("No HTTP server seen yet"),
             Text::tr("Once the program, one of its workers or a process that it starts opens an "
                      "HTTP server, each request that it answers appears here."),
             Action::None };
}

} // namespace

EmptyConsole emptyConsole(const RunCoverage &coverage, const QString &listening)
{
    if (!listening.isEmpty())
        return { Text::tr("Waiting for requests"),
                 Text::tr("The server listens on %1. Each request it answers appears here.")
                     .arg(visibleText(listening)),
                 Action::OpenAddress };
    if (!coverage.isRunning && coverage.isRecorded())
        return { Text::tr("No requests yet"),
                 Text::tr("Press Run; each request your server answers appears here."),
                 Action::Run };
    EmptyConsole empty = coverage.isRecorded() ? noServerSeen() : notRecorded(coverage);
    if (const QString printed = printedAddressText(coverage); !printed.isEmpty()) {
        empty.explanation += u' ' + printed;
        empty.action = Action::OpenAddress;
    }
    return empty;
}

QString noAddressText(const RunCoverage &coverage)
{
    if (!coverage.isRunning)
        return Text::tr("not running");
    return coverage.isRecorded() ? Text::tr("no HTTP server seen yet") : Text::tr("not recorded");
}

QString effectsText(quint8 effects)
{
    const auto has = [effects](trace::RuleEffect effect) {
        return (effects & quint8(effect)) != 0;
    };
    QStringList parts;
    if (has(trace::RuleEffect::Delayed))
        parts.append(Text::tr("delayed"));
    if (has(trace::RuleEffect::Mocked))
        parts.append(Text::tr("mocked"));
    if (has(trace::RuleEffect::Failed))
        parts.append(Text::tr("made to fail"));
    if (has(trace::RuleEffect::Stopped))
        parts.append(Text::tr("stopped in the debugger"));
    return parts.join(Text::tr(", "));
}

QString ruleText(const trace::RequestRule &rule)
{
    using Action = trace::RequestRule::Action;
    const QString target = visibleText(
        (rule.method.isEmpty() ? Text::tr("any method") : rule.method) + u' ' + rule.path);
    switch (rule.action) {
    case Action::Mock:
        return Text::tr("%1 is mocked: status %2").arg(target).arg(rule.status);
    case Action::Delay:
        return Text::tr("%1 is delayed by %2 ms").arg(target).arg(rule.delayMs);
    case Action::Fail:
        return rule.status == 0 ? Text::tr("%1 fails: the connection is reset").arg(target)
                                : Text::tr("%1 fails: status %2").arg(target).arg(rule.status);
    case Action::Break:
        break;
    }
    return Text::tr("%1 stops in the debugger").arg(target);
}

QString ruleProblem(const trace::RequestRule &rule)
{
    if (rule.isValid())
        return {};
    if (rule.path.isEmpty())
        return Text::tr("Enter a path, for example /tasks/:id or /api/*.");
    if (rule.action == trace::RequestRule::Action::Delay)
        return Text::tr("The delay must be between 1 and %1 ms.")
            .arg(trace::RequestRule::longestDelayMs);
    return Text::tr(
               "The method, the status or a header is not allowed in HTTP, or the body has more "
               "than %1 characters.")
        .arg(trace::RequestRule::longestBody);
}

} // namespace looptide::models
