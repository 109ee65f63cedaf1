// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/blockedcall.h"
#include "runtime/node/stop/blockedthreads.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <memory>

namespace looptide::host {

namespace {

// Frames above this are older than anything that blocks now.
constexpr size_t scannedBytes = 256 << 10;

QString readable(const char *symbol)
{
    if (!symbol)
        return {};
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(symbol, nullptr, nullptr, &status), &std::free);
    return QString::fromUtf8(status == 0 ? name.get() : symbol);
}

// The entries of the GNU hash table: a library does not say how many symbols it has.
uint32_t symbolCount(const uint32_t *hash)
{
    const uint32_t buckets = hash[0];
    const uint32_t first = hash[1];
    const uint32_t *bucket = reinterpret_cast<const uint32_t *>(
        reinterpret_cast<const ElfW(Addr) *>(hash + 4) + hash[2]);
    uint32_t last = 0;
    for (uint32_t i = 0; i < buckets; ++i)
        last = std::max(last, bucket[i]);
    if (last < first)
        return first;
    const uint32_t *chain = bucket + buckets;
    while (!(chain[last - first] & 1))
        ++last;
    return last + 1;
}

const char *symbolAt(const link_map &library, ElfW(Addr) address)
{
    const ElfW(Sym) *symbols = nullptr;
    const char *names = nullptr;
    const uint32_t *hash = nullptr;
    for (const ElfW(Dyn) *entry = library.l_ld; entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_SYMTAB)
            symbols = reinterpret_cast<const ElfW(Sym) *>(entry->d_un.d_ptr);
        else if (entry->d_tag == DT_STRTAB)
            names = reinterpret_cast<const char *>(entry->d_un.d_ptr);
        else if (entry->d_tag == DT_GNU_HASH)
            hash = reinterpret_cast<const uint32_t *>(entry->d_un.d_ptr);
    }
    const uint32_t count = symbols && names && hash ? symbolCount(hash) : 0;
    for (uint32_t i = 0; i < count; ++i) {
        const ElfW(Addr) begin = library.l_addr + symbols[i].st_value;
        if (symbols[i].st_shndx != SHN_UNDEF && address >= begin
            && address < begin + symbols[i].st_size)
            return names + symbols[i].st_name;
    }
    return nullptr;
}

// Does not use dladdr(): the thread in question may hold the loader's lock for ever.
NativePlace placeOf(const void *address)
{
    NativePlace place;
    dl_find_object object {};
    if (_dl_find_object(const_cast<void *>(address), &object) != 0 || !object.dlfo_link_map)
        return place;
    const link_map &library = *object.dlfo_link_map;
    place.library = QFileInfo(QFile::decodeName(library.l_name)).fileName();
    if (place.library.isEmpty())
        place.library =
            QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget().section(u'/', -1);
    place.function = readable(symbolAt(library, reinterpret_cast<ElfW(Addr)>(address)));
    place.isAddon = place.library.endsWith(QStringLiteral(".node"));
    return place;
}

// Whether this place in a program follows a call: other words on a stack only look like it.
bool isReturnAddress([[maybe_unused]] uintptr_t address)
{
#if defined(__x86_64__)
    const auto *code = reinterpret_cast<const unsigned char *>(address);
    const auto isIndirect = [code](int length) {
        return code[-length] == 0xff && (code[1 - length] & 0x38) == 0x10;
    };
    return code[-5] == 0xe8 || isIndirect(2) || isIndirect(3) || isIndirect(6) || isIndirect(7);
#else
    return true;
#endif
}

struct Range
{
    uintptr_t begin = 0;
    uintptr_t end = 0;
};

Range stackOf(pthread_t thread)
{
    pthread_attr_t attributes {};
    void *address = nullptr;
    size_t size = 0;
    if (pthread_getattr_np(thread, &attributes) != 0)
        return {};
    pthread_attr_getstack(&attributes, &address, &size);
    pthread_attr_destroy(&attributes);
    const auto begin = reinterpret_cast<uintptr_t>(address);
    return { begin, begin + size };
}

// One before the return address, which may be the beginning of the next function.
NativePlace placeBefore(const void *address)
{
    return placeOf(static_cast<const char *>(address) - 1);
}

// The innermost addon, and its innermost function that has a name.
NativePlace placeInStack(NativeStack stack)
{
    NativePlace place;
    for (const void *frame : stack) {
        const NativePlace called = placeBefore(frame);
        if (!called.isAddon || (place.isAddon && called.library != place.library))
            continue;
        place = called;
        if (!place.function.isEmpty())
            return place;
    }
    return place.isAddon ? place : placeBefore(stack.front());
}

NativePlace guessFromWords(pthread_t thread, const SystemCall &call)
{
    const Range stack = stackOf(thread);
    if (call.stackPointer < stack.begin || call.stackPointer >= stack.end)
        return {};
    const uintptr_t end = std::min(stack.end, call.stackPointer + scannedBytes);
    for (uintptr_t at = call.stackPointer & ~(sizeof(uintptr_t) - 1); at + sizeof(uintptr_t) <= end;
         at += sizeof(uintptr_t)) {
        const uintptr_t word = *reinterpret_cast<const volatile uintptr_t *>(at);
        NativePlace place = placeBefore(reinterpret_cast<const void *>(word));
        if (place.isAddon && isReturnAddress(word)) {
            place.isGuess = true;
            place.function.clear(); // may be of a call that is over
            return place;
        }
    }
    return {};
}

} // namespace

NativePlace placeOfThread(pthread_t thread, pid_t threadId, NativeStack stack)
{
    const std::optional<SystemCall> call = systemCallOf(threadId);
    const bool isInKernel = call && call->number >= 0;
    NativePlace place;
    if (!stack.empty())
        place = placeInStack(stack);
    else if (isInKernel)
        place = guessFromWords(thread, *call);
    if (isInKernel)
        place.systemCall = QString::fromLatin1(call->name());
    return place;
}

QString describeAddress(const void *address)
{
    const NativePlace place = placeBefore(address);
    if (place.library.isEmpty())
        return QStringLiteral("0x%1").arg(reinterpret_cast<uintptr_t>(address), 0, 16);
    return place.function.isEmpty() ? QStringLiteral("0x%1 (%2)")
                                          .arg(reinterpret_cast<uintptr_t>(address), 0, 16)
                                          .arg(place.library)
                                    : QStringLiteral("%1 (%2)").arg(place.function, place.library);
}

} // namespace looptide::host
