// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace looptide::inspector {

// A place within the body of a function, after its brace or arrow; counted from 0.
struct FunctionBody
{
    int line = 0;
    int column = 0;

    bool operator==(const FunctionBody &) const = default;
};

// The functions and methods of this name in a source of JavaScript: declarations, function
// expressions and arrow functions that are assigned to the name or are the value of a property with
// it, and methods. It reads no more of the language than that: names that are computed are not
// found.
QList<FunctionBody> findFunctions(const QString &source, const QString &name);

} // namespace looptide::inspector
