// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace looptide::models {

// One sentence about a line, from the output of `git blame --porcelain` for it. Plain text.
QString blameText(int line, const QByteArray &output);

} // namespace looptide::models
