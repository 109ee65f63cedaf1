// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/languagedocument.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"
#include "editor/utf8text.h"

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

/// A larger change is sent with the whole text, in one piece, when the user pauses.
constexpr int MaxChangeBytes = 64 * 1024;

// Where a text ends that begins at a position.
lsp::Position endOf(lsp::Position start, QByteArrayView bytes)
{
    const QString text = decodeUtf8(bytes).text;
    qsizetype lineStart = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isCrLf = text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        if (text[i] != u'\n' && (text[i] != u'\r' || isCrLf))
            continue;
        ++start.line;
        lineStart = i + 1;
    }
    if (lineStart < 0)
        return { start.line, start.character + int(text.size()) };
    return { start.line, int(text.size() - lineStart) };
}

} // namespace

LanguageDocument::LanguageDocument(CodeView *view, const QString &path, const QString &languageId,
                                   QObject *parent)
    : QObject(parent), m_view(view),
      m_document(std::make_unique<lsp::Document>(path, languageId, [this] { return text(); }))
{
    connect(m_view, &Sci::SCN_MODIFIED, this,
            [this](int position, int type, const char *text, int length) {
                handleModified(position, type, text, length);
            });
}

LanguageDocument::~LanguageDocument() = default;

CodeView *LanguageDocument::view() const
{
    return m_view;
}

QString LanguageDocument::text() const
{
    return m_view ? decodeUtf8(m_view->textBytes()).text : QString();
}

void LanguageDocument::handleModified(int position, int type, const char *text, int length)
{
    const bool isInsertion = type & Sci::SC_MOD_INSERTTEXT;
    if (!isInsertion && !(type & Sci::SC_MOD_DELETETEXT))
        return;
    // Without an undo history, Scintilla does not say what was removed.
    const QByteArrayView changed(text, text ? length : 0);
    if (changed.isEmpty() || length > MaxChangeBytes
        || splitsLineEnd(position, isInsertion ? length : 0, changed)) {
        m_document->changeAll();
        return;
    }
    const lsp::Position start = positionAt(m_view, position);
    if (isInsertion)
        m_document->change({ start, start }, decodeUtf8(changed).text);
    else
        m_document->change({ start, endOf(start, changed) }, {});
}

// A line end of two characters that is divided or joined changes the number of lines in a way that
// a range cannot describe, and a character that is divided has no position.
bool LanguageDocument::splitsLineEnd(int position, int inserted, QByteArrayView changed) const
{
    const auto charAt = [this](int at) {
        return at < 0 ? 0 : char(m_view->send(Sci::SCI_GETCHARAT, ulong(at)));
    };
    const char before = charAt(position - 1);
    const char after = charAt(position + inserted);
    return (before == '\r' && (changed.front() == '\n' || after == '\n'))
        || (changed.back() == '\r' && after == '\n') || (uchar(changed.front()) & 0xC0) == 0x80
        || (uchar(after) & 0xC0) == 0x80;
}

} // namespace looptide::editor
