// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <sys/types.h>

namespace looptide::process {

// The process that listens on a TCP port of this machine.
struct PortHolder
{
    pid_t pid = 0;
    QString name {}; // of its program, as the system knows it
};

// Nothing when nobody listens there, or when the process belongs to another user. Reads the
// descriptors of all processes of this user: about 10 ms.
std::optional<PortHolder> portHolder(int port);

} // namespace looptide::process
