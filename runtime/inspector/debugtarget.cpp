// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/debugtarget.h"

#include "runtime/inspector/valuetext.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace looptide::inspector {

namespace {

constexpr int logTimeoutMs = 1000;
constexpr int largestScriptCache = 10'000'000; // bytes of sources that V8 keeps for the debugger

} // namespace

LogMessage LogMessage::parse(const QString &message)
{
    LogMessage parsed { { QString() }, {} };
    qsizetype at = 0;
    while (at < message.size()) {
        const qsizetype open = message.indexOf(u'{', at);
        int depth = 0;
        qsizetype close = open;
        for (; open >= 0 && close < message.size(); ++close) {
            depth += message[close] == u'{' ? 1 : message[close] == u'}' ? -1 : 0;
            if (depth == 0)
                break;
        }
        if (open < 0 || close >= message.size())
            break; // the rest is text
        parsed.texts.last() += QStringView(message).sliced(at, open - at);
        parsed.expressions.append(message.sliced(open + 1, close - open - 1));
        parsed.texts.append(QString());
        at = close + 1;
    }
    parsed.texts.last() += QStringView(message).sliced(at);
    return parsed;
}

DebugTarget::DebugTarget(std::unique_ptr<InspectorPipe> pipe, Info info,
                         const DebugOptions &options, BreakpointList *breakpoints, QObject *parent)
    : QObject(parent), m_info(std::move(info)), m_options(options),
      m_client(std::make_unique<InspectorClient>(std::move(pipe))),
      m_breakpoints(new TargetBreakpoints(m_client.get(), &m_scripts, breakpoints, this))
{
    connect(m_client.get(), &InspectorClient::eventReceived, this, &DebugTarget::takeEvent);
    connect(m_client.get(), &InspectorClient::opened, this, &DebugTarget::opened);
    connect(m_client.get(), &InspectorClient::closed, this, [this](const QString &reason) {
        endPause();
        Q_EMIT closed(reason);
    });
    connect(m_breakpoints, &TargetBreakpoints::bindingChanged, this, &DebugTarget::bindingChanged);
}

DebugTarget::~DebugTarget()
{
    m_client->disconnect(this);
}

// The requests are answered in their order, so that everything is set before the program is
// released. The Runtime domain stays off: with it, V8 would report each call of console.
void DebugTarget::begin()
{
    m_client->post(QStringLiteral("Debugger.enable"),
                   { { QStringLiteral("maxScriptsCacheSize"), largestScriptCache } });
    m_client->post(QStringLiteral("Debugger.setAsyncCallStackDepth"),
                   { { QStringLiteral("maxDepth"), m_options.asyncDepth } });
    applySkipping();
    applyExceptions();
    m_breakpoints->begin();
    if (m_info.workerSession.isEmpty())
        m_client->post(QStringLiteral("NodeWorker.enable"),
                       { { QStringLiteral("waitForDebuggerOnStart"), true } });
    m_client->post(QStringLiteral("Runtime.runIfWaitingForDebugger"));
}

void DebugTarget::setOptions(const DebugOptions &options)
{
    const DebugOptions before = std::exchange(m_options, options);
    if (before.skipsForeign != options.skipsForeign)
        applySkipping();
    if (before.pausesOnCaught != options.pausesOnCaught
        || before.pausesOnUncaught != options.pausesOnUncaught)
        applyExceptions();
    if (before.asyncDepth != options.asyncDepth)
        m_client->post(QStringLiteral("Debugger.setAsyncCallStackDepth"),
                       { { QStringLiteral("maxDepth"), options.asyncDepth } });
}

void DebugTarget::applyExceptions()
{
    const QString state = m_options.pausesOnCaught
        ? (m_options.pausesOnUncaught ? QStringLiteral("all") : QStringLiteral("caught"))
        : (m_options.pausesOnUncaught ? QStringLiteral("uncaught") : QStringLiteral("none"));
    m_client->post(QStringLiteral("Debugger.setPauseOnExceptions"),
                   { { QStringLiteral("state"), state } });
}

