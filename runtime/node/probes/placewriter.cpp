// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/placewriter.h"

#include "runtime/node/probes/v8values.h"

#include <array>

namespace looptide::host {

namespace {

// More frames than Node has between the user's code and an async resource.
constexpr int deepestStack = 48;

quint64 mixed(quint64 hash, quint64 value)
{
    constexpr quint64 factor = 0x9E3779B97F4A7C15ULL;
    return (hash ^ value) * factor + (hash >> 29);
}

// V8 gives an empty handle for a script or a function without a name.
std::string nameText(v8::Isolate *isolate, v8::Local<v8::Value> name)
{
    return name.IsEmpty() ? std::string() : toText(isolate, name);
}

bool isUsers(std::string_view script)
{
    return script.starts_with('/') || script.starts_with("file://");
}

} // namespace

quint64 PlaceWriter::keyOf(const v8::Function *function)
{
    return quint64(quint32(function->ScriptId())) << 32
        | quint32(function->GetScriptStartPosition());
}

bool PlaceWriter::find(v8::Function *function, quint32 *index) const
{
    const auto known = m_functions.find(keyOf(function));
    if (known == m_functions.end())
        return false;
    *index = known->second;
    return true;
}

quint32 PlaceWriter::indexOf(v8::Isolate *isolate, v8::Local<v8::Function> function)
{
    quint32 index = 0;
    if (find(*function, &index))
        return index;
    const int line = function->GetScriptLineNumber();
    if (line == v8::Function::kLineOffsetNotFound)
        return 0;
    std::string name = nameText(isolate, function->GetName());
    if (name.empty())
        name = nameText(isolate, function->GetInferredName());
    const std::string script = nameText(isolate, function->GetScriptOrigin().ResourceName());
    trace::FieldWriter fields(m_text);
    trace::writeFrame(fields, script, line + 1, function->GetScriptColumnNumber() + 1, name);
    index = write(keyOf(*function), m_functions);
    if (!isUsers(script))
        m_internal.insert(index);
    return index;
}

quint32 PlaceWriter::currentStack(v8::Isolate *isolate)
{
    const v8::HandleScope handles(isolate);
    const auto stack =
        v8::StackTrace::CurrentStackTrace(isolate, deepestStack, v8::StackTrace::kDetailed);
    std::array<v8::Local<v8::StackFrame>, frameLimit> frames;
    std::size_t count = 0;
    quint64 hash = 0;
    for (int i = 0; i < stack->GetFrameCount() && count < frames.size(); ++i) {
        const auto frame = stack->GetFrame(isolate, quint32(i));
        if (!isUsers(nameText(isolate, frame->GetScriptName())))
            continue;
        frames[count++] = frame;
        const quint64 at =
            quint64(quint32(frame->GetLineNumber())) << 32 | quint32(frame->GetColumn());
        hash = mixed(mixed(hash, quint32(frame->GetScriptId())), at);
    }
    if (count == 0)
        return 0;
    if (const auto known = m_stacks.find(hash); known != m_stacks.end())
        return known->second;
    trace::FieldWriter fields(m_text);
    for (std::size_t i = 0; i < count; ++i)
        trace::writeFrame(fields, nameText(isolate, frames[i]->GetScriptName()),
                          frames[i]->GetLineNumber(), frames[i]->GetColumn(),
                          nameText(isolate, frames[i]->GetFunctionName()));
    return write(hash, m_stacks);
}

quint32 PlaceWriter::write(quint64 key, std::unordered_map<quint64, quint32> &indexes)
{
    if (m_last >= maxPlaces)
        return 0;
    indexes[key] = ++m_last;
    const QByteArrayView payload(m_text.data(), qsizetype(m_text.size()));
    m_channel.messages.push(trace::MessageKind::Place, m_last, trace::monotonicNs(),
                            { &payload, 1 });
    return m_last;
}

} // namespace looptide::host
