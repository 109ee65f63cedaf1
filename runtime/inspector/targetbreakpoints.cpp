// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/targetbreakpoints.h"

#include "runtime/inspector/functionfinder.h"
#include "runtime/inspector/inspectorclient.h"
#include "runtime/inspector/scriptlist.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace looptide::inspector {

namespace {

// Matches the address of a file, however its characters are encoded, and with a query (imports can
// have one).
QString regexFor(const QString &path)
{
    QString regex = QStringLiteral("^(?:file://)?");
    const QByteArray bytes = path.toUtf8();
    for (const char byte : bytes) {
        const auto code = static_cast<uchar>(byte);
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
            || (byte >= '0' && byte <= '9') || byte == '/' || byte == '_' || byte == '-';
        const QString encoded = QStringLiteral("%%1").arg(code, 2, 16, QLatin1Char('0')).toUpper();
        if (isPlain)
            regex += QLatin1Char(byte);
        else if (code < 0x80)
            regex += QStringLiteral("(?:\\x%1|%2)").arg(code, 2, 16, QLatin1Char('0')).arg(encoded);
        else
            regex += encoded;
    }
    return regex + QStringLiteral("(?:[?#].*)?$");
}

} // namespace

TargetBreakpoints::TargetBreakpoints(InspectorClient *client, ScriptList *scripts,
                                     BreakpointList *list, QObject *parent)
    : QObject(parent), m_client(client), m_scripts(scripts), m_list(list)
{
}

void TargetBreakpoints::begin()
{
    updateEntry();
    updateRequests();
    for (const Breakpoint &breakpoint : m_list->all())
        set(breakpoint.id);
    connect(m_list, &BreakpointList::edited, this, &TargetBreakpoints::updateEntry);
    connect(m_list, &BreakpointList::edited, this, &TargetBreakpoints::updateRequests);
    connect(m_list, &BreakpointList::added, this, &TargetBreakpoints::set);
    connect(m_list, &BreakpointList::changed, this, [this](int id) {
        unset(id);
        set(id);
    });
    connect(m_list, &BreakpointList::removed, this, [this](int id) {
        unset(id);
        m_entries.remove(id);
    });
}

// A file that Node does not run itself is compiled into a script that names it in its source map.
// That script must not run before the breakpoints are set in it. V8 reports a new script without
// waiting, and its own means (beforeScriptWithSourceMapExecution) works for ES modules only.
// Therefore each script of the user stops at its first statement, about 1 ms, as long as there are
// breakpoints in such files, or on functions, which may be called while their script is loaded.
void TargetBreakpoints::updateEntry()
{
    const bool isWanted = std::ranges::any_of(m_list->all(), [](const Breakpoint &breakpoint) {
        static const QStringList own { QStringLiteral("js"), QStringLiteral("cjs"),
                                       QStringLiteral("mjs") };
        if (!breakpoint.isEnabled || !breakpoint.isInCode())
            return false;
        return breakpoint.kind == Breakpoint::Kind::Function
            || !own.contains(QFileInfo(breakpoint.path).suffix());
    });
    if (!isWanted || std::exchange(m_wantsEntry, true))
        return; // it stays until the end of the program
    m_client->call(QStringLiteral("Debugger.setBreakpointByUrl"),
                   { { QStringLiteral("urlRegex"),
                       QStringLiteral("^(?:file://)?/(?!.*/node_modules/).*\\.[cm]?[jt]s$") },
                     { QStringLiteral("lineNumber"), 0 } },
                   this, [this](const Reply &reply) {
                       m_entryId = reply.result[QLatin1StringView("breakpointId")].toString();
                   });
}

void TargetBreakpoints::set(int id)
{
    const Breakpoint *breakpoint = m_list->find(id);
    if (!breakpoint)
        return;
    Entry &entry = m_entries[id];
    entry.hits = 0;
    entry.binding = { breakpoint->isEnabled ? Binding::State::NotLoaded
                                            : Binding::State::NotDebugged };
    if (!breakpoint->isEnabled) {
        Q_EMIT bindingChanged(id);
        return;
    }
    const int version = ++entry.version;
    switch (breakpoint->kind) {
    case Breakpoint::Kind::Line:
        setByUrl(id, *breakpoint, version);
        break;
    case Breakpoint::Kind::Function:
        for (const QString &script : m_scripts->ownScripts())
            findFunction(id, script);
        break;
    case Breakpoint::Kind::Request: // updateRequests()
    case Breakpoint::Kind::Phase: // not the debugger's
        entry.binding = { Binding::State::Bound };
        break;
    }
    Q_EMIT bindingChanged(id);
}

