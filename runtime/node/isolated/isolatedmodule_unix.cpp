// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/isolated/isolatedmodule.h"

#include <uv.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <string_view>

namespace looptide::host {

namespace {

constexpr auto variable = "LOOPTIDE_TRACE"; // process::TraceTarget::variable

// Beside bin, where looptide-node is.
std::string modulePath()
{
    std::array<char, 4096> program {};
    std::size_t size = program.size();
    if (uv_exepath(program.data(), &size) != 0)
        return {};
    const std::string path(program.data(), size);
    const std::size_t name = path.rfind('/');
    return path.substr(0, name) + "/../libexec/looptide/looptide-probes.so";
}

} // namespace

bool isWatched(int argc, char **argv)
{
    if (!std::getenv(variable))
        return false;
    for (int i = 1; i < argc && argv[i][0] == '-'; ++i) {
        for (const std::string_view option : { "--build-snapshot", "--snapshot-blob",
                                               "--experimental-sea-config", "--build-sea" }) {
            if (!std::string_view(argv[i]).starts_with(option))
                continue;
            unsetenv(variable);
            return false;
        }
    }
    return true;
}

IsolatedMain loadIsolatedModule()
{
    void *module = dlopen(modulePath().c_str(), RTLD_NOW | RTLD_LOCAL);
    void *entry = module ? dlsym(module, "looptideIsolatedMain") : nullptr;
    if (!entry) {
        std::fprintf(stderr, "looptide-node: nothing is recorded: %s\n", dlerror());
        unsetenv(variable);
    }
    return reinterpret_cast<IsolatedMain>(entry);
}

} // namespace looptide::host
