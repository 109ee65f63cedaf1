// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectorclient.h"
#include "runtime/inspector/inspectormessages.h"
#include "runtime/inspector/scriptlist.h"
#include "runtime/inspector/targetbreakpoints.h"

#include <memory>

namespace looptide::inspector {

// How a target is debugged.
struct DebugOptions
{
    bool pausesOnCaught = false; // exceptions
    bool pausesOnUncaught = true;
    bool skipsForeign = true; // stepping passes Node's own code and node_modules
    int asyncDepth = 16; // how many asynchronous calls back the call stack goes; 0: none

    bool operator==(const DebugOptions &) const = default;
};

enum class Step : quint8 { Over, Into, Out };

// One line of a call stack.
struct DebugFrame
{
    QString function; // empty: anonymous
    SourcePlace place;
    QString asyncCause {}; // not empty: a heading, "await"; the frames below it have returned
    int index = -1; // of a frame that can be looked into
    bool isForeign = false;
};

// The result of an evaluation: a value, or why there is none.
struct Evaluation
{
    RemoteValue value;
    QString error; // empty: good
    bool hasSideEffects = false; // it was not run because of them

    bool isGood() const { return error.isEmpty(); }
};

// Names that can replace the end of a text that is being typed.
struct Completion
{
    qsizetype from = 0; // where the word begins that they replace
    QStringList names {}; // those that begin with it, sorted
};

// What became of a change of a file in the running program.
struct SourceChange
{
    enum class State : quint8 {
        NotLoaded, // no program that is debugged has loaded the file
        Applied, // the program runs the new functions; code that ran once does not run again
        Compiled, // the program runs another text, which was made from the file
        CallsFunction, // a function that has changed is being called
        AwaitsFunction, // one that has changed is waiting: asynchronous, or a generator
        NoScript, // it has an error; reason
        Refused, // reason
    };
    State state = State::NotLoaded;
    QString reason {}; // in the words of V8
};

// One V8 isolate that is being debugged: the main thread of a process, or a worker. Owns its
// client. Owned by the DebugSession. Thread: GUI.
class DebugTarget : public QObject
{
    Q_OBJECT
public:
    struct Info
    {
        quint16 agent = 0; // of the process, trace::AgentInfo::id
        QString title {}; // from the program
        QString workerSession {}; // empty: a main thread
        QString address {}; // of its inspector; empty: a worker
    };

    DebugTarget(std::unique_ptr<InspectorPipe> pipe, Info info, const DebugOptions &options,
                BreakpointList *breakpoints, QObject *parent = nullptr);
    ~DebugTarget() override;

    const Info &info() const { return m_info; }
    InspectorClient *client() const { return m_client.get(); }
    bool isPaused() const { return m_pause.has_value(); }
    bool isPausedWorker() const { return isPaused() && !m_info.workerSession.isEmpty(); }
    // While it is paused.
    const std::optional<PauseInfo> &pause() const { return m_pause; }
    const QList<DebugFrame> &frames() const { return m_frames; }
    Binding bindingOf(int breakpoint) const { return m_breakpoints->bindingOf(breakpoint); }
    // A pause was requested, and the program has not run JavaScript since.
    bool isPausing() const { return m_isPausing; }
    // The pause is that of a breakpoint on requests, at the first statement of a handler.
    bool isAtRequest() const { return isPaused() && m_isAtRequest; }

    // Enables everything and releases a program that waits.
    void begin();
    void setOptions(const DebugOptions &options);
    void resume();
    void requestPause();
    void step(Step step);
    // Goes on until this line. Does nothing when no script has it.
    bool runTo(const QString &path, int line);
    void restartFrame(int frame);
    // Puts the new text of a file into the program, if V8 accepts it (debugedit.cpp).
    void applyChange(const QString &path, const QString &text, QObject *context,
                     const std::function<void(const SourceChange &)> &then);
    // The program is about to be stopped: nothing pauses it again, and it continues if it is still
    // there a moment later. A worker that is paused leaves what it runs and continues at once;
    // continued is called then.
    void prepareStop(QObject *context, const std::function<void()> &continued);
    void close();

