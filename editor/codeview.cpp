// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"

#include "editor/changemarks.h"
#include "editor/highlighter.h"
#include "editor/linemarks.h"
#include "editor/problemmark.h"
#include "editor/syntax.h"
#include "editor/typingassistant.h"

#include <Qsci/qscicommandset.h>

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <algorithm>

namespace looptide::editor {

using KSyntaxHighlighting::Theme;

namespace {

/// How long the pointer rests before the view reports it.
constexpr int DwellMs = 350;

/// Matching braces means walking over all the text between them at each move of the caret.
constexpr int MaxBraceMatchingBytes = 8 * 1024 * 1024;
constexpr int LinePadding = 2;
constexpr qreal DefaultPointSize = 10.5;

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (const char *family : { "JetBrains Mono NL", "JetBrains Mono" }) {
        if (QFontDatabase::hasFamily(QLatin1String(family))) {
            font.setFamily(QLatin1String(family));
            break;
        }
    }
    font.setPointSizeF(qMax(DefaultPointSize, font.pointSizeF()));
    return font;
}

QColor mixed(QColor a, QColor b, qreal share)
{
    const auto part = [share](int x, int y) { return qRound(x + (y - x) * share); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

} // namespace

CodeView::CodeView(QWidget *parent)
    : QsciScintilla(parent), m_highlighter(new Highlighter(this)),
      m_assistant(new TypingAssistant(this)), m_problemMark(new ProblemMark(this)),
      m_lineMarks(new LineMarks(this)), m_changeMarks(new ChangeMarks(this)), m_columns(this)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Code editor"));
    setUtf8(true);
    send(SCI_SETLEXER, SCLEX_CONTAINER);
    setupMargins();
    setupEditing();
    setupKeys();
    setupIndicators();
    applyFont();
    applyTheme();
    setupConnections();
}

CodeView::~CodeView() = default;

void CodeView::setupEditing()
{
    send(SCI_SETMULTIPLESELECTION, 1);
    send(SCI_SETADDITIONALSELECTIONTYPING, 1);
    send(SCI_SETMULTIPASTE, SC_MULTIPASTE_EACH);
    send(SCI_SETVIRTUALSPACEOPTIONS, SCVS_RECTANGULARSELECTION);
    send(SCI_SETSCROLLWIDTH, 1);
    send(SCI_SETSCROLLWIDTHTRACKING, 1);
    send(SCI_SETENDATLASTLINE, 0);
    send(SCI_SETTABINDENTS, 1);
    send(SCI_SETBACKSPACEUNINDENTS, 1);
    send(SCI_SETPASTECONVERTENDINGS, 1);
    send(SCI_SETCARETWIDTH, 2);
    send(SCI_SETCARETLINEVISIBLE, 1);
    send(SCI_SETCARETLINEVISIBLEALWAYS, 1);
    send(SCI_SETYCARETPOLICY, CARET_SLOP | CARET_EVEN, 3);
    send(SCI_SETXCARETPOLICY, CARET_SLOP | CARET_EVEN, 40);
    send(SCI_SETINDENTATIONGUIDES, SC_IV_LOOKBOTH);
    send(SCI_SETEXTRAASCENT, LinePadding);
    send(SCI_SETEXTRADESCENT, LinePadding);
    send(SCI_SETLAYOUTCACHE, SC_CACHE_PAGE);
    send(SCI_USEPOPUP, 0);
    setBraceMatching(SloppyBraceMatch);
}

// Shortcuts with Ctrl and a printable key are actions of the editor area or of the window.
void CodeView::setupKeys()
{
    const auto isPrintable = [](int key) {
        return (key & ~Qt::KeyboardModifierMask) < Qt::Key_Escape;
    };
    const QList<QsciCommand *> commands = standardCommands()->commands();
    for (QsciCommand *command : commands) {
        if ((command->key() & Qt::CTRL) && isPrintable(command->key()))
            command->setKey(0);
        if ((command->alternateKey() & Qt::CTRL) && isPrintable(command->alternateKey()))
            command->setAlternateKey(0);
    }
}

void CodeView::setupIndicators()
{
    for (int indicator : { int(SearchIndicator), int(OccurrenceIndicator) }) {
        send(SCI_INDICSETSTYLE, ulong(indicator), INDIC_ROUNDBOX);
        send(SCI_INDICSETUNDER, ulong(indicator), 1);
    }
    send(SCI_INDICSETSTYLE, BraceIndicator, INDIC_STRAIGHTBOX);
    send(SCI_INDICSETUNDER, BraceIndicator, 1);
    send(SCI_BRACEHIGHLIGHTINDICATOR, 1, BraceIndicator);
}

void CodeView::setupConnections()
{
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this,
            [this](int position, int type, const char *text, int length, int linesAdded) {
                handleModified(position, type, text, length, linesAdded);
            });
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &CodeView::handleUpdateUi);
    connect(this, &QsciScintillaBase::SCN_SAVEPOINTLEFT, this, [this] {
        if (!m_isResetting)
            Q_EMIT dirtyChanged(true);
    });
    connect(this, &QsciScintillaBase::SCN_SAVEPOINTREACHED, this, [this] {
        if (!m_isResetting)
            Q_EMIT dirtyChanged(false);
    });
    connect(this, &QsciScintillaBase::SCN_MARGINCLICK, this, [this](int position, int, int margin) {
        if (margin == MarkPlace)
            Q_EMIT marginClicked(lineAt(position) + 1);
    });
    send(SCI_SETMOUSEDWELLTIME, DwellMs);
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, &CodeView::handleDwell);
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, [this] {
        m_numberDigits = 0;
        updateLineNumberWidth();
        Q_EMIT zoomChanged(int(send(SCI_GETZOOM)));
    });
}

