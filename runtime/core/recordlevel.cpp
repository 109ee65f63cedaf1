// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/recordlevel.h"

#include <array>

namespace looptide::core {

namespace {

constexpr std::array<QLatin1StringView, int(highestRecordLevel) + 1> names {
    QLatin1StringView("off"),
    QLatin1StringView("phases"),
    QLatin1StringView("callbacks"),
    QLatin1StringView("full"),
};

} // namespace

QLatin1StringView recordLevelName(RecordLevel level)
{
    return names.at(std::size_t(level));
}

std::optional<RecordLevel> recordLevelNamed(QAnyStringView name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == names.at(i))
            return RecordLevel(i);
    }
    return std::nullopt;
}

} // namespace looptide::core
