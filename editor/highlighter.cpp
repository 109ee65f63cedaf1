// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/highlighter.h"

#include "editor/longlines.h"
#include "editor/scintilla.h"
#include "editor/syntax.h"
#include "editor/textattributes.h"
#include "editor/utf8text.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/FoldingRegion>
#include <KSyntaxHighlighting/Format>

#include <QElapsedTimer>
#include <QMetaEnum>

#include <algorithm>

namespace looptide::editor {

using namespace std::chrono_literals;
using KSyntaxHighlighting::Format;
using KSyntaxHighlighting::State;
using KSyntaxHighlighting::Theme;
using Sci = QsciScintillaBase;

namespace {

/// A slice must leave a 60 Hz frame room for painting.
constexpr auto SliceBudget = 6ms;
/// Before a paint: enough for a screen of lines and the first load of a definition.
constexpr auto PaintBudget = 25ms;
constexpr int FoldLinesPerSlice = 20'000;

// Scintilla keeps styles 32 to 39 for itself.
constexpr int styleNumber(int index)
{
    return index < Sci::STYLE_DEFAULT ? index : index + 8;
}
constexpr int lookIndex(int style)
{
    return style < Sci::STYLE_DEFAULT ? style : style - 8;
}
constexpr size_t MaxLooks = 248;

int indentationColumns(QStringView text, int tabWidth)
{
    int columns = 0;
    for (QChar c : text) {
        if (c == u'\t')
            columns += tabWidth - columns % tabWidth;
        else if (c.isSpace())
            ++columns;
        else
            return columns;
    }
    return Highlighter::blankLine;
}

} // namespace

struct Highlighter::Look
{
    Theme::TextStyle textStyle = Theme::Normal;
    TextAttributes light;
    TextAttributes dark;

