// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace looptide::editor {

/// A name for a text that has none yet: "Untitled 1" -> "untitled-1.js". The text says what it is
/// where that is plain to see; otherwise it is a program in the project's language.
QString suggestedFileName(const QString &title, const QByteArray &utf8,
                          const QString &projectDirectory);

/// What a save dialog offers: "JavaScript (*.js *.mjs *.cjs *.jsx)" and so on, all files last.
QStringList saveFilters();
/// Of those filters: the one that lists this file.
QString saveFilterFor(const QString &fileName);
/// What a name without a suffix gets with this filter; empty for all files.
QString defaultSuffixOf(const QString &filter);

} // namespace looptide::editor
