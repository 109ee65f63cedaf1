// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/blockprobe.h"

namespace looptide::host {

namespace {

// More frames than Node has between a loop of its own and the user's code.
constexpr int frameLimit = 64;

QByteArray utf8(v8::Isolate *isolate, v8::Local<v8::String> text)
{
    if (text.IsEmpty())
        return {};
    const v8::String::Utf8Value value(isolate, text);
    return *value ? QByteArray(*value, value.length()) : QByteArray();
}

bool isUsers(const QByteArray &script)
{
    return script.startsWith('/') || script.startsWith("file://");
}

} // namespace

BlockProbe::~BlockProbe()
{
    stop();
}

void BlockProbe::start()
{
    m_channel.block.setSource([this](quint64 sinceNs) {
        m_sinceNs.store(sinceNs);
        m_isolate->RequestInterrupt(takePlace, this);
    });
}

void BlockProbe::stop()
{
    m_channel.block.setSource(nullptr);
    m_sinceNs.store(0);
}

void BlockProbe::takePlace(v8::Isolate *isolate, void *probe)
{
    auto *self = static_cast<BlockProbe *>(probe);
    const quint64 sinceNs = self->m_sinceNs.load();
    // The callback that was meant may be over.
    if (sinceNs == 0 || self->m_channel.position().sinceNs != sinceNs)
        return;
    const v8::HandleScope handles(isolate);
    const v8::Local<v8::StackTrace> stack =
        v8::StackTrace::CurrentStackTrace(isolate, frameLimit, v8::StackTrace::kDetailed);
    for (int i = 0; i < stack->GetFrameCount(); ++i) {
        const v8::Local<v8::StackFrame> frame = stack->GetFrame(isolate, uint32_t(i));
        QByteArray script = utf8(isolate, frame->GetScriptName());
        if (!isUsers(script) || frame->GetLineNumber() <= 0)
            continue;
        self->m_channel.block.setPlace({ sinceNs, quint32(frame->GetLineNumber()),
                                         quint32(qMax(0, frame->GetColumn())), std::move(script),
                                         utf8(isolate, frame->GetFunctionName()) });
        return;
    }
}

} // namespace looptide::host