    bool operator==(const Look &) const = default;
};

Highlighter::Highlighter(QsciScintillaBase *view)
    : QObject(view), m_view(view), m_longLines(new LongLines(view))
{
    m_sliceTimer.setSingleShot(true);
    connect(&m_sliceTimer, &QTimer::timeout, this, &Highlighter::runSlice);
    connect(view, &QsciScintillaBase::SCN_STYLENEEDED, this, &Highlighter::handleStyleNeeded);
    connect(view, &QsciScintillaBase::SCN_MODIFIED, this,
            [this](int position, int type, const char *, int length, int linesAdded) {
                handleModified(position, type, length, linesAdded);
            });
}

Highlighter::~Highlighter() = default;

void Highlighter::setDefinition(const KSyntaxHighlighting::Definition &definition)
{
    AbstractHighlighter::setDefinition(definition);
    m_isActive = definition.isValid();
    m_foldsByIndentation = m_isActive && definition.indentationBasedFoldingEnabled();
    m_styleOfFormat.clear();
    const Syntax &syntax = Syntax::instance();
    m_looks.assign(LongLines::PlainStyles,
                   { Theme::Normal, attributesOf(Theme::Normal, syntax.theme(false)),
                     attributesOf(Theme::Normal, syntax.theme(true)) });
    defineStyles();
    reset();
}

void Highlighter::setDark(bool dark)
{
    m_isDark = dark;
    defineStyles();
}

void Highlighter::defineStyles()
{
    for (size_t i = 0; i < m_looks.size(); ++i)
        defineStyle(int(i));
}

void Highlighter::defineStyle(int index) const
{
    const TextAttributes &look = m_isDark ? m_looks[index].dark : m_looks[index].light;
    const auto style = ulong(styleNumber(index));
    m_view->SendScintilla(Sci::SCI_STYLESETFORE, style, QColor(look.foreground));
    if (look.background)
        m_view->SendScintilla(Sci::SCI_STYLESETBACK, style, QColor(look.background));
    m_view->SendScintilla(Sci::SCI_STYLESETBOLD, style, long(look.bold));
    m_view->SendScintilla(Sci::SCI_STYLESETITALIC, style, long(look.italic));
    m_view->SendScintilla(Sci::SCI_STYLESETUNDERLINE, style, long(look.underline));
}

uchar Highlighter::styleFor(const Format &format)
{
    if (!format.isValid())
        return 0;
    const auto known = m_styleOfFormat.constFind(format.id());
    if (known != m_styleOfFormat.constEnd())
        return *known;
    const Syntax &syntax = Syntax::instance();
    const Look look { format.textStyle(), attributesOf(format, syntax.theme(false)),
                      attributesOf(format, syntax.theme(true)) };
    auto place = std::find(m_looks.begin(), m_looks.end(), look);
    if (place == m_looks.end() && m_looks.size() < MaxLooks) {
        m_looks.push_back(look);
        place = m_looks.end() - 1;
        defineStyle(int(m_looks.size()) - 1);
    }
    const int index = place == m_looks.end() ? 0 : int(place - m_looks.begin());
    return m_styleOfFormat[format.id()] = uchar(styleNumber(index));
}

// ---- lines and their dirty marks

void Highlighter::reset()
{
    const auto count = size_t(m_view->SendScintilla(Sci::SCI_GETLINECOUNT));
    m_lines.assign(m_isActive ? count : 0, {});
    m_firstDirty = 0;
    m_dirtyCount = int(m_lines.size());
    m_foldFrom = 0;
    m_foldTo = int(m_lines.size()) - 1;
    m_run.clear();
    m_runStart = -1;
    if (!m_isActive)
        return;
    // Makes Scintilla ask for the visible lines at the next paint.
    m_view->SendScintilla(Sci::SCI_STARTSTYLING, 0UL, 0L);
    m_view->viewport()->update();
    m_sliceTimer.start(0ms);
}

void Highlighter::handleModified(int position, int type, int length, int linesAdded)
{
    const bool isTextChange = type & (Sci::SC_MOD_INSERTTEXT | Sci::SC_MOD_DELETETEXT);
    if (!m_isActive || !isTextChange || length == 0)
        return;
    const int line = int(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(position)));
    if (linesAdded > 0)
        insertLines(line, linesAdded);
    else if (linesAdded < 0)
        removeLines(line, -linesAdded);
    if (m_lines.size() != size_t(m_view->SendScintilla(Sci::SCI_GETLINECOUNT))) {
        reset();
        return;
    }
    for (int i = line; i <= line + qMax(0, linesAdded); ++i)
        markDirty(i);
    if (linesAdded != 0)
        touchFolding(line, line + qMax(0, linesAdded));
    if (!m_sliceTimer.isActive())
        m_sliceTimer.start(0ms);
}

// The end state that is known belongs to the last of the pieces that the line was split into.
void Highlighter::insertLines(int line, int count)
{
    m_lines.insert(m_lines.begin() + line, size_t(count), Line {});
    m_dirtyCount += count;
    if (m_firstDirty > line)
        m_firstDirty += count;
    if (m_foldTo >= line)
        m_foldTo += count;
    if (m_foldFrom > line)
        m_foldFrom += count;
}

void Highlighter::removeLines(int line, int count)
{
    const auto first = m_lines.begin() + line;
    const auto last = first + qMin<qsizetype>(count, m_lines.end() - first);
    m_dirtyCount -= int(std::count_if(first, last, [](const Line &entry) { return entry.dirty; }));
    m_lines.erase(first, last);
    const auto shifted = [line, count](int index) { return qMax(line, index - count); };
    if (m_firstDirty > line)
        m_firstDirty = shifted(m_firstDirty);
    if (m_foldTo > line)
        m_foldTo = shifted(m_foldTo);
    if (m_foldFrom > line)
        m_foldFrom = shifted(m_foldFrom);
}

void Highlighter::markDirty(int line)
{
    m_dirtyCount += !m_lines[size_t(line)].dirty;
    m_lines[size_t(line)].dirty = true;
    m_firstDirty = qMin(m_firstDirty, line);
}

// ---- styling

