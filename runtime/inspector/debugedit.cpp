// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a DebugTarget puts a changed file into the running program.
#include "runtime/inspector/debugtarget.h"

#include <QJsonArray>

#include <memory>

namespace looptide::inspector {

namespace {

using State = SourceChange::State;

SourceChange changeOf(const Reply &reply)
{
    if (!reply.isGood())
        return { State::Refused, reply.error };
    const QString status = reply.result[QLatin1StringView("status")].toString();
    if (status == u"Ok")
        return { State::Applied };
    if (status == u"BlockedByActiveFunction")
        return { State::CallsFunction };
    if (status == u"BlockedByActiveGenerator")
        return { State::AwaitsFunction };
    if (status == u"CompileError") {
        const QJsonObject details = reply.result[QLatin1StringView("exceptionDetails")].toObject();
        const auto thrown = ExceptionInfo::fromResult(reply.result);
        const QString text = thrown ? thrown->text : details[QLatin1StringView("text")].toString();
        const int line = details[QLatin1StringView("lineNumber")].toInt() + 1;
        return { State::NoScript, QStringLiteral("%1 (line %2)").arg(text).arg(line) };
    }
    return { State::Refused, status };
}

} // namespace

// V8 is asked first whether it accepts the change: of several scripts, all are changed or none.
void DebugTarget::applyChange(const QString &path, const QString &text, QObject *context,
                              const std::function<void(const SourceChange &)> &then)
{
    // Scripts that V8 has reported by now are known when the response arrives.
    m_client->call(QStringLiteral("Debugger.setBreakpointsActive"),
                   { { QStringLiteral("active"), true } }, context,
                   [this, path, text, context, then](const Reply &) {
                       changeScripts(path, text, context, then);
                   });
}

void DebugTarget::changeScripts(const QString &path, const QString &text, QObject *context,
                                const std::function<void(const SourceChange &)> &then)
{
    const QStringList scripts = m_scripts.scriptsOf(path);
    const bool isStripped =
        path.endsWith(u".ts") || path.endsWith(u".mts") || path.endsWith(u".cts");
    if (scripts.isEmpty() || isStripped) {
        const bool isCompiled = isStripped ? !scripts.isEmpty() : m_scripts.isCompiledFrom(path);
        then({ isCompiled ? State::Compiled : State::NotLoaded });
        return;
    }
    // V8 accepts changes in the threads of workers, but the worker was not seen to run them.
    if (!m_info.workerSession.isEmpty()) {
        then({ State::Refused, QStringLiteral("a worker thread has loaded it") });
        return;
    }
    struct Trial
    {
        qsizetype count;
        SourceChange worst { State::Applied };
    };
    const auto trial = std::make_shared<Trial>(scripts.size());
    for (const QString &script : scripts)
        changeScript(script, path, text, true, context,
                     [this, trial, scripts, path, text, context, then](const SourceChange &change) {
                         if (change.state > trial->worst.state)
                             trial->worst = change;
                         if (--trial->count > 0)
                             return;
                         if (trial->worst.state != State::Applied) {
                             then(trial->worst);
                             return;
                         }
                         for (const QString &each : scripts)
                             changeScript(
                                 each, path, text, false, context,
                                 each == scripts.last() ? then : [](const SourceChange &) { });
                     });
}

void DebugTarget::changeScript(const QString &script, const QString &path, const QString &text,
                               bool isTrial, QObject *context,
                               const std::function<void(const SourceChange &)> &then)
{
    m_client->call(QStringLiteral("Debugger.setScriptSource"),
                   { { QStringLiteral("scriptId"), script },
                     { QStringLiteral("scriptSource"), text },
                     { QStringLiteral("dryRun"), isTrial },
                     { QStringLiteral("allowTopFrameEditing"), true } },
                   context, [this, isTrial, path, then](const Reply &reply) {
                       const SourceChange change = changeOf(reply);
                       if (!isTrial && change.state == State::Applied)
                           m_breakpoints->resetIn(path);
                       then(change);
                   });
}

} // namespace looptide::inspector
