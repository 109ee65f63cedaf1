// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace looptide::project {

// A name that npm accepts for a new package, made from a folder's name: lower case, no spaces, not
// the name of a core module nor one of taken. fallback is used when nothing is left of it.
QString packageNameFor(const QString &folderName, const QString &fallback,
                       const QStringList &taken = {});

// The text of a package.json, package-lock.json or node_modules/.package-lock.json with another
// package name in it and nothing else changed, laid out as npm does. Null when it is not JSON.
QByteArray withPackageName(const QByteArray &json, const QString &name);

} // namespace looptide::project
