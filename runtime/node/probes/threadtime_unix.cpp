// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/threadtime.h"

#include <ctime>

namespace looptide::host {

quint64 threadTimeNs()
{
    constexpr quint64 nsPerSecond = 1'000'000'000;
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return quint64(time.tv_sec) * nsPerSecond + quint64(time.tv_nsec);
}

} // namespace looptide::host
