// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace looptide::editor {

/// The name at a place of a line of JavaScript, with the objects before it: "user.name" for the
/// place of "name", "user" for that of "user". Empty where there is no name, and for a keyword. Words
/// in comments and strings count as names.
QString hoverExpression(const QByteArray &line, int position);

} // namespace looptide::editor
