// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/textpositions.h"

#include "editor/codeview.h"
#include "editor/utf8text.h"

#include <QFont>

#include <algorithm>
#include <utility>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

struct ByteEdit
{
    TextRange range;
    QByteArray text;
};

// Servers send the line ends that they prefer.
QByteArray withLineEnds(const QString &text, Eol eol)
{
    QString plain = text;
    plain.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    if (eol == Eol::CrLf)
        plain.replace(u'\n', QLatin1StringView("\r\n"));
    else if (eol == Eol::Cr)
        plain.replace(u'\n', u'\r');
    return plain.toUtf8();
}

// What both have at their ends is left alone, so that caret, folds and marks in it stay.
void trim(const CodeView *view, ByteEdit *edit)
{
    const QByteArray old = view->textBytes(edit->range);
    const auto isContinuation = [](char c) { return (uchar(c) & 0xC0) == 0x80; };
    qsizetype prefix = 0;
    const qsizetype shorter = qMin(old.size(), edit->text.size());
    while (prefix < shorter && old[prefix] == edit->text[prefix])
        ++prefix;
    while (prefix > 0 && prefix < old.size() && isContinuation(old[prefix]))
        --prefix;
    qsizetype suffix = 0;
    while (suffix < shorter - prefix
           && old[old.size() - suffix - 1] == edit->text[edit->text.size() - suffix - 1])
        ++suffix;
    while (suffix > 0 && isContinuation(old[old.size() - suffix]))
        --suffix;
    edit->range.start += int(prefix);
    edit->range.end -= int(suffix);
    edit->text = edit->text.sliced(prefix, edit->text.size() - prefix - suffix);
}

} // namespace

lsp::Position positionAt(const CodeView *view, int byte)
{
    const int line = view->lineAt(byte);
    const int start = view->lineStart(line);
    return { line, int(view->send(Sci::SCI_COUNTCODEUNITS, ulong(start), byte)) };
}

int byteAt(const CodeView *view, lsp::Position position)
{
    if (position.line >= view->send(Sci::SCI_GETLINECOUNT))
        return view->length();
    const int start = view->lineStart(position.line);
    const int end = view->lineEnd(position.line);
    if (position.character == 0)
        return start;
    const int byte =
        int(view->send(Sci::SCI_POSITIONRELATIVECODEUNITS, ulong(start), position.character));
    return byte <= start || byte > end ? end : byte;
}

TextRange bytesOf(const CodeView *view, const lsp::Range &range)
{
    const int start = byteAt(view, range.start);
    return { start, qMax(start, byteAt(view, range.end)) };
}

lsp::Range rangeOf(const CodeView *view, TextRange range)
{
    return { positionAt(view, range.start), positionAt(view, range.end) };
}

bool applyEdits(CodeView *view, const QList<lsp::TextEdit> &edits)
{
    if (view->isReadOnly())
        return false;
    std::vector<ByteEdit> changes;
    for (const lsp::TextEdit &edit : edits)
        changes.push_back({ bytesOf(view, edit.range), withLineEnds(edit.newText, view->eol()) });
    // Insertions at one place stay in their order, before what is replaced there.
    std::ranges::stable_sort(changes, {}, [](const ByteEdit &edit) {
        return std::pair(edit.range.start, edit.range.end);
    });
    for (size_t i = 1; i < changes.size(); ++i) {
        if (changes[i].range.start < changes[i - 1].range.end)
            return false;
    }
    const int top = int(view->send(Sci::SCI_GETFIRSTVISIBLELINE));
    view->send(Sci::SCI_BEGINUNDOACTION);
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        trim(view, &*change);
        if (change->range.start == change->range.end && change->text.isEmpty())
            continue;
        view->send(Sci::SCI_SETTARGETRANGE, ulong(change->range.start), change->range.end);
        view->SendScintilla(Sci::SCI_REPLACETARGET, ulong(change->text.size()),
                            change->text.constData());
    }
    view->send(Sci::SCI_ENDUNDOACTION);
    view->send(Sci::SCI_SETFIRSTVISIBLELINE, ulong(top));
    return true;
}

QFont textFontOf(const CodeView *view)
{
    QByteArray family(int(view->send(Sci::SCI_STYLEGETFONT, Sci::STYLE_DEFAULT)) + 1, 0);
    view->SendScintilla(Sci::SCI_STYLEGETFONT, ulong(Sci::STYLE_DEFAULT), family.data());
    QFont font(QString::fromUtf8(family.constData()));
    const qreal size = qreal(view->send(Sci::SCI_STYLEGETSIZEFRACTIONAL, Sci::STYLE_DEFAULT))
        / int(Sci::SC_FONT_SIZE_MULTIPLIER);
    font.setPointSizeF(qMax(2.0, size + view->send(Sci::SCI_GETZOOM)));
    return font;
}

int wordStartAt(const CodeView *view, int position)
{
    return int(view->send(Sci::SCI_WORDSTARTPOSITION, ulong(position), 1));
}

} // namespace looptide::editor
