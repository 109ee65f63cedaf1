// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Crashes as soon as it is loaded: stands for any native addon with a fault.
#include <cstdlib>

extern "C" {

int looptide_test_fault()
{
    volatile int *nothing = nullptr;
    return *nothing;
}

// Deeper and deeper, until the stack is used up; nothing of it can be optimised away.
int looptide_test_exhaust(volatile char *above)
{
    volatile char room[4096];
    room[0] = above ? above[0] : '\0';
    return looptide_test_exhaust(room) + room[0];
}
}

namespace {

[[gnu::constructor]] void crash()
{
    if (std::getenv("EXHAUST"))
        looptide_test_exhaust(nullptr);
    looptide_test_fault();
}

} // namespace
