// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace looptide::project {

// A name that npm accepts for a new package, derived from a folder's name: lower case, without
// spaces, and neither the name of a core module nor in taken. Returns fallback when nothing is
// left.
QString packageNameFor(const QString &folderName, const QString &fallback,
                       const QStringList &taken = {});

// The text of a package.json, package-lock.json or node_modules/.package-lock.json with another
// package name and no other change, formatted as npm does. Null when json is not JSON.
QByteArray withPackageName(const QByteArray &json, const QString &name);

} // namespace looptide::project
