// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"
#include "runtime/node/probes/microtaskcounter.h"
#include "runtime/node/probes/placewriter.h"

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace v8 {
struct FastApiCallbackOptions;
}

namespace looptide::host {

class LoopStepper;

// Records each callback of one event loop: which async resource it belongs to, when it ran, where
// its function is defined and what created the resource. At RecordLevel::Full, also the reactions
// of promises, and the stacks that created resources.
//
// Two sources, because each alone would be slow or incomplete:
// - V8 reports when native code enters JavaScript and when it returns. Node's own arrays then have
//   the current async id. This covers callbacks of handles and requests, without a call.
// - Node runs timers, immediates and ticks by itself, several in one such call. Its async hooks
//   (resources/preload/callbacks.js) see those. Node asks a counter in an array whether somebody
//   listens to the hooks "before" and "after"; the probe raises it only while JavaScript runs, so
//   that native code never calls them.
//
// Owned by Recorder. Thread: loop. The callbacks of V8 have no data: one probe for each thread.
class CallbackProbe
{
    Q_DISABLE_COPY_MOVE(CallbackProbe)
public:
    CallbackProbe(v8::Isolate *isolate, trace::TraceChannel &channel, LoopStepper &stepper);
    ~CallbackProbe(); // after end()

    // The functions for callbacks.js.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);
    // isInCall: JavaScript is on the stack (the program has not begun).
    void setLevel(v8::Local<v8::Context> context, core::RecordLevel level, bool isInCall);
    // At level Full: each callback is reported to the stepper before it runs.
    void setStepping(v8::Local<v8::Context> context, bool on);
    // The loop was paused by its stepper. Its time does not count.
    void resumed(quint64 pausedNs);
    bool isRecording() const { return m_level >= core::RecordLevel::Callbacks; }
    // Call it last before the environment is freed. Runs no JavaScript.
    void end();

private:
    // What is known of an async resource.
    struct Resource
    {
        quint64 asyncId = 0;
        trace::AsyncOrigin origin;
        quint32 place = 0;
        quint32 stack = 0;
        bool hasRun = false;
    };
    struct Open
    {
        quint64 beginNs = 0;
        quint64 asyncId = 0;
        quint64 triggerId = 0;
        bool isEdge = false; // seen as native code entered JavaScript
    };
    struct Fields;
    static constexpr std::size_t recentCount = 1 << 14; // a power of two
    static constexpr std::size_t lastingCount = 50'000;
    static constexpr std::size_t deepest = 255;

    static CallbackProbe *of(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void setUp(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void addType(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void created(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void before(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void after(const v8::FunctionCallbackInfo<v8::Value> &info);
    static qint32 createdFast(v8::Local<v8::Value> receiver, double asyncId, quint32 type,
                              double triggerId, v8::Local<v8::Value> function,
                              v8::FastApiCallbackOptions &options);
    static void beforeFast(v8::Local<v8::Value> receiver, double asyncId,
                           v8::FastApiCallbackOptions &options);
    static void afterFast(v8::Local<v8::Value> receiver, double asyncId,
                          v8::FastApiCallbackOptions &options);
    static void callEntered(v8::Isolate *isolate);
    static void callCompleted(v8::Isolate *isolate);
    static void microtasksCompleted(v8::Isolate *isolate, void *probe);

    void install(v8::Local<v8::Context> context, core::RecordLevel level, bool isInCall);
    void remove(v8::Local<v8::Context> context);
    void removeEdges();
    void callHooks(v8::Local<v8::Context> context, core::RecordLevel level,
                   bool isStepping = false);
    bool isMicrotask(quint16 type) const;
    void enterCall();
    void leaveCall();
    void listen(bool on);
    void reportToStepper(quint64 asyncId, bool isEdge);
    void begin(quint64 asyncId, quint64 now, bool isEdge = false);
    void hookBegins(quint64 asyncId);
    void hookEnds(quint64 asyncId);
    bool isKnownEdge(quint64 asyncId) const;
    void closeTop(quint64 now);
    void add(const Resource &resource);
    Resource *resourceOf(quint64 asyncId);
    void drained();

    v8::Isolate *m_isolate;
    trace::TraceChannel &m_channel;
    LoopStepper &m_stepper;
    PlaceWriter m_places;
    MicrotaskCounter m_microtasks;
    v8::Global<v8::Function> m_setLevel; // of callbacks.js
    std::shared_ptr<v8::BackingStore> m_hookStore;
    std::shared_ptr<v8::BackingStore> m_idStore;
    std::unique_ptr<Fields> m_fields;
    core::RecordLevel m_level = core::RecordLevel::Off;
    std::vector<Resource> m_recent; // by the lowest bits of the id
    std::unordered_map<quint64, Resource> m_lasting; // that have run, and are not recent
    std::vector<Open> m_open; // callbacks that run, outermost first
    quint64 m_edgeNs = 0; // when a callback last began or ended
    quint16 m_tickType = 0; // the indexes of types whose callbacks are microtasks for a user
    quint16 m_promiseType = 0;
    quint16 m_microtaskType = 0;
    bool m_isInCall = false;
    bool m_listens = false; // the counters of Node's hooks are raised
};

} // namespace looptide::host
