// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::app {

// The repositories whose own programs (hooks, filters, …) the user allows to run. Kept in the
// user's configuration, never in a repository. Paths are canonical.
bool isTrustedRepository(const QString &topFolder);
void setTrustedRepository(const QString &topFolder, bool isTrusted);

} // namespace looptide::app
