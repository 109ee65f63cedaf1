// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/problemmark.h"

#include "editor/codeview.h"

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

/// A number that the view does not use (see codeview.cpp and typingassistant.cpp).
constexpr int ProblemIndicator = Sci::INDIC_CONTAINER + 8;
constexpr int ProblemMarker = 8;
constexpr qsizetype MaxTextLength = 400;

constexpr qsizetype LineLength = 96;

// Each line of the text, divided between words where it is too long.
QByteArray annotation(const QString &text)
{
    QStringList lines;
    const QStringList parts = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList words = part.simplified().left(MaxTextLength).split(u' ');
        QString line;
        for (const QString &word : words) {
            if (!line.isEmpty() && line.size() + word.size() >= LineLength) {
                lines.append(line);
                line.clear();
            }
            line += (line.isEmpty() ? QString() : QStringLiteral(" ")) + word;
        }
        lines.append(line);
    }
    return lines.join(u'\n').toUtf8();
}

} // namespace

ProblemMark::ProblemMark(CodeView *view) : QObject(view), m_view(view)
{
    m_style = int(m_view->send(Sci::SCI_ALLOCATEEXTENDEDSTYLES, 1));
    m_view->send(Sci::SCI_ANNOTATIONSETSTYLEOFFSET, ulong(m_style));
    m_view->send(Sci::SCI_ANNOTATIONSETVISIBLE, Sci::ANNOTATION_INDENTED);
    m_view->send(Sci::SCI_INDICSETSTYLE, ProblemIndicator, Sci::INDIC_SQUIGGLEPIXMAP);
    // It is not drawn. Scintilla moves it with its line.
    m_view->send(Sci::SCI_MARKERDEFINE, ProblemMarker, Sci::SC_MARK_EMPTY);
    connect(m_view, &Sci::SCN_MODIFIED, this,
            [this](int position, int type) { handleModified(position, type); });
}

void ProblemMark::defineStyles()
{
    const QColor background = m_view->palette().color(QPalette::Base);
    const bool isDark = background.lightness() < 128;
    const QColor error = isDark ? QColor(0xff, 0x7b, 0x72) : QColor(0xcf, 0x22, 0x2e);
    const QColor tint = isDark ? QColor(0x3d, 0x1f, 0x20) : QColor(0xff, 0xeb, 0xe9);
    m_view->SendScintilla(Sci::SCI_INDICSETFORE, ulong(ProblemIndicator), error);
    m_view->SendScintilla(Sci::SCI_STYLESETFORE, ulong(m_style), error);
    m_view->SendScintilla(Sci::SCI_STYLESETBACK, ulong(m_style), tint);
}

void ProblemMark::show(const Problem &problem)
{
    clear();
    const int line = qBound(0, problem.line - 1, int(m_view->send(Sci::SCI_GETLINECOUNT)) - 1);
    const int start = m_view->lineStart(line);
    const int end = m_view->lineEnd(line);
    int from = int(m_view->send(Sci::SCI_GETLINEINDENTPOSITION, ulong(line)));
    int to = end;
    if (problem.column > 0) {
        from =
            int(m_view->send(Sci::SCI_POSITIONRELATIVECODEUNITS, ulong(start), problem.column - 1));
        if (from < start || from > end || (from == 0 && problem.column > 1))
            from = end;
        to = qBound(from, int(m_view->send(Sci::SCI_WORDENDPOSITION, ulong(from), 1)), end);
        // At the end of a line, the character before it is underlined.
        if (from == end && from > start)
            from = int(m_view->send(Sci::SCI_POSITIONBEFORE, ulong(from)));
        to = qMax(to, qMin(end, int(m_view->send(Sci::SCI_POSITIONAFTER, ulong(from)))));
    }
    m_view->send(Sci::SCI_SETINDICATORCURRENT, ProblemIndicator);
    m_view->send(Sci::SCI_INDICATORFILLRANGE, ulong(from), to - from);
    m_marker = int(m_view->send(Sci::SCI_MARKERADD, ulong(line), ProblemMarker));
    defineStyles();
    m_view->SendScintilla(Sci::SCI_ANNOTATIONSETTEXT, ulong(line),
                          annotation(problem.text).constData());
    m_view->send(Sci::SCI_ANNOTATIONSETSTYLE, ulong(line), 0);
}

void ProblemMark::clear()
{
    if (m_marker < 0)
        return;
    m_view->send(Sci::SCI_MARKERDELETEHANDLE, ulong(m_marker));
    m_marker = -1;
    m_view->send(Sci::SCI_SETINDICATORCURRENT, ProblemIndicator);
    m_view->send(Sci::SCI_INDICATORCLEARRANGE, 0, m_view->length());
    m_view->send(Sci::SCI_ANNOTATIONCLEARALL);
}

int ProblemMark::line() const
{
    return m_marker < 0 ? -1 : int(m_view->send(Sci::SCI_MARKERLINEFROMHANDLE, ulong(m_marker)));
}

void ProblemMark::handleModified(int position, int type)
{
    const bool isEdit = type & (Sci::SC_MOD_INSERTTEXT | Sci::SC_MOD_DELETETEXT);
    if (!isEdit || m_marker < 0)
        return;
    const int marked = line();
    // Nothing of the view may be changed from within its notification.
    if (marked < 0 || m_view->lineAt(position) == marked)
        QMetaObject::invokeMethod(this, &ProblemMark::clear, Qt::QueuedConnection);
}

} // namespace looptide::editor
