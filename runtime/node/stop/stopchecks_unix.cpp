// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/stopchecks.h"

#include <v8.h>

#include <link.h>
#include <span>
#include <vector>

namespace looptide::host {

namespace {

using Bytes = std::span<volatile unsigned char>;

void setUnrolling(bool on)
{
    v8::V8::SetFlagsFromString(on ? "--turboshaft-loop-unrolling"
                                  : "--no-turboshaft-loop-unrolling");
}

struct Search
{
    uintptr_t inside; // an address in the library that is looked for
    Bytes data;
};

int lookAtLibrary(dl_phdr_info *library, size_t, void *argument)
{
    auto *search = static_cast<Search *>(argument);
    bool isIt = false;
    Bytes data;
    for (int i = 0; i < library->dlpi_phnum; ++i) {
        const ElfW(Phdr) &part = library->dlpi_phdr[i];
        const uintptr_t begin = library->dlpi_addr + part.p_vaddr;
        if (part.p_type != PT_LOAD)
            continue;
        isIt = isIt || (search->inside >= begin && search->inside < begin + part.p_memsz);
        if (part.p_flags & PF_W)
            data = { reinterpret_cast<volatile unsigned char *>(begin), part.p_memsz };
    }
    if (isIt)
        search->data = data;
    return isIt;
}

Bytes dataOfV8()
{
    using SetFlags = void (*)(const char *);
    const SetFlags function = v8::V8::SetFlagsFromString;
    Search search { reinterpret_cast<uintptr_t>(function), {} };
    dl_iterate_phdr(lookAtLibrary, &search);
    return search.data;
}

// Only the byte of the flag itself changes with each change of the flag.
volatile unsigned char *flagIn(Bytes data)
{
    std::vector<volatile unsigned char *> candidates;
    for (volatile unsigned char &byte : data) {
        if (byte == 1)
            candidates.push_back(&byte);
    }
    for (const bool on : { false, true, false, true }) {
        setUnrolling(on);
        std::erase_if(candidates, [on](const auto *byte) { return *byte != (on ? 1 : 0); });
    }
    return candidates.size() == 1 ? candidates.front() : nullptr;
}

} // namespace

void keepStopChecks()
{
    static volatile unsigned char *const flag = flagIn(dataOfV8());
    if (!flag)
        return;
    // V8 computes the hash of its flags when it needs it, and again after a change of flags.
    *flag = 1;
    setUnrolling(false);
    setUnrolling(true);
    v8::ScriptCompiler::CachedDataVersionTag();
    *flag = 0;
}

} // namespace looptide::host
