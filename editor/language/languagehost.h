// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languageservice.h"

#include <functional>

class QWidget;

namespace looptide::editor {

/// What the language features need of the editor around them. Each function is set.
struct LanguageHost
{
    LanguageService *service = nullptr;
    QWidget *area = nullptr;
    /// Opens a file and selects a range of it.
    std::function<void(const lsp::Location &)> open;
    /// Applies edits to all files that they name. Returns how many files were changed, and -1 when
    /// nothing was, because one of them cannot be.
    std::function<int(const lsp::WorkspaceEdit &)> apply;
    /// The line of a file, from the editor or the disk.
    std::function<QString(const QString &path, int line)> lineText;
    std::function<void(const QString &text)> tell;
};

} // namespace looptide::editor
