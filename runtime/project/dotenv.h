// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace looptide::project {

using Variables = QList<std::pair<QString, QString>>;

// The variables that `node --env-file` reads from this content, in the order in which they first
// occur; the last value of a name counts. Never fails: lines that are not assignments are skipped,
// as Node does. The rules are those of Node 24, including their oddities, and a test compares them.
// A value in ', " or ` ends at the next such quote, on whatever line; \n is a line break within "
// only; # begins a comment outside of quotes.
Variables parseDotenv(const QByteArray &content);

} // namespace looptide::project
