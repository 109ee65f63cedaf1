// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace looptide::core {

// How much a run records; each level includes the ones before it.
enum class RecordLevel : quint8 {
    Off,
    Phases,
};

} // namespace looptide::core
