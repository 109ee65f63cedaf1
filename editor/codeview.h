// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/columncounter.h"
#include "editor/indentation.h"
#include "editor/scintilla.h"
#include "editor/search.h"
#include "editor/textfile.h"

#include <vector>

namespace KSyntaxHighlighting {
class Definition;
}

namespace looptide::editor {

class ChangeMarks;
class Highlighter;
class LineMarks;
class ProblemMark;
class TypingAssistant;

/// One text on the screen: appearance, margins, indicators, and the text as UTF-8 bytes.
class CodeView : public QsciScintilla
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);
    ~CodeView() override;

    /// Short for SendScintilla, with the sizes that Scintilla means.
    long send(unsigned int message, unsigned long first = 0, long second = 0) const
    {
        return SendScintilla(message, first, second);
    }

    /// Sets a new text, which cannot be undone.
    void resetText(const QByteArray &utf8, Eol eol);
    /// A new version of the text as one step that can be undone; caret, folds and marks outside of
    /// what differs stay.
    void replaceText(const QByteArray &utf8);
    QByteArray textBytes() const;
    QByteArray textBytes(TextRange range) const;
    int length() const { return int(send(SCI_GETLENGTH)); }

    void setDefinition(const KSyntaxHighlighting::Definition &definition);
    Highlighter *highlighter() const { return m_highlighter; }
    ProblemMark *problemMark() const { return m_problemMark; }
    LineMarks *lineMarks() const { return m_lineMarks; }
    ChangeMarks *changeMarks() const { return m_changeMarks; }
    /// Whether hoverRequested is emitted: a debugger shows values, and nothing else answers the
    /// pointer then.
    void setHovering(bool on) { m_isHovering = on; }
    bool isHovering() const { return m_isHovering; }
    const ColumnCounter &columns() const { return m_columns; }
    void setIndentStyle(IndentStyle style);
    IndentStyle indentStyle() const { return m_indentStyle; }
    Eol eol() const { return m_eol; }
    void setEol(Eol eol);

    bool isDirty() const { return send(SCI_GETMODIFY) != 0; }
    void setClean() { send(SCI_SETSAVEPOINT); }

    int caret() const { return int(send(SCI_GETCURRENTPOS)); }
    TextRange selectionRange() const;
    int lineAt(int position) const { return int(send(SCI_LINEFROMPOSITION, ulong(position))); }
    int lineStart(int line) const { return int(send(SCI_POSITIONFROMLINE, ulong(line))); }
    int lineEnd(int line) const { return int(send(SCI_GETLINEENDPOSITION, ulong(line))); }
    /// Counts from 1, in UTF-16 units, as compilers and V8 do.
    void goTo(int line, int column);
    void select(long anchor, long caret);
    void reveal(TextRange range);
    /// First and last line that are on the screen.
    std::pair<int, int> visibleLines() const;

    /// Sorted; only those on the screen are marked, again after each scroll.
    void setSearchMatches(std::vector<TextRange> matches);

    void setWordWrapped(bool wrapped);
    void setWhitespaceShown(bool shown);

Q_SIGNALS:
    /// Every change of the text, undo and redo included.
    void textEdited(int position, int removed, const QByteArray &inserted);
    void dirtyChanged(bool dirty);
    void caretMoved(int line, int column);
    void zoomChanged(int zoom);
    void contextMenuRequested(const QPoint &globalPosition);
    /// The margin beside a line (from 1) was clicked, or asked for its menu.
    void marginClicked(int line);
    void marginMenuRequested(int line, const QPoint &globalPosition);
    /// The bar beside a line (from 1) that differs from another version.
    void changeMarkClicked(int line, const QPoint &globalPosition);
    /// The pointer rests on this expression.
    void hoverRequested(const QString &expression, const QPoint &globalPosition);
    /// Esc was pressed, and the text did not use it.
    void escapePressed();

protected:
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;
    QMimeData *toMimeData(const QByteArray &text, bool rectangular) const override;

private:
    /// Positions of the margins. (QsciScintilla's NumberMargin is a kind of margin, not a
    /// position.)
    enum MarginPlace { MarkPlace, NumberPlace, FoldPlace };
    enum Indicator {
        SearchIndicator = INDIC_CONTAINER,
        OccurrenceIndicator,
        BraceIndicator,
        // typingassistant.cpp has the next one.
    };

    void setupMargins();
    void setupEditing();
    void setupKeys();
    void setupIndicators();
    void setupConnections();
    void applyFont();
    void applyTheme();
    void applyMarginColors();
    void updateLineNumberWidth();
    void handleModified(int position, int type, const char *text, int length, int linesAdded);
    void handleUpdateUi(int what);
    void paintFold(QPainter *painter, int line, int row) const;
    int lineAtY(int y) const;
    bool isInMarkMargin(const QPoint &position) const;
    void handleDwell(int position, int x, int y);
    void markVisibleMatches();
    void markOccurrences();
    void markRange(int indicator, TextRange range);

    Highlighter *m_highlighter;
    TypingAssistant *m_assistant;
    ProblemMark *m_problemMark;
    LineMarks *m_lineMarks;
    ChangeMarks *m_changeMarks;
    bool m_isHovering = false;
    ColumnCounter m_columns;
    IndentStyle m_indentStyle;
    Eol m_eol = Eol::Lf;
    bool m_isDark = false;
    bool m_isResetting = false;
    int m_numberDigits = 0;
    std::vector<TextRange> m_matches;
    QByteArray m_markedWord;
};

} // namespace looptide::editor