    struct EvaluationOptions
    {
        int frame = -1; // of the call stack; -1: global
        bool isQuiet = false; // nothing that changes the program is run
        int timeoutMs = 0; // 0: none
    };
    // debugevaluation.cpp
    using Evaluated = std::function<void(const Evaluation &)>;
    using Listed = std::function<void(const QList<Property> &properties, const QString &error)>;
    using Changed = std::function<void(const QString &error)>; // empty: good
    void evaluate(const QString &expression, const EvaluationOptions &options, QObject *context,
                  const Evaluated &then);
    // Runs no code of the program. onlyNamed: without the elements of an array.
    void listProperties(const RemoteValue &object, bool onlyNamed, QObject *context,
                        const Listed &then);
    // Elements of an array or of a typed array.
    // What can follow text, which is being typed: names of variables, or of the properties of the
    // object before the last dot. Runs nothing that changes the program (debugcompletion.cpp).
    using Completed = std::function<void(const Completion &)>;
    void complete(const QString &text, int frame, QObject *context, const Completed &then);
    void listElements(const RemoteValue &array, qint64 first, qint64 count, QObject *context,
                      const Listed &then);
    // expression is evaluated in the frame.
    void setVariable(int frame, const Scope &scope, const QString &name, const QString &expression,
                     QObject *context, const Changed &then);
    void setProperty(int frame, const RemoteValue &object, const QString &name,
                     const QString &expression, QObject *context, const Changed &then);

Q_SIGNALS:
    void opened();
    void paused();
    void resumed();
    void closed(const QString &reason);
    void bindingChanged(int breakpoint);
    void logged(const QString &text, const looptide::inspector::SourcePlace &place);
    void workerAttached(const QString &session, const QString &title);

private:
    void completeNames(const Completion &word, const QString &prefix, int frame, QObject *context,
                       const Completed &then);
    void changeScripts(const QString &path, const QString &text, QObject *context,
                       const std::function<void(const SourceChange &)> &then);
    void changeScript(const QString &script, const QString &path, const QString &text, bool isTrial,
                      QObject *context, const std::function<void(const SourceChange &)> &then);
    void evaluateCode(const QString &code, const EvaluationOptions &options, QObject *context,
                      const ReplyHandler &then);
    void listAll(const QString &object, bool onlyNamed, QObject *context, const Listed &then);
    void takeEvent(const QString &method, const QJsonObject &params);
    void takePause(const PauseInfo &pause);
    void enterHandler();
    void takeEntry(PauseInfo pause);
    bool isOfNode(const PauseInfo &pause);
    bool passesBy(const PauseInfo &pause);
    bool leavesForeign(const PauseInfo &pause);
    void logHit(const Breakpoint &breakpoint, const PauseInfo &pause);
    void writeLog(const Breakpoint &breakpoint, const QStringList &values,
                  const SourcePlace &place);
    void applyExceptions();
    void applySkipping();
    void continueWith(const QString &method, const QJsonObject &params = {});
    void endPause();
    QList<DebugFrame> framesOf(const PauseInfo &pause);

    Info m_info;
    DebugOptions m_options;
    std::unique_ptr<InspectorClient> m_client;
    ScriptList m_scripts;
    TargetBreakpoints *m_breakpoints;
    std::optional<PauseInfo> m_pause;
    QList<DebugFrame> m_frames;
    bool m_isPausing = false;
    bool m_isStepping = false;
    bool m_isEntering = false; // stepping to the handler of a request
    bool m_isAtRequest = false;
    int m_foreignSteps = 0; // of the current step
    bool m_isSteppingInto = false; // the user wants to see what is called
    bool m_isStopping = false;
};

// The parts of a log message: "a = {a}" has the texts "a = " and "" and the expression "a".
struct LogMessage
{
    QStringList texts; // one more than expressions
    QStringList expressions;

    static LogMessage parse(const QString &message);
};

} // namespace looptide::inspector
