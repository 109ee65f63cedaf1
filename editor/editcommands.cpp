// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editcommands.h"

#include "editor/codeview.h"
#include "editor/highlighter.h"

#include <KSyntaxHighlighting/Definition>

#include <algorithm>
#include <set>

namespace looptide::editor::commands {

using Sci = QsciScintillaBase;

namespace {

/// Makes one undo step of what happens in its scope.
class UndoStep
{
public:
    explicit UndoStep(CodeView *view) : m_view(view) { m_view->send(Sci::SCI_BEGINUNDOACTION); }
    ~UndoStep() { m_view->send(Sci::SCI_ENDUNDOACTION); }
    Q_DISABLE_COPY_MOVE(UndoStep)

private:
    CodeView *m_view;
};

struct LineSpan
{
    int first = 0;
    int last = 0;
};

// A selection that ends at the start of a line does not mean that line.
LineSpan linesOf(CodeView *view, int start, int end)
{
    LineSpan span { view->lineAt(start), view->lineAt(end) };
    if (span.last > span.first && view->lineStart(span.last) == end)
        --span.last;
    return span;
}

LineSpan mainLines(CodeView *view)
{
    const TextRange selection = view->selectionRange();
    return linesOf(view, selection.start, selection.end);
}

std::set<int> selectedLines(CodeView *view)
{
    std::set<int> lines;
    const int count = int(view->send(Sci::SCI_GETSELECTIONS));
    for (int i = 0; i < count; ++i) {
        const LineSpan span = linesOf(view, int(view->send(Sci::SCI_GETSELECTIONNSTART, ulong(i))),
                                      int(view->send(Sci::SCI_GETSELECTIONNEND, ulong(i))));
        for (int line = span.first; line <= span.last; ++line)
            lines.insert(line);
    }
    return lines;
}

int indentEnd(CodeView *view, int line)
{
    return int(view->send(Sci::SCI_GETLINEINDENTPOSITION, ulong(line)));
}

bool isBlank(CodeView *view, int line)
{
    return indentEnd(view, line) >= view->lineEnd(line);
}

void insertAt(CodeView *view, int position, const QByteArray &text)
{
    view->SendScintilla(Sci::SCI_INSERTTEXT, ulong(position), text.constData());
}

void removeAt(CodeView *view, int position, int length)
{
    view->send(Sci::SCI_DELETERANGE, ulong(position), length);
}

void commentLines(CodeView *view, const std::set<int> &lines, const QByteArray &marker)
{
    int column = INT_MAX;
    bool allCommented = true;
    for (int line : lines) {
        if (isBlank(view, line))
            continue;
        const int start = indentEnd(view, line);
        column = qMin(column, start - view->lineStart(line));
        allCommented &= view->textBytes({ start, view->lineEnd(line) }).startsWith(marker);
    }
    for (int line : lines) {
        if (isBlank(view, line) && lines.size() > 1)
            continue;
        const int start = indentEnd(view, line);
        if (allCommented && column != INT_MAX) {
            const bool hasSpace =
                view->send(Sci::SCI_GETCHARAT, ulong(start + marker.size())) == ' ';
            removeAt(view, start, int(marker.size()) + hasSpace);
        } else {
            const int at = column == INT_MAX ? start : qMin(start, view->lineStart(line) + column);
            insertAt(view, at, marker + ' ');
        }
    }
}

void commentBlock(CodeView *view, LineSpan span, const QByteArray &open, const QByteArray &close)
{
    const int start = indentEnd(view, span.first);
    const int end = view->lineEnd(span.last);
    const QByteArray text = view->textBytes({ start, end });
    if (text.startsWith(open) && text.endsWith(close)
        && text.size() >= open.size() + close.size()) {
        const int closing = int(close.size()) + text.chopped(close.size()).endsWith(' ');
        removeAt(view, end - closing, closing);
        removeAt(view, start, int(open.size()) + (text.mid(open.size(), 1) == " "));
    } else {
        insertAt(view, end, ' ' + close);
        insertAt(view, start, open + ' ');
    }
}

bool selectWordAtCaret(CodeView *view)
{
    const int caret = view->caret();
    const long start = view->send(Sci::SCI_WORDSTARTPOSITION, ulong(caret), 1);
    const long end = view->send(Sci::SCI_WORDENDPOSITION, ulong(caret), 1);
    if (start < end)
        view->select(start, end);
    return start < end;
}

void prepareOccurrenceSearch(CodeView *view)
{
    const TextRange selection = view->selectionRange();
    const bool isWord = view->send(Sci::SCI_ISRANGEWORD, ulong(selection.start), selection.end);
    view->send(Sci::SCI_SETSEARCHFLAGS,
               ulong(Sci::SCFIND_MATCHCASE) | (isWord ? ulong(Sci::SCFIND_WHOLEWORD) : 0));
    view->send(Sci::SCI_TARGETWHOLEDOCUMENT);
}

} // namespace

void toggleComment(CodeView *view)
{
    const auto definition = view->highlighter()->definition();
    if (!definition.isValid())
        return;
    const UndoStep step(view);
    const QByteArray marker = definition.singleLineCommentMarker().toUtf8();
    const auto [open, close] = definition.multiLineCommentMarker();
    if (!marker.isEmpty())
        commentLines(view, selectedLines(view), marker);
    else if (!open.isEmpty())
        commentBlock(view, mainLines(view), open.toUtf8(), close.toUtf8());
}

void duplicate(CodeView *view)
{
    const TextRange selection = view->selectionRange();
    view->send(selection.start == selection.end ? Sci::SCI_LINEDUPLICATE
                                                : Sci::SCI_SELECTIONDUPLICATE);
}

void deleteLines(CodeView *view)
{
    const UndoStep step(view);
    const std::set<int> lines = selectedLines(view);
    const int column = int(view->send(Sci::SCI_GETCOLUMN, ulong(view->caret())));
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        int start = view->lineStart(*line);
        const int next = view->lineStart(*line + 1);
        // The last line takes the line end before it along.
        const bool isLast = *line + 1 >= view->send(Sci::SCI_GETLINECOUNT);
        if (isLast && *line > 0)
            start = view->lineEnd(*line - 1);
        removeAt(view, start, (isLast ? view->length() : next) - start);
    }
    const long position =
        view->send(Sci::SCI_FINDCOLUMN, ulong(view->lineAt(view->caret())), column);
    view->send(Sci::SCI_GOTOPOS, ulong(position));
}

