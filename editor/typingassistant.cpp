// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/typingassistant.h"

#include "editor/codeview.h"
#include "editor/highlighter.h"

#include <KSyntaxHighlighting/Definition>

#include <QKeyEvent>

#include <cstring>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

/// Marks the closing brackets and quotes that the editor added. Scintilla moves the mark with the
/// text.
constexpr int AutoClosedIndicator = Sci::INDIC_CONTAINER + 3;

char closerOf(char opener)
{
    switch (opener) {
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case '"':
    case '\'':
    case '`':
        return opener;
    default:
        return 0;
    }
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

bool isCloser(char c)
{
    return c == ')' || c == ']' || c == '}';
}

bool isWordByte(char c)
{
    return std::isalnum(uchar(c)) || c == '_' || c == '$' || uchar(c) >= 0x80;
}

} // namespace

TypingAssistant::TypingAssistant(CodeView *view) : QObject(view), m_view(view)
{
    m_view->send(Sci::SCI_INDICSETSTYLE, AutoClosedIndicator, Sci::INDIC_HIDDEN);
}

bool TypingAssistant::handleKey(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return keepOneCaret();
    if (m_view->isReadOnly() || m_view->send(Sci::SCI_GETSELECTIONS) > 1
        || m_view->send(Sci::SCI_SELECTIONISRECTANGLE))
        return false;
    const auto modifiers = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier)
        return eraseEmptyPair();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && modifiers == Qt::NoModifier)
        return breakLine();
    // AltGr reaches some keyboards' brackets, and comes as Ctrl+Alt on some systems.
    const bool isTyped = modifiers == Qt::NoModifier || modifiers == Qt::GroupSwitchModifier
        || modifiers == (Qt::ControlModifier | Qt::AltModifier);
    if (!isTyped || event->text().size() != 1 || event->text().front().unicode() >= 0x80)
        return false;
    const char c = event->text().front().toLatin1();
    if ((isCloser(c) || isQuote(c)) && typeCloser(c))
        return true;
    return closerOf(c) && typeOpener(c);
}

bool TypingAssistant::typeOpener(char opener)
{
    const char closer = closerOf(opener);
    const TextRange selection = m_view->selectionRange();
    if (selection.start != selection.end)
        return surroundSelection(opener, closer);
    const int position = m_view->caret();
    if (!mayPairBefore(position) || (isQuote(opener) && !mayPairQuote(opener, position)))
        return false;
    insert(QByteArray(1, opener) + closer, position + 1);
    m_view->send(Sci::SCI_SETINDICATORCURRENT, AutoClosedIndicator);
    m_view->send(Sci::SCI_INDICATORFILLRANGE, ulong(position) + 1, 1);
    return true;
}

bool TypingAssistant::surroundSelection(char opener, char closer)
{
    const TextRange selection = m_view->selectionRange();
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    const char close[] = { closer, 0 };
    const char open[] = { opener, 0 };
    m_view->SendScintilla(Sci::SCI_INSERTTEXT, ulong(selection.end), close);
    m_view->SendScintilla(Sci::SCI_INSERTTEXT, ulong(selection.start), open);
    m_view->select(selection.start + 1, selection.end + 1);
    m_view->send(Sci::SCI_ENDUNDOACTION);
    return true;
}

bool TypingAssistant::typeCloser(char closer)
{
    const TextRange selection = m_view->selectionRange();
    if (selection.start != selection.end)
        return false;
    const int position = m_view->caret();
    const bool isEscaped = isQuote(closer) && position > 0 && charAt(position - 1) == '\\';
    if (charAt(position) == closer && isAutoClosed(position) && !isEscaped) {
        m_view->send(Sci::SCI_SETINDICATORCURRENT, AutoClosedIndicator);
        m_view->send(Sci::SCI_INDICATORCLEARRANGE, ulong(position), 1);
        m_view->send(Sci::SCI_GOTOPOS, ulong(position) + 1);
        return true;
    }
    // The first character of its line is indented like the line that opened the block.
    const int line = m_view->lineAt(position);
    const bool isFirst = m_view->send(Sci::SCI_GETLINEINDENTPOSITION, ulong(line)) >= position;
    if (!isCloser(closer) || line == 0 || !isFirst || position == m_view->lineStart(line))
        return false;
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    insert(QByteArray(1, closer), position + 1);
    const long opener = m_view->send(Sci::SCI_BRACEMATCH, ulong(position));
    if (opener >= 0) {
        const long columns =
            m_view->send(Sci::SCI_GETLINEINDENTATION, ulong(m_view->lineAt(int(opener))));
        m_view->send(Sci::SCI_SETLINEINDENTATION, ulong(line), columns);
        m_view->send(Sci::SCI_GOTOPOS,
                     ulong(m_view->send(Sci::SCI_GETLINEINDENTPOSITION, ulong(line))) + 1);
    }
    m_view->send(Sci::SCI_ENDUNDOACTION);
    return true;
}