// ---- appearance

void CodeView::applyFont()
{
    const QFont font = codeFont();
    SendScintilla(SCI_STYLESETFONT, ulong(STYLE_DEFAULT), font.family().toUtf8().constData());
    send(SCI_STYLESETSIZEFRACTIONAL, STYLE_DEFAULT,
         long(font.pointSizeF() * int(SC_FONT_SIZE_MULTIPLIER)));
    send(SCI_STYLESETWEIGHT, STYLE_DEFAULT, SC_WEIGHT_NORMAL);
}

void CodeView::applyTheme()
{
    m_isDark = palette().color(QPalette::Base).lightness() < 128;
    const Theme &theme = Syntax::instance().theme(m_isDark);
    const QColor text = theme.textColor(Theme::Normal);
    // The background of the application: the text has no visible border to the widgets around it.
    const QColor background = palette().color(QPalette::Base);
    const QColor accent = palette().color(QPalette::Accent);
    const QColor selection = mixed(background, accent, m_isDark ? 0.42 : 0.25);

    SendScintilla(SCI_STYLESETFORE, ulong(STYLE_DEFAULT), text);
    SendScintilla(SCI_STYLESETBACK, ulong(STYLE_DEFAULT), background);
    send(SCI_STYLECLEARALL);
    SendScintilla(SCI_STYLESETFORE, ulong(STYLE_INDENTGUIDE),
                  mixed(background, text, m_isDark ? 0.17 : 0.13));
    SendScintilla(SCI_SETSELBACK, 1UL, selection);
    send(SCI_SETSELFORE, 0);
    SendScintilla(SCI_SETADDITIONALSELBACK, selection);
    SendScintilla(SCI_SETCARETFORE, text);
    SendScintilla(SCI_SETADDITIONALCARETFORE, text);
    SendScintilla(SCI_SETCARETLINEBACK, mixed(background, text, m_isDark ? 0.055 : 0.04));
    SendScintilla(SCI_SETWHITESPACEFORE, 1UL, mixed(background, text, 0.3));

    const auto indicate = [this](int indicator, const QColor &color, int fillAlpha,
                                 int outlineAlpha) {
        SendScintilla(SCI_INDICSETFORE, ulong(indicator), color);
        send(SCI_INDICSETALPHA, ulong(indicator), fillAlpha);
        send(SCI_INDICSETOUTLINEALPHA, ulong(indicator), outlineAlpha);
    };
    indicate(SearchIndicator, m_isDark ? QColor(0xe3, 0xb3, 0x41) : QColor(0xff, 0xc0, 0x00), 90,
             160);
    indicate(OccurrenceIndicator, mixed(text, accent, 0.3), 38, 60);
    indicate(BraceIndicator, text, 30, 120);
    applyMarginColors();
    m_problemMark->defineStyles();
    m_highlighter->setDark(m_isDark);
}

void CodeView::applyMarginColors()
{
    const Theme &theme = Syntax::instance().theme(m_isDark);
    const QColor background = palette().color(QPalette::Base);
    const QColor numbers =
        mixed(background, theme.textColor(Theme::Normal), m_isDark ? 0.38 : 0.42);
    SendScintilla(SCI_STYLESETFORE, ulong(STYLE_LINENUMBER), numbers);
    SendScintilla(SCI_STYLESETBACK, ulong(STYLE_LINENUMBER), background);
    SendScintilla(SCI_SETMARGINBACKN, ulong(MarkPlace), background);
    SendScintilla(SCI_SETFOLDMARGINCOLOUR, 1UL, background);
    SendScintilla(SCI_SETFOLDMARGINHICOLOUR, 1UL, background);
    m_numberDigits = 0;
    updateLineNumberWidth();
}

void CodeView::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void CodeView::setWordWrapped(bool wrapped)
{
    send(SCI_SETWRAPMODE, wrapped ? SC_WRAP_WORD : SC_WRAP_NONE);
    send(SCI_SETWRAPINDENTMODE, SC_WRAPINDENT_INDENT);
}

