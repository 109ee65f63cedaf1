// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagedependency.h"

#include <QString>

// What the panel says about one package.
namespace looptide::models {

QString kindText(core::PackageDependency::Kind kind);
// Words in place of a name that is empty.
QString dependencyName(const core::PackageDependency &dependency);
// The version, or in a word or two what there is instead.
QString installedText(const core::PackageDependency &dependency);
// Where it comes from, what node_modules has of it, and what can be done. A few sentences.
QString explanationOf(const core::PackageDependency &dependency);
// It is not as package.json wants it, or package.json is wrong about it.
bool needsAttention(const core::PackageDependency &dependency);

} // namespace looptide::models