void moveLines(CodeView *view, bool down)
{
    view->send(down ? Sci::SCI_MOVESELECTEDLINESDOWN : Sci::SCI_MOVESELECTEDLINESUP);
    view->send(Sci::SCI_SCROLLCARET);
}

void indent(CodeView *view)
{
    const UndoStep step(view);
    for (int line : selectedLines(view)) {
        if (!isBlank(view, line))
            view->send(Sci::SCI_SETLINEINDENTATION, ulong(line),
                       view->send(Sci::SCI_GETLINEINDENTATION, ulong(line))
                           + view->indentStyle().width);
    }
}

void unindent(CodeView *view)
{
    const UndoStep step(view);
    const int width = view->indentStyle().width;
    for (int line : selectedLines(view)) {
        const long columns = view->send(Sci::SCI_GETLINEINDENTATION, ulong(line));
        if (columns > 0)
            view->send(Sci::SCI_SETLINEINDENTATION, ulong(line),
                       qMax(0L, (columns - 1) / width * width));
    }
}

void insertLine(CodeView *view, bool below)
{
    const UndoStep step(view);
    const int line = view->lineAt(view->caret());
    const QByteArray indentation =
        view->textBytes({ view->lineStart(line), indentEnd(view, line) });
    const QByteArray eol = eolBytes(view->eol());
    const int at = below ? view->lineEnd(line) : view->lineStart(line);
    insertAt(view, at, below ? eol + indentation : indentation + eol);
    view->send(Sci::SCI_GOTOPOS, ulong(at + indentation.size() + (below ? eol.size() : 0)));
}

