// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/types.h"
#include "editor/search.h"

class QFont;

namespace looptide::editor {

class CodeView;

// Between the positions of the protocol (line and UTF-16 units, from 0) and bytes of a text. A
// position behind the end of a line or of the text means that end.

lsp::Position positionAt(const CodeView *view, int byte);
int byteAt(const CodeView *view, lsp::Position position);
TextRange bytesOf(const CodeView *view, const lsp::Range &range);
lsp::Range rangeOf(const CodeView *view, TextRange range);

/// Applies edits that all refer to the present text, as one step that can be undone. Caret and
/// scroll position stay at their text. False, and nothing changes, when edits overlap or the view
/// is read-only.
bool applyEdits(CodeView *view, const QList<lsp::TextEdit> &edits);

/// The font of the text, with its zoom.
QFont textFontOf(const CodeView *view);

/// Where the word begins that ends at the position.
int wordStartAt(const CodeView *view, int position);

} // namespace looptide::editor
