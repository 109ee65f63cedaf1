// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::editor {

class CodeView;

/// What the edit menu does to a text; each is one undo step and works on all selections that it
/// makes sense for.
namespace commands {

void toggleComment(CodeView *view);
void duplicate(CodeView *view);
void deleteLines(CodeView *view);
void moveLines(CodeView *view, bool down);
void indent(CodeView *view);
void unindent(CodeView *view);
void insertLine(CodeView *view, bool below);
void selectLine(CodeView *view);
/// The word at the caret first, then its next place as one more selection.
void selectNextOccurrence(CodeView *view);
void selectAllOccurrences(CodeView *view);
void addCaret(CodeView *view, bool below);
void jumpToBracket(CodeView *view);
void toggleFold(CodeView *view);
void foldAll(CodeView *view);
void unfoldAll(CodeView *view);
void trimTrailingWhitespace(CodeView *view);
/// An empty text stays empty.
void ensureFinalNewline(CodeView *view);

} // namespace commands

} // namespace looptide::editor