void selectLine(CodeView *view)
{
    const LineSpan span = mainLines(view);
    const int end = span.last + 1 < view->send(Sci::SCI_GETLINECOUNT)
        ? view->lineStart(span.last + 1)
        : view->length();
    const TextRange selection = view->selectionRange();
    const bool isWhole = selection.start == view->lineStart(span.first) && selection.end == end;
    const int more = isWhole
        ? view->lineStart(qMin(span.last + 2, int(view->send(Sci::SCI_GETLINECOUNT)) - 1))
        : end;
    view->select(view->lineStart(span.first), qMax(end, more));
}

void selectNextOccurrence(CodeView *view)
{
    if (view->send(Sci::SCI_GETSELECTIONEMPTY)) {
        selectWordAtCaret(view);
        return;
    }
    prepareOccurrenceSearch(view);
    view->send(Sci::SCI_MULTIPLESELECTADDNEXT);
    view->send(Sci::SCI_SCROLLCARET);
}

void selectAllOccurrences(CodeView *view)
{
    if (view->send(Sci::SCI_GETSELECTIONEMPTY) && !selectWordAtCaret(view))
        return;
    prepareOccurrenceSearch(view);
    view->send(Sci::SCI_MULTIPLESELECTADDEACH);
}

void addCaret(CodeView *view, bool below)
{
    const int count = int(view->send(Sci::SCI_GETSELECTIONS));
    int edge = view->caret();
    for (int i = 0; i < count; ++i) {
        const int caret = int(view->send(Sci::SCI_GETSELECTIONNCARET, ulong(i)));
        edge = below ? qMax(edge, caret) : qMin(edge, caret);
    }
    const int line = view->lineAt(edge) + (below ? 1 : -1);
    if (line < 0 || line >= view->send(Sci::SCI_GETLINECOUNT))
        return;
    const long column = view->send(Sci::SCI_GETCOLUMN, ulong(edge));
    const long position = view->send(Sci::SCI_FINDCOLUMN, ulong(line), column);
    view->send(Sci::SCI_ADDSELECTION, ulong(position), position);
    view->send(Sci::SCI_SCROLLCARET);
}

void jumpToBracket(CodeView *view)
{
    const int caret = view->caret();
    for (int position : { caret, caret - 1 }) {
        const long match = position < 0 ? -1 : view->send(Sci::SCI_BRACEMATCH, ulong(position));
        if (match >= 0) {
            view->send(Sci::SCI_GOTOPOS, ulong(match) + (position < caret));
            return;
        }
    }
}

void toggleFold(CodeView *view)
{
    int line = view->lineAt(view->caret());
    if (!(view->send(Sci::SCI_GETFOLDLEVEL, ulong(line)) & Sci::SC_FOLDLEVELHEADERFLAG))
        line = int(view->send(Sci::SCI_GETFOLDPARENT, ulong(line)));
    if (line < 0)
        return;
    view->send(Sci::SCI_GOTOLINE, ulong(line));
    view->send(Sci::SCI_TOGGLEFOLD, ulong(line));
}

void foldAll(CodeView *view)
{
    view->highlighter()->finish();
    view->send(Sci::SCI_FOLDALL, Sci::SC_FOLDACTION_CONTRACT);
}

void unfoldAll(CodeView *view)
{
    view->send(Sci::SCI_FOLDALL, Sci::SC_FOLDACTION_EXPAND);
}

void trimTrailingWhitespace(CodeView *view)
{
    const UndoStep step(view);
    for (int line = 0; line < view->send(Sci::SCI_GETLINECOUNT); ++line) {
        const int end = view->lineEnd(line);
        int start = end;
        const auto isSpace = [view](int at) {
            const long c = view->send(Sci::SCI_GETCHARAT, ulong(at));
            return c == ' ' || c == '\t';
        };
        while (start > view->lineStart(line) && isSpace(start - 1))
            --start;
        if (start < end)
            removeAt(view, start, end - start);
    }
}

void ensureFinalNewline(CodeView *view)
{
    const int length = view->length();
    if (length == 0)
        return;
    const long last = view->send(Sci::SCI_GETCHARAT, ulong(length) - 1);
    if (last != '\n' && last != '\r')
        insertAt(view, length, eolBytes(view->eol()));
}

} // namespace looptide::editor::commands