bool TypingAssistant::eraseEmptyPair()
{
    const TextRange selection = m_view->selectionRange();
    const int position = m_view->caret();
    const bool isPair = selection.start == selection.end && position > 0 && isAutoClosed(position)
        && closerOf(charAt(position - 1)) == charAt(position);
    if (!isPair)
        return false;
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    m_view->send(Sci::SCI_DELETERANGE, ulong(position) - 1, 2);
    m_view->send(Sci::SCI_ENDUNDOACTION);
    return true;
}

bool TypingAssistant::breakLine()
{
    const TextRange selection = m_view->selectionRange();
    const int position = selection.start;
    const int line = m_view->lineAt(position);
    const QByteArray before = m_view->textBytes({ m_view->lineStart(line), position });
    const QByteArray code = before.trimmed();
    const char last = code.isEmpty() ? 0 : code.back();
    const QByteArray indent = lineIndent(line, position);
    const QByteArray eol = eolBytes(m_view->eol());
    const bool isProse = position > 0 && m_view->highlighter()->isProseAt(position - 1);

    const bool isBlockComment = isProse && !code.contains("*/")
        && (code.startsWith("/*") || code.startsWith("* ") || code == "*");
    const auto &definition = m_view->highlighter()->definition();
    const bool opensByColon =
        last == ':' && definition.isValid() && definition.indentationBasedFoldingEnabled();
    const bool opens = !isProse && (last == '{' || last == '[' || last == '(' || opensByColon);

    QByteArray text = eol + indent;
    int caret = position + int(text.size());
    if (isBlockComment) {
        text += code.startsWith('*') ? "* " : " * ";
        caret = position + int(text.size());
    } else if (opens) {
        const int columns = int(m_view->send(Sci::SCI_GETLINEINDENTATION, ulong(line)));
        const QByteArray deeper = indentText(columns + m_view->indentStyle().width);
        text = eol + deeper;
        caret = position + int(text.size());
        if (closerOf(last) && charAt(selection.end) == closerOf(last))
            text += eol + indent;
    }
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    if (code.isEmpty() && !before.isEmpty() && selection.start == selection.end) {
        // A line that consists of indentation only loses it.
        m_view->send(Sci::SCI_DELETERANGE, ulong(position - before.size()), long(before.size()));
        caret -= int(before.size());
    }
    insert(text, caret);
    m_view->send(Sci::SCI_ENDUNDOACTION);
    m_view->send(Sci::SCI_SCROLLCARET);
    return true;
}

bool TypingAssistant::keepOneCaret()
{
    if (m_view->send(Sci::SCI_GETSELECTIONS) <= 1)
        return false;
    m_view->select(m_view->send(Sci::SCI_GETANCHOR), m_view->caret());
    return true;
}

// ---- what stands where

char TypingAssistant::charAt(int position) const
{
    return char(m_view->send(Sci::SCI_GETCHARAT, ulong(position)));
}

bool TypingAssistant::isAutoClosed(int position) const
{
    return m_view->send(Sci::SCI_INDICATORVALUEAT, AutoClosedIndicator, position) != 0;
}

// Not before text that the user may want to enclose in the brackets.
bool TypingAssistant::mayPairBefore(int position) const
{
    const char next = charAt(position);
    return next == 0 || std::isspace(uchar(next)) || isCloser(next) || std::strchr(",;:.<>", next)
        || isAutoClosed(position);
}

bool TypingAssistant::mayPairQuote(char quote, int position) const
{
    if (position == 0)
        return true;
    const char previous = charAt(position - 1);
    // don't, and the second and third of """ or ```
    if (isWordByte(previous) || previous == quote || previous == '\\')
        return false;
    return !m_view->highlighter()->isProseAt(position - 1);
}

QByteArray TypingAssistant::lineIndent(int line, int end) const
{
    const int start = m_view->lineStart(line);
    const int indentEnd = int(m_view->send(Sci::SCI_GETLINEINDENTPOSITION, ulong(line)));
    return m_view->textBytes({ start, qMin(indentEnd, end) });
}

QByteArray TypingAssistant::indentText(int columns) const
{
    const IndentStyle style = m_view->indentStyle();
    if (!style.usesTabs)
        return QByteArray(columns, ' ');
    return QByteArray(columns / style.width, '\t') + QByteArray(columns % style.width, ' ');
}

void TypingAssistant::insert(const QByteArray &text, int caret)
{
    m_view->SendScintilla(Sci::SCI_REPLACESEL, text.constData());
    m_view->send(Sci::SCI_GOTOPOS, ulong(caret));
}

} // namespace looptide::editor