void TargetBreakpoints::setByUrl(int id, const Breakpoint &breakpoint, int version)
{
    m_client->call(
        QStringLiteral("Debugger.setBreakpointByUrl"),
        { { QStringLiteral("urlRegex"), regexFor(breakpoint.path) },
          { QStringLiteral("lineNumber"), breakpoint.line - 1 },
          { QStringLiteral("columnNumber"), 0 },
          { QStringLiteral("condition"), breakpoint.condition } },
        this, [this, id, version](const Reply &reply) {
            QList<ScriptPlace> places;
            const QJsonArray locations = reply.result[QLatin1StringView("locations")].toArray();
            for (const QJsonValue &location : locations)
                places.append(ScriptPlace::fromJson(location.toObject()));
            takeSet(id, version, reply.result[QLatin1StringView("breakpointId")].toString(), places,
                    reply.error);
        });
    const QList<ScriptPlace> compiled = m_scripts->compiledPlaces(breakpoint.path, breakpoint.line);
    for (const ScriptPlace &place : compiled)
        setIn(id, place);
}

// Rules of the window call a function of resources/preload/rules.js just before the handlers of
// such a request.
void TargetBreakpoints::updateRequests()
{
    constexpr int lineInRules = 4; // from 0
    const bool isWanted = std::ranges::any_of(m_list->all(), [](const Breakpoint &breakpoint) {
        return breakpoint.isEnabled && breakpoint.kind == Breakpoint::Kind::Request;
    });
    if (!isWanted || std::exchange(m_wantsRequests, true))
        return; // without a rule, the function is not called
    m_client->call(QStringLiteral("Debugger.setBreakpointByUrl"),
                   { { QStringLiteral("url"), QStringLiteral("looptide:rules") },
                     { QStringLiteral("lineNumber"), lineInRules } },
                   this, [this](const Reply &reply) {
                       m_requestId = reply.result[QLatin1StringView("breakpointId")].toString();
                   });
}

bool TargetBreakpoints::hasFunctions() const
{
    return std::ranges::any_of(m_list->all(), [](const Breakpoint &breakpoint) {
        return breakpoint.isEnabled && breakpoint.kind == Breakpoint::Kind::Function;
    });
}

void TargetBreakpoints::takeScript(const ScriptInfo &script)
{
    if (!hasFunctions() || ScriptList::isForeign(script.url))
        return;
    for (const Breakpoint &breakpoint : m_list->all()) {
        if (breakpoint.isEnabled && breakpoint.kind == Breakpoint::Kind::Function)
            findFunction(breakpoint.id, script.id);
    }
}

// V8 has no breakpoint on a name, so the name is looked for in the source.
void TargetBreakpoints::findFunction(int id, const QString &script)
{
    m_client->call(QStringLiteral("Debugger.getScriptSource"),
                   { { QStringLiteral("scriptId"), script } }, this,
                   [this, id, version = m_entries[id].version, script](const Reply &reply) {
                       setInFunctions(id, version, script,
                                      reply.result[QLatin1StringView("scriptSource")].toString());
                   });
}

void TargetBreakpoints::setInFunctions(int id, int version, const QString &script,
                                       const QString &source)
{
    const Breakpoint *breakpoint = m_list->find(id);
    if (!breakpoint || m_entries.value(id).version != version)
        return;
    for (const FunctionBody &body : findFunctions(source, breakpoint->name)) {
        const ScriptPlace start { script, body.line, body.column };
        m_client->call(
            QStringLiteral("Debugger.getPossibleBreakpoints"),
            { { QStringLiteral("start"), start.toJson() },
              { QStringLiteral("restrictToFunction"), true } },
            this, [this, id, version](const Reply &reply) {
                const QJsonArray found = reply.result[QLatin1StringView("locations")].toArray();
                if (!found.isEmpty() && m_list->find(id) && m_entries.value(id).version == version)
                    setIn(id, ScriptPlace::fromJson(found.first().toObject()));
            });
    }
}

// Responses come in the order of their requests. So everything that has been asked for has its
// response then, and what is asked for in these responses after one more round.
void TargetBreakpoints::afterRequests(int rounds, const std::function<void()> &then)
{
    if (rounds == 0) {
        then();
        return;
    }
    m_client->call(QStringLiteral("Debugger.setBreakpointsActive"),
                   { { QStringLiteral("active"), true } }, this,
                   [this, rounds, then](const Reply &) { afterRequests(rounds - 1, then); });
}

