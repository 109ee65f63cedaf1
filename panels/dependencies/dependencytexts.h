// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagedependency.h"

#include <QString>

// What the panel says about one package.
namespace looptide::models {

QString kindText(project::PackageDependency::Kind kind);
// Words in place of a name that is empty.
QString dependencyName(const project::PackageDependency &dependency);
// The version, or in a word or two what there is instead.
QString installedText(const project::PackageDependency &dependency);
// Where it comes from, what node_modules has of it, and what can be done. A few sentences.
QString explanationOf(const project::PackageDependency &dependency);
// It is not as package.json wants it, or package.json is wrong about it.
bool needsAttention(const project::PackageDependency &dependency);

} // namespace looptide::models