void Highlighter::handleStyleNeeded(int end)
{
    if (m_isActive) {
        const int lastLine = int(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(end)));
        styleLines(lastLine, PaintBudget);
        if (m_firstDirty <= lastLine) {
            const auto top = ulong(m_view->SendScintilla(Sci::SCI_GETFIRSTVISIBLELINE));
            const int firstVisible = int(m_view->SendScintilla(Sci::SCI_DOCLINEFROMVISIBLE, top));
            if (m_firstDirty < firstVisible)
                styleProvisionally(firstVisible, lastLine);
            m_sliceTimer.start(0ms);
        }
        updateFolding(FoldLinesPerSlice);
    }
    // Scintilla asks again only for text behind this point.
    m_view->SendScintilla(Sci::SCI_STARTSTYLING, ulong(end), 0L);
}

void Highlighter::runSlice()
{
    styleLines(int(m_lines.size()) - 1, SliceBudget);
    updateFolding(FoldLinesPerSlice);
    if (isComplete())
        Q_EMIT completed();
    else
        m_sliceTimer.start(0ms);
}

bool Highlighter::isComplete() const
{
    return m_dirtyCount == 0 && m_foldFrom >= int(m_lines.size());
}

void Highlighter::finish()
{
    while (m_isActive && !isComplete()) {
        styleLines(int(m_lines.size()) - 1, 1s);
        updateFolding(int(m_lines.size()));
    }
}

void Highlighter::styleLines(int lastLine, std::chrono::microseconds budget)
{
    QElapsedTimer timer;
    timer.start();
    const int count = int(m_lines.size());
    while (m_dirtyCount > 0 && timer.durationElapsed() < budget) {
        while (m_firstDirty < count && !m_lines[size_t(m_firstDirty)].dirty)
            ++m_firstDirty;
        if (m_firstDirty > lastLine || m_firstDirty >= count)
            break;
        const int line = m_firstDirty++;
        if (styleLine(line) && line + 1 < count)
            markDirty(line + 1);
    }
    if (m_dirtyCount == 0)
        m_firstDirty = count;
    flushStyles();
}

bool Highlighter::styleLine(int line)
{
    const Line fresh = computeLine(line, line > 0 ? m_lines[size_t(line) - 1].endState : State());
    Line &entry = m_lines[size_t(line)];
    const bool endChanged = entry.endState != fresh.endState;
    if (entry.foldLow != fresh.foldLow || entry.foldNet != fresh.foldNet)
        touchFolding(line, line);
    entry.isLong = fresh.isLong;
    entry.endState = fresh.endState;
    entry.foldLow = fresh.foldLow;
    entry.foldNet = fresh.foldNet;
    m_dirtyCount -= entry.dirty;
    entry.dirty = false;
    return endChanged;
}

// Far behind the last styled line the real state is not known yet; most lines look right from a
// clean one.
void Highlighter::styleProvisionally(int firstLine, int lastLine)
{
    State state;
    for (int line = firstLine; line <= qMin(lastLine, int(m_lines.size()) - 1); ++line)
        state = computeLine(line, state).endState;
    flushStyles();
}

Highlighter::Line Highlighter::computeLine(int line, const State &start)
{
    const int begin = int(m_view->SendScintilla(Sci::SCI_POSITIONFROMLINE, ulong(line)));
    const int end = int(m_view->SendScintilla(Sci::SCI_GETLINEENDPOSITION, ulong(line)));
    const int next = int(m_view->SendScintilla(Sci::SCI_POSITIONFROMLINE, ulong(line) + 1));
    ++m_styledLines;
    Line result;
    result.dirty = false;
    result.endState = start;
    result.isLong = LongLines::isLong(end - begin);
    if (result.isLong) {
        if (!std::exchange(m_lines[size_t(line)].isLong, true))
            m_longLines->divide(begin, end);
        return result;
    }
    // The bytes of the line end take a style as well.
    m_lineStyles.fill(0, qMax(next, end) - begin);
    m_depth = 0;
    m_lowDepth = 0;
    readLine(begin, end - begin);
    result.endState = highlightLine(m_text, start);
    if (m_foldsByIndentation) {
        const int tabWidth = int(m_view->SendScintilla(Sci::SCI_GETTABWIDTH));
        m_lowDepth = indentationColumns(m_text, qMax(1, tabWidth));
    }
    result.foldLow = qint16(qBound(-maxFoldDepth, m_lowDepth, maxFoldDepth));
    result.foldNet = qint16(qBound(-maxFoldDepth, m_depth, maxFoldDepth));
    queueStyles(begin);
    return result;
}

