// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/randomtoken.h"

#include <QRandomGenerator>

#include <array>

namespace looptide::core {

QByteArray randomToken()
{
    std::array<quint32, 4> random {};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toHex();
}

} // namespace looptide::core
