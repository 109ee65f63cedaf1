// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QScintilla's headers are written with Qt's keywords, which the project switches off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

namespace looptide::editor {

/// The bytes from one position to another. All text comes through here: Scintilla writes a NUL
/// behind the bytes, and the buffer of an empty QByteArray is shared and read-only.
QByteArray bytesBetween(const QsciScintillaBase *view, int start, int end);

} // namespace looptide::editor