void CodeView::setWhitespaceShown(bool shown)
{
    send(SCI_SETVIEWWS, shown ? SCWS_VISIBLEALWAYS : SCWS_INVISIBLE);
}

// ---- text

void CodeView::resetText(const QByteArray &utf8, Eol eol)
{
    m_isResetting = true;
    setEol(eol);
    send(SCI_SETUNDOCOLLECTION, 0);
    send(SCI_CLEARALL);
    send(SCI_ALLOCATE, ulong(utf8.size()) + 1);
    SendScintilla(SCI_ADDTEXT, ulong(utf8.size()), utf8.constData());
    send(SCI_SETUNDOCOLLECTION, 1);
    send(SCI_EMPTYUNDOBUFFER);
    send(SCI_SETSAVEPOINT);
    send(SCI_GOTOPOS, 0);
    m_isResetting = false;
    setBraceMatching(utf8.size() > MaxBraceMatchingBytes ? NoBraceMatch : SloppyBraceMatch);
    updateLineNumberWidth();
}

void CodeView::replaceText(const QByteArray &utf8)
{
    const QByteArray old = textBytes();
    const auto [oldDiffers, newDiffers] =
        std::mismatch(old.begin(), old.end(), utf8.begin(), utf8.end());
    qsizetype prefix = oldDiffers - old.begin();
    const auto isContinuation = [](char c) { return (uchar(c) & 0xC0) == 0x80; };
    while (prefix > 0 && prefix < old.size() && isContinuation(old[prefix]))
        --prefix;
    const qsizetype limit = qMin(old.size(), utf8.size()) - prefix;
    qsizetype suffix = 0;
    while (suffix < limit && old[old.size() - suffix - 1] == utf8[utf8.size() - suffix - 1])
        ++suffix;
    while (suffix > 0 && isContinuation(old[old.size() - suffix]))
        --suffix;
    if (prefix + suffix == old.size() && old.size() == utf8.size())
        return;
    const QByteArray middle = utf8.mid(prefix, utf8.size() - suffix - prefix);
    send(SCI_BEGINUNDOACTION);
    send(SCI_SETTARGETRANGE, ulong(prefix), long(old.size() - suffix));
    SendScintilla(SCI_REPLACETARGET, ulong(middle.size()), middle.constData());
    send(SCI_ENDUNDOACTION);
}

QByteArray CodeView::textBytes() const
{
    return textBytes({ 0, length() });
}

QByteArray CodeView::textBytes(TextRange range) const
{
    return bytesBetween(this, range.start, range.end);
}

void CodeView::handleModified(int position, int type, const char *text, int length, int linesAdded)
{
    const bool isInsertion = type & SC_MOD_INSERTTEXT;
    if (!isInsertion && !(type & SC_MOD_DELETETEXT))
        return;
    const QByteArrayView changed(text, length);
    isInsertion ? m_columns.handleInserted(position, changed, linesAdded)
                : m_columns.handleRemoved(position, changed, linesAdded);
    if (linesAdded != 0)
        updateLineNumberWidth();
    if (!m_isResetting)
        Q_EMIT textEdited(position, isInsertion ? 0 : length,
                          isInsertion ? QByteArray(text, length) : QByteArray());
}

