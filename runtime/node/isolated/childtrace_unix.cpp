// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/isolated/childtrace.h"

#include <uv.h>

#include <cstring>
#include <dlfcn.h>
#include <memory>
#include <mutex>
#include <string>
#include <unistd.h>
#include <vector>

namespace looptide::host {

namespace {

constexpr auto variable = "LOOPTIDE_TRACE="; // process::TraceTarget::variable

std::mutex s_mutex;
std::shared_ptr<const std::string> s_assignment; // null: none

std::shared_ptr<const std::string> assignment()
{
    const std::scoped_lock lock(s_mutex);
    return s_assignment;
}

using Spawn = int (*)(uv_loop_t *, uv_process_t *, const uv_process_options_t *);

Spawn nextSpawn()
{
    static const auto next = reinterpret_cast<Spawn>(dlsym(RTLD_NEXT, "uv_spawn"));
    return next;
}

// The environment with the assignment; another value of the variable is left out.
std::vector<char *> withAssignment(char **environment, const std::string &added)
{
    std::vector<char *> all;
    for (char **each = environment; each && *each; ++each) {
        if (std::strncmp(*each, variable, std::strlen(variable)) != 0)
            all.push_back(*each);
    }
    all.push_back(const_cast<char *>(added.c_str()));
    all.push_back(nullptr);
    return all;
}

} // namespace

void setChildTrace(const char *target)
{
    auto next = target ? std::make_shared<const std::string>(std::string(variable) + target)
                       : std::shared_ptr<const std::string>();
    const std::scoped_lock lock(s_mutex);
    s_assignment = std::move(next);
}

} // namespace looptide::host

// In the place of libuv's function, which it calls.
extern "C" __attribute__((visibility("default"))) int
uv_spawn(uv_loop_t *loop, uv_process_t *handle, const uv_process_options_t *options)
{
    using namespace looptide::host;
    const auto added = assignment();
    if (!added)
        return nextSpawn()(loop, handle, options);
    std::vector<char *> environment = withAssignment(options->env ? options->env : environ, *added);
    uv_process_options_t changed = *options;
    changed.env = environment.data();
    return nextSpawn()(loop, handle, &changed);
}