void DebugTarget::applySkipping()
{
    QJsonArray patterns { QStringLiteral("^looptide:") };
    if (m_options.skipsForeign || m_isEntering)
        patterns += QJsonArray { QStringLiteral("^node:"), QStringLiteral("/node_modules/") };
    m_client->post(QStringLiteral("Debugger.setBlackboxPatterns"),
                   { { QStringLiteral("patterns"), patterns } });
}

void DebugTarget::takeEvent(const QString &method, const QJsonObject &params)
{
    if (method == QLatin1StringView("Debugger.paused")) {
        takePause(PauseInfo::fromJson(params));
    } else if (method == QLatin1StringView("Debugger.resumed")) {
        endPause();
    } else if (method == QLatin1StringView("Debugger.scriptParsed")) {
        const auto script = ScriptInfo::fromJson(params);
        m_scripts.add(script);
        m_breakpoints->takeScript(script);
    } else if (method == QLatin1StringView("Debugger.breakpointResolved")) {
        m_breakpoints->takeResolved(
            params[QLatin1StringView("breakpointId")].toString(),
            ScriptPlace::fromJson(params[QLatin1StringView("location")].toObject()));
    } else if (method == QLatin1StringView("NodeWorker.attachedToWorker")) {
        const QJsonObject worker = params[QLatin1StringView("workerInfo")].toObject();
        Q_EMIT workerAttached(params[QLatin1StringView("sessionId")].toString(),
                              worker[QLatin1StringView("title")].toString());
    }
}

void DebugTarget::takePause(const PauseInfo &pause)
{
    if (m_isStopping) {
        m_client->post(QStringLiteral("Debugger.resume"));
        return;
    }
    if (m_breakpoints->isEntry(pause.hitBreakpoints)) {
        takeEntry(pause);
        return;
    }
    if (m_breakpoints->isRequest(pause.hitBreakpoints)) {
        enterHandler();
        return;
    }
    // Node pauses each worker in its first line. Only a breakpoint there is a reason to stop.
    if (pause.reason == u"Break on start" && pause.hitBreakpoints.isEmpty() && !m_isPausing) {
        m_client->post(QStringLiteral("Debugger.resume"));
        return;
    }
    if (isOfNode(pause)) {
        m_client->post(QStringLiteral("Debugger.resume"));
        return;
    }
    if (passesBy(pause) || leavesForeign(pause))
        return;
    m_isPausing = m_isStepping = false;
    const bool wasEntering = std::exchange(m_isEntering, false);
    m_isAtRequest = wasEntering && pause.hitBreakpoints.isEmpty() && !pause.exception.isValid();
    m_breakpoints->removeTemporary(pause.hitBreakpoints);
    if (wasEntering && !m_options.skipsForeign)
        applySkipping();
    m_pause = pause;
    m_frames = framesOf(pause);
    Q_EMIT paused();
}

// A request arrived for which there is a breakpoint: goes on to the first statement of the user's
// own code.
void DebugTarget::enterHandler()
{
    m_isStepping = m_isEntering = true;
    m_foreignSteps = 0;
    if (!m_options.skipsForeign)
        applySkipping();
    m_client->post(QStringLiteral("Debugger.stepInto"));
}

// A script of the user begins.
void DebugTarget::takeEntry(PauseInfo pause)
{
    m_breakpoints->prepareScript(pause.frames.first().place,
                                 [this, pause](const QStringList &here) mutable {
                                     pause.hitBreakpoints.removeIf([this](const QString &id) {
                                         return m_breakpoints->isEntry({ id });
                                     });
                                     pause.hitBreakpoints += here;
                                     pause.hitBreakpoints.removeDuplicates();
                                     const bool isWanted = !pause.hitBreakpoints.isEmpty()
                                         || m_isStepping || m_isPausing || pause.reason != u"other";
                                     if (isWanted)
                                         takePause(pause);
                                     else
                                         m_client->post(QStringLiteral("Debugger.resume"));
                                 });
}

// An error that Node handles itself, such as that of a file that is not there: no code of the user
// is on the stack.
bool DebugTarget::isOfNode(const PauseInfo &pause)
{
    return pause.exception.isValid()
        && std::ranges::all_of(pause.frames, [this](const CallFrame &frame) {
               return ScriptList::isForeign(m_scripts.sourceOf(frame).url);
           });
}

