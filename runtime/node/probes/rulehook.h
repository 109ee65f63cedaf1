// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/commandchannel.h"

#include <v8.h>

#include <functional>

namespace looptide::host {

// Passes the rules of the user for requests (trace::RequestRule) to resources/preload/rules.js,
// which is run when the first ones arrive. Costs nothing before, and while there is none.
//
// Owned by Recorder. Thread: loop.
class RuleHook
{
    Q_DISABLE_COPY_MOVE(RuleHook)
public:
    explicit RuleHook(v8::Isolate *isolate) : m_isolate(isolate) { }

    // load: runs rules.js with setUpFunction(), within the context. It is called once.
    void setLoader(std::function<void()> load) { m_load = std::move(load); }
    // rules.js passes it the function that takes the rules.
    v8::Local<v8::Function> setUpFunction(v8::Local<v8::Context> context);
    // Does nothing for other commands.
    void execute(v8::Local<v8::Context> context, const trace::Command &command);
    // Call it last before the environment is freed. Runs no JavaScript.
    void end();

private:
    v8::Isolate *m_isolate;
    std::function<void()> m_load;
    v8::Global<v8::Function> m_take; // of rules.js
};

} // namespace looptide::host
