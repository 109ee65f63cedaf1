// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace looptide::project {

using Variables = QList<std::pair<QString, QString>>;

// What `node --env-file` takes from a file with this content, in the order of first mention; the
// last value of a name counts. Never fails: what is no assignment is skipped, as Node does. The
// same rules as Node 24's, quirks included (compared with it by a test): a value in ', " or ` ends
// at the next such quote, on whatever line, \n is a line break within " only, and # begins a
// comment in what is not quoted.
Variables parseDotenv(const QByteArray &content);

} // namespace looptide::project