// V8 does not skip all of Node's own code in a step, in spite of its patterns. Whether the step
// goes on until the user's code.
bool DebugTarget::leavesForeign(const PauseInfo &pause)
{
    constexpr int mostSteps = 200;
    const bool isForeign = !pause.frames.isEmpty()
        && ScriptList::isForeign(m_scripts.sourceOf(pause.frames.first()).url);
    const bool skips = m_options.skipsForeign || m_isEntering;
    if (!m_isStepping || !skips || !isForeign || !pause.hitBreakpoints.isEmpty()
        || pause.exception.isValid() || ++m_foreignSteps > mostSteps)
        return false;
    // Node's own code may call the user's soon: an event emitter its listeners, for example.
    constexpr int stepsToCallback = 40;
    const bool goesOn = m_isEntering || (m_isSteppingInto && m_foreignSteps <= stepsToCallback);
    m_client->post(goesOn ? QStringLiteral("Debugger.stepInto")
                          : QStringLiteral("Debugger.stepOut"));
    return true;
}

// Whether the program goes on by itself: at a message, and before the wanted visit.
bool DebugTarget::passesBy(const PauseInfo &pause)
{
    const QList<Breakpoint> hit = m_breakpoints->hit(pause.hitBreakpoints);
    bool stops = hit.isEmpty() || pause.hitBreakpoints.size() > hit.size() || m_isPausing
        || pause.reason != u"other";
    const Breakpoint *message = nullptr;
    for (const Breakpoint &breakpoint : hit) {
        const bool isDue = m_breakpoints->countHit(breakpoint);
        if (isDue && breakpoint.isLogpoint())
            message = m_isStepping ? message : &breakpoint;
        else
            stops = stops || isDue;
    }
    // A step that ends in such a line ends there.
    if (stops || m_isStepping)
        return false;
    if (message)
        logHit(*message, pause);
    else
        m_client->post(QStringLiteral("Debugger.resume"));
    return true;
}

void DebugTarget::logHit(const Breakpoint &breakpoint, const PauseInfo &pause)
{
    const LogMessage message = LogMessage::parse(breakpoint.logMessage);
    const SourcePlace place = m_scripts.sourceOf(pause.frames.first());
    if (message.expressions.isEmpty()) {
        writeLog(breakpoint, {}, place);
        return;
    }
    m_pause = pause; // for the evaluation only
    EvaluationOptions options;
    options.frame = 0;
    options.timeoutMs = logTimeoutMs;
    const QString expression = u"[(" + message.expressions.join(u"),(") + u")]";
    evaluate(expression, options, this, [this, breakpoint, place](const Evaluation &result) {
        if (!result.isGood()) {
            writeLog(breakpoint, { result.error }, place);
            return;
        }
        listProperties(result.value, false, this,
                       [this, breakpoint, place](const QList<Property> &values, const QString &) {
                           QStringList texts;
                           for (const Property &value : values) {
                               if (value.isEnumerable && !value.isInternal)
                                   texts.append(value.value.type == u"string"
                                                    ? value.value.value.toString()
                                                    : valueText(value.value));
                           }
                           writeLog(breakpoint, texts, place);
                       });
    });
    m_pause.reset();
}

void DebugTarget::writeLog(const Breakpoint &breakpoint, const QStringList &values,
                           const SourcePlace &place)
{
    const LogMessage message = LogMessage::parse(breakpoint.logMessage);
    QString text = message.texts.first();
    for (qsizetype i = 0; i < message.expressions.size(); ++i)
        text += values.value(i) + message.texts.value(i + 1);
    Q_EMIT logged(text, place);
    m_client->post(QStringLiteral("Debugger.resume"));
}

