// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectormessages.h"

namespace looptide::inspector {

// A value in the notation of JavaScript, in one line: "'text'", "{id: 1, name: 'Ada'}",
// "Map(2) {'a' => 1, …}". It may contain any characters of the program.
QString valueText(const RemoteValue &value);

// The name of a property behind an expression: ".name", "[\"a-b\"]", "[0]".
QString accessText(const QString &property);

} // namespace looptide::inspector
