// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace looptide::core {

// 32 hexadecimal digits from the system's source of randomness.
QByteArray randomToken();

} // namespace looptide::core
