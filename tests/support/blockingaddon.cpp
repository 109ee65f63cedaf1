// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Blocks as soon as it is loaded, in the way that MODE names, until the file UNTIL exists: stands
// for any native addon that takes its time. Or aborts.
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>

extern "C" {

// Nothing reaches the thread meanwhile.
void looptide_test_sleep(const char *until)
{
    sigset_t all;
    sigfillset(&all);
    sigset_t before;
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (access(until, F_OK) != 0) {
        // Long, so that a busy machine hardly ever sees the thread between two of them.
        const timespec moment { 1, 0 };
        nanosleep(&moment, nullptr);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void looptide_test_spin(const char *until)
{
    while (access(until, F_OK) != 0) {
        for (volatile int i = 0; i < 20'000'000; i = i + 1) { }
    }
}

void looptide_test_abort()
{
    std::abort();
}
}

// The entry of an addon: called when it is loaded.
extern "C" void *napi_register_module_v1(void *, void *exports)
{
    const char *mode = std::getenv("MODE");
    const char *until = std::getenv("UNTIL");
    if (!mode)
        return exports;
    [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, "blocked\n", 8);
    if (std::strcmp(mode, "sleep") == 0)
        looptide_test_sleep(until);
    else if (std::strcmp(mode, "spin") == 0)
        looptide_test_spin(until);
    else
        looptide_test_abort();
    return exports;
}
