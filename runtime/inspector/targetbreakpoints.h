// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/breakpointlist.h"
#include "runtime/inspector/inspectormessages.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace looptide::inspector {

class InspectorClient;
class ScriptList;

// What V8 has made of a breakpoint.
struct Binding
{
    enum class State : quint8 {
        NotDebugged, // no program is being debugged
        NotLoaded, // no script of this file has been loaded
        Bound,
        Refused, // refusal says why
    };
    State state = State::NotDebugged;
    int line = 0; // where it is bound, in the file; may be below the breakpoint's line
    QString refusal {}; // in the words of V8

    bool operator==(const Binding &) const = default;
};

// Keeps the breakpoints of the list in V8, for one target. Owned by the target. Thread: GUI.
class TargetBreakpoints : public QObject
{
    Q_OBJECT
public:
    TargetBreakpoints(InspectorClient *client, ScriptList *scripts, BreakpointList *list,
                      QObject *parent = nullptr);

    // Sets all of them, and follows the list from now on.
    void begin();
    // Whether the program has paused only because a script begins whose source map may lead to a
    // breakpoint.
    bool isEntry(const QStringList &v8Ids) const { return v8Ids.contains(m_entryId); }
    // Sets the breakpoints of the sources of such a script. then gets the ids of those at the place
    // itself, at which V8 will not stop again.
    void prepareScript(const ScriptPlace &place,
                       const std::function<void(const QStringList &v8Ids)> &then);
    // Debugger.scriptParsed: it may have a function at which the program is to stop.
    void takeScript(const ScriptInfo &script);
    // Whether the program has paused because a request arrived for which there is a breakpoint. Its
    // handlers come next.
    bool isRequest(const QStringList &v8Ids) const
    {
        return !m_requestId.isEmpty() && v8Ids.contains(m_requestId);
    }
    // Removes those that were to stop once.
    void removeTemporary(const QStringList &v8Ids);
    // Sets those of a file again: the text of its script has changed.
    void resetIn(const QString &path);
    // Debugger.breakpointResolved
    void takeResolved(const QString &v8Id, const ScriptPlace &place);
    // The breakpoints with these ids of V8.
    QList<Breakpoint> hit(const QStringList &v8Ids) const;
    // Counts a visit. Returns whether the program stops there now.
    bool countHit(const Breakpoint &breakpoint);
    Binding bindingOf(int id) const;

Q_SIGNALS:
    void bindingChanged(int id);

private:
    struct Entry
    {
        QStringList v8Ids;
        Binding binding;
        int hits = 0;
        int version = 0; // replies to requests of an older one are outdated
    };

    void set(int id);
    void unset(int id);
    void setIn(int id, const ScriptPlace &place);
    void takeSet(int id, int version, const QString &v8Id, const QList<ScriptPlace> &places,
                 const QString &error);
    void bind(int id, const ScriptPlace &place);
    void updateEntry();
    void updateRequests();
    void setByUrl(int id, const Breakpoint &breakpoint, int version);
    void findFunction(int id, const QString &script);
    void setInFunctions(int id, int version, const QString &script, const QString &source);
    bool hasFunctions() const;
    void afterRequests(int rounds, const std::function<void()> &then);

    InspectorClient *m_client;
    ScriptList *m_scripts;
    BreakpointList *m_list;
    QHash<int, Entry> m_entries; // by the breakpoint's id
    QHash<QString, int> m_byV8Id;
    QHash<QString, ScriptPlace> m_places; // by V8's id: those that were set in a script
    QString m_entryId; // stops where a script begins; empty: not set
    bool m_wantsEntry = false;
    QString m_requestId; // stops in rules.js; empty: not set
    bool m_wantsRequests = false;
};

} // namespace looptide::inspector
