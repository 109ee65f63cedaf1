// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::project {

// Whether this option of Node takes the next word as its value.
bool nodeOptionTakes(const QString &option, const QString &next);

// Whether, with these options, the first word that is not an option is an argument or a pattern
// instead of the program.
bool runsNoFile(const QStringList &nodeOptions);

} // namespace looptide::project
