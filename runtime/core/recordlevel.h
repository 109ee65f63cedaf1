// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>

namespace looptide::core {

// How much a run records; each level includes the ones before it.
enum class RecordLevel : quint8 {
    Off,
    Phases, // the phases of the loop, requests, garbage collections
    Callbacks, // also each callback, with what scheduled it
    Full, // also promises, and the stacks that scheduled callbacks
};
inline constexpr RecordLevel highestRecordLevel = RecordLevel::Full;

// The name on the command line, in settings and between processes: "off", "phases", ...
QLatin1StringView recordLevelName(RecordLevel level);
// Empty for an unknown name.
std::optional<RecordLevel> recordLevelNamed(QAnyStringView name);

} // namespace looptide::core