// KSyntaxHighlighting counts UTF-16 units, Scintilla UTF-8 bytes.
void Highlighter::readLine(int start, int length)
{
    const DecodedText decoded = decodeUtf8(bytesBetween(m_view, start, start + length));
    m_text = decoded.text;
    m_utf8Offsets.clear();
    if (m_text.size() == length)
        return;
    m_utf8Offsets.reserve(size_t(m_text.size()) + 1);
    Utf8OffsetWalk walk(decoded);
    for (qsizetype i = 0; i <= m_text.size(); ++i)
        m_utf8Offsets.push_back(int(walk.toBytes(i)));
}

void Highlighter::applyFormat(int offset, int length, const Format &format)
{
    const uchar style = styleFor(format);
    if (style == 0 || length <= 0)
        return;
    int end = offset + length;
    if (!m_utf8Offsets.empty()) {
        const auto last = int(m_utf8Offsets.size()) - 1;
        offset = m_utf8Offsets[size_t(qBound(0, offset, last))];
        end = m_utf8Offsets[size_t(qBound(0, end, last))];
    }
    end = qMin(end, int(m_lineStyles.size()));
    if (offset < end)
        std::fill(m_lineStyles.begin() + offset, m_lineStyles.begin() + end, char(style));
}

void Highlighter::queueStyles(int start)
{
    if (m_runStart < 0 || m_runStart + m_run.size() != start) {
        flushStyles();
        m_runStart = start;
    }
    m_run += m_lineStyles;
}

void Highlighter::flushStyles()
{
    if (m_runStart >= 0 && !m_run.isEmpty()) {
        m_view->SendScintilla(Sci::SCI_STARTSTYLING, ulong(m_runStart), 0L);
        m_view->SendScintilla(Sci::SCI_SETSTYLINGEX, ulong(m_run.size()), m_run.constData());
    }
    m_styledBytes += m_run.size();
    m_run.clear();
    m_runStart = -1;
}

qint64 Highlighter::styledBytes() const
{
    return m_styledBytes + m_longLines->styledBytes();
}

// ---- what a style means

Theme::TextStyle Highlighter::textStyleAt(int position) const
{
    const auto style = uchar(m_view->SendScintilla(Sci::SCI_GETSTYLEAT, ulong(position)));
    const auto index = size_t(lookIndex(style));
    return index < m_looks.size() ? m_looks[index].textStyle : Theme::Normal;
}

bool Highlighter::isProseAt(int position)
{
    // What was just typed has not been painted yet.
    if (m_isActive)
        styleLines(int(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(position))),
                   PaintBudget);
    switch (textStyleAt(position)) {
    case Theme::Comment:
    case Theme::CommentVar:
    case Theme::Documentation:
    case Theme::String:
    case Theme::VerbatimString:
    case Theme::SpecialString:
    case Theme::Char:
        return true;
    default:
        return false;
    }
}

QByteArray Highlighter::styleBytes() const
{
    const int length = int(m_view->SendScintilla(Sci::SCI_GETLENGTH));
    QByteArray styles(length, Qt::Uninitialized);
    for (int i = 0; i < length; ++i)
        styles[i] = char(m_view->SendScintilla(Sci::SCI_GETSTYLEAT, ulong(i)));
    return styles;
}

QString Highlighter::textStyleName(uchar style) const
{
    const auto index = size_t(lookIndex(style));
    if (index >= m_looks.size())
        return {};
    return QString::fromLatin1(
        QMetaEnum::fromType<Theme::TextStyle>().valueToKey(m_looks[index].textStyle));
}

} // namespace looptide::editor
