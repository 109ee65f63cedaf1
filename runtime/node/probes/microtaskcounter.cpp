// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/microtaskcounter.h"

#include <algorithm>
#include <malloc.h>
#include <vector>

namespace looptide::host {

namespace {

const intptr_t *wordsOf(const v8::MicrotaskQueue *queue)
{
    return reinterpret_cast<const intptr_t *>(queue);
}

// The one word of a queue that grows with each microtask by one; -1 when there is none.
ptrdiff_t findCount(v8::Local<v8::Context> context)
{
    v8::Isolate *isolate = v8::Isolate::GetCurrent();
    const v8::Context::Scope scope(context);
    const auto queue = v8::MicrotaskQueue::New(isolate, v8::MicrotasksPolicy::kExplicit);
    const intptr_t *words = wordsOf(queue.get());
    // The queue is an object of its own on the heap.
    const size_t size = malloc_usable_size(queue.get()) / sizeof(intptr_t);
    std::vector<bool> fits(size, true);
    for (const int count : { 3, 5, 2, 11 }) {
        const std::vector<intptr_t> before(words, words + size);
        for (int i = 0; i < count; ++i)
            queue->EnqueueMicrotask(isolate, [](void *) { });
        queue->PerformCheckpoint(isolate);
        for (size_t i = 0; i < size; ++i)
            fits[i] = fits[i] && words[i] == before[i] + count;
    }
    const auto found = std::ranges::find(fits, true);
    return std::ranges::count(fits, true) == 1 ? found - fits.begin() : -1;
}

} // namespace

void MicrotaskCounter::watch(v8::Local<v8::Context> context)
{
    static const ptrdiff_t place = findCount(context);
    if (place < 0)
        return;
    m_count = wordsOf(context->GetMicrotaskQueue()) + place;
    m_before = *m_count;
}

} // namespace looptide::host
