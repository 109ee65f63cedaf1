// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of CodeView that meets the clipboard and drags.
#include "editor/codeview.h"
#include "editor/utf8text.h"

#include <QMimeData>

namespace looptide::editor {

namespace {

/// Text as the editor has it, where it has bytes that are no UTF-8: those would become U+FFFD.
QString rawTextFormat()
{
    return QStringLiteral("application/x-looptide-text");
}

} // namespace

QMimeData *CodeView::toMimeData(const QByteArray &text, bool rectangular) const
{
    QMimeData *data = QsciScintilla::toMimeData(text, rectangular);
    if (!isValidUtf8(text))
        data->setData(rawTextFormat(), text);
    return data;
}

QByteArray CodeView::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    const QByteArray text = QsciScintilla::fromMimeData(source, rectangular);
    return source->hasFormat(rawTextFormat()) ? source->data(rawTextFormat()) : text;
}

} // namespace looptide::editor
