// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <atomic>

namespace looptide::models {

// Paths of the files below root, relative to it, breadth first and sorted within a folder, at most
// limit of them. Packages and repository data (node_modules, .git) are left out and links to
// folders are not followed. Returns early when *cancelled turns true.
//
// Thread: any. Takes as long as the disk does: not for the GUI thread.
QStringList listProjectFiles(const QString &root, qsizetype limit,
                             const std::atomic_bool *cancelled = nullptr);

// How well a relative path answers what was typed: characters in order, letter case ignored; names
// beat folders, beginnings of words beat middles, short beats long. Negative: does not match.
int fileMatchScore(const QString &relativePath, const QString &typed);

// The best matches, best first, at most limit.
QStringList bestFileMatches(const QStringList &relativePaths, const QString &typed,
                            qsizetype limit);

// The line icon for a file of that name.
QString fileIconName(const QString &fileName);

} // namespace looptide::models
