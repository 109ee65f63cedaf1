// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/rulehook.h"

#include <utility>

namespace looptide::host {

v8::Local<v8::Function> RuleHook::setUpFunction(v8::Local<v8::Context> context)
{
    const auto setUp = [](const v8::FunctionCallbackInfo<v8::Value> &info) {
        auto *self = static_cast<RuleHook *>(info.Data().As<v8::External>()->Value());
        if (info[0]->IsFunction())
            self->m_take.Reset(info.GetIsolate(), info[0].As<v8::Function>());
    };
    return v8::Function::New(context, setUp, v8::External::New(m_isolate, this)).ToLocalChecked();
}

void RuleHook::execute(v8::Local<v8::Context> context, const trace::Command &command)
{
    if (command.kind != trace::CommandKind::SetRules || (m_load && command.text.isEmpty()))
        return;
    const v8::TryCatch failed(m_isolate); // the program has replaced what the script uses
    if (const auto load = std::exchange(m_load, nullptr))
        load();
    v8::Local<v8::String> text;
    if (m_take.IsEmpty()
        || !v8::String::NewFromUtf8(m_isolate, command.text.constData(), v8::NewStringType::kNormal,
                                    int(command.text.size()))
                .ToLocal(&text))
        return;
    v8::Local<v8::Value> argument = text;
    [[maybe_unused]] const auto result =
        m_take.Get(m_isolate)->Call(context, v8::Undefined(m_isolate), 1, &argument);
}

void RuleHook::end()
{
    m_load = nullptr;
    m_take.Reset();
}

} // namespace looptide::host