void CodeView::setDefinition(const KSyntaxHighlighting::Definition &definition)
{
    const bool hasDollarNames = definition.name().contains(QLatin1String("Script"));
    QByteArray wordChars("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (hasDollarNames)
        wordChars += '$';
    for (int c = 0x80; c < 0x100; ++c)
        wordChars += char(c);
    SendScintilla(SCI_SETWORDCHARS, 0UL, wordChars.constData());
    m_highlighter->setDefinition(definition);
}

void CodeView::setIndentStyle(IndentStyle style)
{
    m_indentStyle = style;
    send(SCI_SETUSETABS, style.usesTabs);
    send(SCI_SETTABWIDTH, ulong(style.width));
    send(SCI_SETINDENT, ulong(style.width));
}

void CodeView::setEol(Eol eol)
{
    m_eol = eol;
    send(SCI_SETEOLMODE, eol == Eol::CrLf ? SC_EOL_CRLF : eol == Eol::Cr ? SC_EOL_CR : SC_EOL_LF);
}

// ---- places

TextRange CodeView::selectionRange() const
{
    return { int(send(SCI_GETSELECTIONSTART)), int(send(SCI_GETSELECTIONEND)) };
}

void CodeView::goTo(int line, int column)
{
    const int start = lineStart(qMin(line, int(send(SCI_GETLINECOUNT))) - 1);
    const int end = lineEnd(lineAt(start));
    int position = start;
    if (column > 1)
        position = int(send(SCI_POSITIONRELATIVECODEUNITS, ulong(start), column - 1));
    if (position < start || position > end || (column > 1 && position == 0))
        position = end;
    reveal({ position, position });
}

// SCI_SETSELECTION would not report that the caret has moved.
void CodeView::select(long anchor, long caret)
{
    send(SCI_SETSEL, ulong(anchor), caret);
}

void CodeView::reveal(TextRange range)
{
    const auto [first, last] = visibleLines();
    const int line = lineAt(range.start);
    send(SCI_ENSUREVISIBLE, ulong(line));
    select(range.start, range.end);
    if (line <= first || line >= last - 1) {
        const long shown = send(SCI_VISIBLEFROMDOCLINE, ulong(line));
        send(SCI_SETFIRSTVISIBLELINE, ulong(qMax(0L, shown - send(SCI_LINESONSCREEN) / 2)));
    }
    send(SCI_SCROLLCARET);
}

std::pair<int, int> CodeView::visibleLines() const
{
    const long top = send(SCI_GETFIRSTVISIBLELINE);
    const long bottom = top + send(SCI_LINESONSCREEN);
    return { int(send(SCI_DOCLINEFROMVISIBLE, ulong(top))),
             int(send(SCI_DOCLINEFROMVISIBLE, ulong(bottom))) };
}

void CodeView::handleUpdateUi(int what)
{
    if (what & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT)) {
        const int position = caret();
        Q_EMIT caretMoved(lineAt(position) + 1, m_columns.columnOf(position) + 1);
    }
    if (what & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT | SC_UPDATE_V_SCROLL)) {
        markOccurrences();
        markVisibleMatches();
    }
}

// ---- events

void CodeView::paintEvent(QPaintEvent *event)
{
    QsciScintilla::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const long top = send(SCI_GETFIRSTVISIBLELINE);
    const long rows = send(SCI_LINESONSCREEN) + 1;
    int previous = -1;
    for (long row = 0; row <= rows; ++row) {
        const int line = int(send(SCI_DOCLINEFROMVISIBLE, ulong(top + row)));
        // A wrapped line has several rows.
        if (line != previous && (send(SCI_GETFOLDLEVEL, ulong(line)) & SC_FOLDLEVELHEADERFLAG))
            paintFold(&painter, line, int(row));
        if (line != previous)
            m_lineMarks->paint(&painter, line, int(row));
        m_changeMarks->paint(&painter, line, int(row));
        previous = line;
    }
}

// A chevron in the margin, and three dots behind a line whose block is hidden.
void CodeView::paintFold(QPainter *painter, int line, int row) const
{
    const bool isOpen = send(SCI_GETFOLDEXPANDED, ulong(line));
    const QColor background = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const int height = int(send(SCI_TEXTHEIGHT));
    const int left =
        int(send(SCI_GETMARGINWIDTHN, MarkPlace) + send(SCI_GETMARGINWIDTHN, NumberPlace));
    const QPointF center(left + send(SCI_GETMARGINWIDTHN, FoldPlace) / 2.0, (row + 0.5) * height);
    const qreal a = height * 0.16;
    const QPolygonF down { { { -a, -a / 2 }, { 0, a / 2 }, { a, -a / 2 } } };
    const QPolygonF right { { { -a / 2, -a }, { a / 2, 0 }, { -a / 2, a } } };
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(mixed(background, text, isOpen ? 0.4 : 0.85), height / 15.0, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline((isOpen ? down : right).translated(center));
    if (isOpen)
        return;
    const long end = send(SCI_POINTXFROMPOSITION, 0, lineEnd(line));
    const QRectF pill(end + height * 0.4, center.y() - height * 0.28, height * 1.2, height * 0.56);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(background, text, 0.13));
    painter->drawRoundedRect(pill, 3, 3);
    painter->setBrush(mixed(background, text, 0.7));
    for (int dot = -1; dot <= 1; ++dot)
        painter->drawEllipse(pill.center() + QPointF(dot * height * 0.26, 0), height / 17.0,
                             height / 17.0);
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (m_assistant->handleKey(event))
        return;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT escapePressed();
    QsciScintilla::keyPressEvent(event);
}

// Files that are dropped on the text are opened by the area, not inserted as their address.
void CodeView::dragEnterEvent(QDragEnterEvent *event)
{
    event->mimeData()->hasUrls() ? event->ignore() : QsciScintilla::dragEnterEvent(event);
}

void CodeView::dragMoveEvent(QDragMoveEvent *event)
{
    event->mimeData()->hasUrls() ? event->ignore() : QsciScintilla::dragMoveEvent(event);
}

void CodeView::dropEvent(QDropEvent *event)
{
    event->mimeData()->hasUrls() ? event->ignore() : QsciScintilla::dropEvent(event);
}

} // namespace looptide::editor
