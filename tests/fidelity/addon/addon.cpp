// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A native addon with the things that depend on the host: calls both ways, work on the thread pool,
// a clean-up hook, instance data, and an error.
#include <node_api.h>

#include <cstdio>
#include <cstdlib>

namespace {

struct Work
{
    napi_async_work work;
    napi_deferred deferred;
    double value;
};

void execute(napi_env, void *data)
{
    static_cast<Work *>(data)->value *= 2;
}

void complete(napi_env env, napi_status, void *data)
{
    auto *work = static_cast<Work *>(data);
    napi_value result;
    napi_create_double(env, work->value, &result);
    napi_resolve_deferred(env, work->deferred, result);
    napi_delete_async_work(env, work->work);
    delete work;
}

napi_value doubleLater(napi_env env, napi_callback_info info)
{
    size_t count = 1;
    napi_value argument;
    napi_value promise;
    napi_value name;
    napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
    auto *work = new Work;
    napi_get_value_double(env, argument, &work->value);
    napi_create_promise(env, &work->deferred, &promise);
    napi_create_string_utf8(env, "double", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(env, nullptr, name, execute, complete, work, &work->work);
    napi_queue_async_work(env, work->work);
    return promise;
}

napi_value callBack(napi_env env, napi_callback_info info)
{
    size_t count = 1;
    napi_value function;
    napi_value self;
    napi_value result = nullptr;
    napi_get_cb_info(env, info, &count, &function, nullptr, nullptr);
    napi_get_global(env, &self);
    napi_call_function(env, self, function, 0, nullptr, &result);
    return result;
}

napi_value fail(napi_env env, napi_callback_info)
{
    napi_throw_type_error(env, "E_ADDON", "from the addon");
    return nullptr;
}

void atEnd(void *)
{
    std::puts("addon cleaned up");
    std::fflush(stdout);
}

} // namespace

NAPI_MODULE_INIT()
{
    const napi_property_descriptor properties[] = {
        { "doubleLater", nullptr, doubleLater, nullptr, nullptr, nullptr, napi_enumerable,
          nullptr },
        { "callBack", nullptr, callBack, nullptr, nullptr, nullptr, napi_enumerable, nullptr },
        { "fail", nullptr, fail, nullptr, nullptr, nullptr, napi_enumerable, nullptr },
    };
    napi_define_properties(env, exports, sizeof properties / sizeof *properties, properties);
    if (std::getenv("FIDELITY_CLEANUP"))
        napi_add_env_cleanup_hook(env, atEnd, nullptr);
    return exports;
}