void TargetBreakpoints::resetIn(const QString &path)
{
    for (const Breakpoint &breakpoint : m_list->all()) {
        const bool isHere = breakpoint.kind == Breakpoint::Kind::Function
            || (breakpoint.kind == Breakpoint::Kind::Line && breakpoint.path == path);
        if (!isHere)
            continue;
        unset(breakpoint.id);
        set(breakpoint.id);
    }
}

void TargetBreakpoints::removeTemporary(const QStringList &v8Ids)
{
    for (const Breakpoint &breakpoint : hit(v8Ids)) {
        if (breakpoint.isTemporary)
            m_list->remove(breakpoint.id);
    }
}

void TargetBreakpoints::setIn(int id, const ScriptPlace &place)
{
    const Breakpoint *breakpoint = m_list->find(id);
    const int version = m_entries[id].version;
    m_client->call(QStringLiteral("Debugger.setBreakpoint"),
                   { { QStringLiteral("location"), place.toJson() },
                     { QStringLiteral("condition"), breakpoint->condition } },
                   this, [this, id, version](const Reply &reply) {
                       const auto actual = ScriptPlace::fromJson(
                           reply.result[QLatin1StringView("actualLocation")].toObject());
                       const QString v8Id =
                           reply.result[QLatin1StringView("breakpointId")].toString();
                       takeSet(id, version, v8Id, { actual }, reply.error);
                       if (m_byV8Id.contains(v8Id))
                           m_places.insert(v8Id, actual);
                   });
}

void TargetBreakpoints::takeSet(int id, int version, const QString &v8Id,
                                const QList<ScriptPlace> &places, const QString &error)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end() || entry->version != version) {
        if (!v8Id.isEmpty())
            m_client->post(QStringLiteral("Debugger.removeBreakpoint"),
                           { { QStringLiteral("breakpointId"), v8Id } });
        return;
    }
    if (!error.isEmpty()) {
        if (entry->binding.state != Binding::State::Bound)
            entry->binding = { Binding::State::Refused, 0, error };
        Q_EMIT bindingChanged(id);
        return;
    }
    entry->v8Ids.append(v8Id);
    m_byV8Id.insert(v8Id, id);
    for (const ScriptPlace &place : places)
        bind(id, place);
}

void TargetBreakpoints::bind(int id, const ScriptPlace &place)
{
    const SourcePlace source = m_scripts->sourceOf(place, {});
    Entry &entry = m_entries[id];
    const Binding binding { Binding::State::Bound, source.line };
    if (std::exchange(entry.binding, binding) != binding)
        Q_EMIT bindingChanged(id);
}

void TargetBreakpoints::unset(int id)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    ++entry->version;
    for (const QString &v8Id : std::exchange(entry->v8Ids, {})) {
        m_byV8Id.remove(v8Id);
        m_places.remove(v8Id);
        m_client->post(QStringLiteral("Debugger.removeBreakpoint"),
                       { { QStringLiteral("breakpointId"), v8Id } });
    }
}

void TargetBreakpoints::prepareScript(const ScriptPlace &place,
                                      const std::function<void(const QStringList &v8Ids)> &then)
{
    const bool hasMap = m_scripts->hasSourceMap(place.script);
    for (const Breakpoint &breakpoint : m_list->all()) {
        if (!hasMap || !breakpoint.isEnabled)
            continue;
        if (const auto compiled =
                m_scripts->compiledPlace(place.script, breakpoint.path, breakpoint.line))
            setIn(breakpoint.id, *compiled);
    }
    // Functions are found in three rounds: the source, the places, the breakpoints.
    afterRequests(hasFunctions() ? 3 : 1, [this, place, then] {
        QStringList here;
        for (auto it = m_places.cbegin(); it != m_places.cend(); ++it) {
            if (*it == place)
                here.append(it.key());
        }
        then(here);
    });
}

void TargetBreakpoints::takeResolved(const QString &v8Id, const ScriptPlace &place)
{
    if (const auto id = m_byV8Id.constFind(v8Id); id != m_byV8Id.cend())
        bind(*id, place);
}

QList<Breakpoint> TargetBreakpoints::hit(const QStringList &v8Ids) const
{
    QList<Breakpoint> found;
    for (const QString &v8Id : v8Ids) {
        const Breakpoint *breakpoint = m_list->find(m_byV8Id.value(v8Id));
        if (breakpoint && !found.contains(*breakpoint))
            found.append(*breakpoint);
    }
    return found;
}

bool TargetBreakpoints::countHit(const Breakpoint &breakpoint)
{
    return ++m_entries[breakpoint.id].hits >= breakpoint.hitCount;
}

Binding TargetBreakpoints::bindingOf(int id) const
{
    return m_entries.value(id).binding;
}

} // namespace looptide::inspector
