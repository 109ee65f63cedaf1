// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/scintilla.h"

namespace looptide::editor {

QByteArray bytesBetween(const QsciScintillaBase *view, int start, int end)
{
    if (end <= start)
        return {};
    QByteArray bytes(end - start, Qt::Uninitialized);
    // The NUL goes where QByteArray keeps its own.
    view->SendScintilla(QsciScintillaBase::SCI_GETTEXTRANGE, long(start), long(end), bytes.data());
    return bytes;
}

} // namespace looptide::editor
