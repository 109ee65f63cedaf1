// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/longlines.h"

#include "editor/scintilla.h"

#include <algorithm>
#include <bit>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

/// Below MaxRunBytes, so that a run can grow before it is divided again.
constexpr int RunBytes = 26;
/// Shorter ones are joined to the one that is divided.
constexpr int LeastRunBytes = 12;
/// Each run has two places in Scintilla's table, which depend on its text; with so many places a
/// run, few of them meet.
constexpr int PlacesForRun = 16;
constexpr int MaxPlaces = 1 << 20;

bool isAscii(char c)
{
    return uchar(c) < 0x80;
}

bool isContinuation(char c)
{
    return (uchar(c) & 0xC0) == 0x80;
}

// Where a run may end at the latest: between two ASCII characters, since others may be drawn as one
// picture, or else between any two.
int cutBefore(const QByteArray &text, int begin, int end)
{
    if (end >= text.size())
        return int(text.size());
    for (int at = end; at > begin + LeastRunBytes; --at) {
        if (isAscii(text[at]) && isAscii(text[at - 1]))
            return at;
    }
    int at = end;
    while (at > begin + 1 && isContinuation(text[at]))
        --at;
    return at;
}

} // namespace

LongLines::LongLines(QsciScintillaBase *view) : QObject(view), m_view(view)
{
    connect(view, &QsciScintillaBase::SCN_MODIFIED, this,
            [this](int position, int type, const char *, int length) {
                handleModified(position, type, length);
            });
}

void LongLines::handleModified(int position, int type, int length)
{
    if (!(type & (Sci::SC_MOD_INSERTTEXT | Sci::SC_MOD_DELETETEXT)) || length == 0)
        return;
    const int end = type & Sci::SC_MOD_INSERTTEXT ? position + length : position;
    const auto lineAt = [this](int place) {
        return ulong(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(place)));
    };
    for (ulong line = lineAt(position), last = lineAt(end); line <= last; ++line) {
        const int lineStart = int(m_view->SendScintilla(Sci::SCI_POSITIONFROMLINE, line));
        const int lineEnd = int(m_view->SendScintilla(Sci::SCI_GETLINEENDPOSITION, line));
        if (isLong(lineEnd - lineStart))
            divide(qMax(position, lineStart), qMin(end, lineEnd));
    }
}

void LongLines::divide(int start, int end)
{
    const auto line = ulong(m_view->SendScintilla(Sci::SCI_LINEFROMPOSITION, ulong(start)));
    const int lineStart = int(m_view->SendScintilla(Sci::SCI_POSITIONFROMLINE, line));
    const int lineEnd = int(m_view->SendScintilla(Sci::SCI_GETLINEENDPOSITION, line));
    start = runStart(start, lineStart);
    end = runEnd(end, lineEnd);
    if (start >= end)
        return;
    makeRoomFor(lineEnd - lineStart);
    const QByteArray styles =
        stylesFor(bytesBetween(m_view, start, end), start > lineStart ? styleAt(start - 1) : -1,
                  end < lineEnd ? styleAt(end) : -1);
    // Scintilla goes on asking for styles where it would have.
    const long styledTo = m_view->SendScintilla(Sci::SCI_GETENDSTYLED);
    m_view->SendScintilla(Sci::SCI_STARTSTYLING, ulong(start), 0L);
    m_view->SendScintilla(Sci::SCI_SETSTYLINGEX, ulong(styles.size()), styles.constData());
    m_view->SendScintilla(Sci::SCI_STARTSTYLING, ulong(styledTo), 0L);
    m_styledBytes += styles.size();
}

int LongLines::styleAt(int position) const
{
    return int(m_view->SendScintilla(Sci::SCI_GETSTYLEAT, ulong(position))) & 0xFF;
}

// The run that ends at or contains the position, and a short one before it.
int LongLines::runStart(int position, int limit) const
{
    for (int runs = 0, end = position; runs < 2 && end > limit; ++runs) {
        int start = end - 1;
        while (start > limit && end - start < MaxRunBytes && styleAt(start - 1) == styleAt(end - 1))
            --start;
        if (runs > 0 && end - start >= LeastRunBytes)
            break;
        position = end = start;
    }
    return position;
}

int LongLines::runEnd(int position, int limit) const
{
    for (int runs = 0, start = position; runs < 2 && start < limit; ++runs) {
        int end = start + 1;
        while (end < limit && end - start < MaxRunBytes && styleAt(end) == styleAt(start))
            ++end;
        if (runs > 0 && end - start >= LeastRunBytes)
            break;
        position = start = end;
    }
    return position;
}

// Runs of about the same length. Each has another style than its neighbours.
QByteArray LongLines::stylesFor(const QByteArray &text, int before, int behind) const
{
    const int size = int(text.size());
    const int count = (size + RunBytes - 1) / RunBytes;
    const int even = (size + count - 1) / count;
    QByteArray styles(size, Qt::Uninitialized);
    int style = before;
    for (int begin = 0; begin < size;) {
        int end = cutBefore(text, begin, begin + even);
        if (size - end < LeastRunBytes && size - begin <= MaxRunBytes)
            end = size;
        style = (style + 1) % PlainStyles;
        if (end == size && style == behind)
            style = (style + 1) % PlainStyles;
        std::fill(styles.begin() + begin, styles.begin() + end, char(style));
        begin = end;
    }
    return styles;
}

void LongLines::makeRoomFor(int bytes)
{
    const qint64 places = qint64(bytes) / RunBytes * PlacesForRun;
    const auto wanted = int(std::bit_ceil(quint64(qMin<qint64>(places, MaxPlaces))));
    if (wanted <= m_rememberedRuns)
        return;
    m_rememberedRuns = wanted;
    m_view->SendScintilla(Sci::SCI_SETPOSITIONCACHE, ulong(wanted));
}

} // namespace looptide::editor