QList<DebugFrame> DebugTarget::framesOf(const PauseInfo &pause)
{
    QList<DebugFrame> frames;
    for (qsizetype i = 0; i < pause.frames.size(); ++i) {
        const CallFrame &frame = pause.frames[i];
        const SourcePlace place = m_scripts.sourceOf(frame);
        frames.append({ frame.function, place, {}, int(i), ScriptList::isForeign(place.url) });
    }
    for (const AsyncStack &stack : pause.asyncStacks) {
        frames.append({ {}, {}, stack.cause.isEmpty() ? QStringLiteral("async") : stack.cause });
        for (const CallFrame &frame : stack.frames) {
            const SourcePlace place = m_scripts.sourceOf(frame);
            frames.append({ frame.function, place, {}, -1, ScriptList::isForeign(place.url) });
        }
    }
    return frames;
}

void DebugTarget::endPause()
{
    if (!m_pause)
        return;
    m_pause.reset();
    m_frames.clear();
    Q_EMIT resumed();
}

void DebugTarget::continueWith(const QString &method, const QJsonObject &params)
{
    if (!m_pause)
        return;
    m_client->post(QStringLiteral("Runtime.releaseObjectGroup"),
                   { { QStringLiteral("objectGroup"), QStringLiteral("looptide") } });
    m_client->post(method, params);
}

void DebugTarget::resume()
{
    continueWith(QStringLiteral("Debugger.resume"));
}

void DebugTarget::requestPause()
{
    if (m_pause)
        return;
    m_isPausing = true;
    m_client->post(QStringLiteral("Debugger.pause"));
}

void DebugTarget::step(Step step)
{
    m_isStepping = m_pause.has_value();
    m_isSteppingInto = step == Step::Into;
    m_foreignSteps = 0;
    continueWith(step == Step::Over       ? QStringLiteral("Debugger.stepOver")
                     : step == Step::Into ? QStringLiteral("Debugger.stepInto")
                                          : QStringLiteral("Debugger.stepOut"));
}

bool DebugTarget::runTo(const QString &path, int line)
{
    if (!m_pause)
        return false;
    QList<ScriptPlace> places = m_scripts.compiledPlaces(path, line);
    if (const QStringList own = m_scripts.scriptsOf(path); places.isEmpty() && !own.isEmpty())
        places.append({ own.last(), line - 1, 0 });
    if (places.isEmpty())
        return false;
    // V8 stops only at places where a statement begins.
    const ScriptPlace from = places.first();
    const ScriptPlace end { from.script, from.line + 20, 0 };
    m_client->call(
        QStringLiteral("Debugger.getPossibleBreakpoints"),
        { { QStringLiteral("start"), from.toJson() }, { QStringLiteral("end"), end.toJson() } },
        this, [this, from](const Reply &reply) {
            const QJsonArray found = reply.result[QLatin1StringView("locations")].toArray();
            const ScriptPlace place =
                found.isEmpty() ? from : ScriptPlace::fromJson(found.first().toObject());
            continueWith(QStringLiteral("Debugger.continueToLocation"),
                         { { QStringLiteral("location"), place.toJson() } });
        });
    return true;
}

void DebugTarget::restartFrame(int frame)
{
    if (m_pause && frame >= 0 && frame < m_pause->frames.size())
        continueWith(QStringLiteral("Debugger.restartFrame"),
                     { { QStringLiteral("callFrameId"), m_pause->frames[frame].id },
                       { QStringLiteral("mode"), QStringLiteral("StepInto") } });
}

void DebugTarget::prepareStop(QObject *context, const std::function<void()> &continued)
{
    using namespace std::chrono_literals;
    // A program that does not listen to SIGTERM has ended by then, without running more code. One
    // that does must continue to reach its listener.
    constexpr auto timeToEnd = 50ms;
    if (std::exchange(m_isStopping, true))
        return;
    m_client->post(QStringLiteral("Debugger.setSkipAllPauses"),
                   { { QStringLiteral("skip"), true } });
    // The end of the connection of its main thread does not make a worker continue.
    if (isPausedWorker()) {
        m_client->post(QStringLiteral("Runtime.terminateExecution"), {});
        m_client->call(QStringLiteral("Debugger.resume"), {}, context,
                       [continued](const Reply &) { continued(); });
        return;
    }
    QTimer::singleShot(timeToEnd, this,
                       [this] { m_client->post(QStringLiteral("Debugger.resume")); });
}

void DebugTarget::close()
{
    m_client->close();
}

} // namespace looptide::inspector
