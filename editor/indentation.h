// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/textfile.h"

#include <QString>

#include <optional>

namespace looptide::editor {

struct IndentStyle
{
    bool usesTabs = false;
    /// Columns of a level, and of a tab.
    int width = 2;

    bool operator==(const IndentStyle &) const = default;
};

/// What the text does itself, from the steps between its first lines; nothing when it has no
/// indented line.
std::optional<IndentStyle> detectIndentation(QByteArrayView utf8);

/// The properties of .editorconfig that the editor obeys.
struct EditorConfig
{
    std::optional<bool> usesTabs;
    std::optional<int> indentSize;
    std::optional<int> tabWidth;
    std::optional<Eol> eol;
    std::optional<bool> insertFinalNewline;
    std::optional<bool> trimTrailingWhitespace;
};

/// Reads the .editorconfig files from the file's folder upwards, nearest first, until one says
/// root.
EditorConfig editorConfigFor(const QString &path);

/// The text's own habit, then .editorconfig's, then `fallback`; .editorconfig wins where it is
/// explicit.
IndentStyle chooseIndentation(const EditorConfig &config, QByteArrayView utf8,
                              IndentStyle fallback);

} // namespace looptide::editor
