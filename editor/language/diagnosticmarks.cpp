// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/diagnosticmarks.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"

#include <QEvent>

namespace looptide::editor {

using Sci = QsciScintillaBase;
using Severity = lsp::Diagnostic::Severity;

namespace {

// Numbers that the view does not use (codeview.h, typingassistant.cpp, problemmark.cpp).
enum DiagnosticIndicator {
    HintIndicator = Sci::INDIC_CONTAINER + 10,
    InformationIndicator,
    WarningIndicator,
    ErrorIndicator,
    UnnecessaryIndicator,
};
enum DiagnosticMarker { InformationMarker = 20, WarningMarker, ErrorMarker };
constexpr int MarkerMask = (1 << InformationMarker) | (1 << WarningMarker) | (1 << ErrorMarker);
constexpr int MarginWidth = 4;

int indicatorOf(const lsp::Diagnostic &diagnostic)
{
    if (diagnostic.isUnnecessary && diagnostic.severity == Severity::Hint)
        return UnnecessaryIndicator;
    switch (diagnostic.severity) {
    case Severity::Error:
        return ErrorIndicator;
    case Severity::Warning:
        return WarningIndicator;
    case Severity::Information:
        return InformationIndicator;
    case Severity::Hint:
        break;
    }
    return HintIndicator;
}

int markerOf(Severity severity)
{
    return severity == Severity::Error      ? ErrorMarker
        : severity == Severity::Warning     ? WarningMarker
        : severity == Severity::Information ? InformationMarker
                                            : -1;
}

} // namespace

DiagnosticMarks::DiagnosticMarks(CodeView *view) : QObject(view), m_view(view)
{
    const long margin = m_view->send(Sci::SCI_GETMARGINS);
    m_view->send(Sci::SCI_SETMARGINS, ulong(margin) + 1);
    m_view->send(Sci::SCI_SETMARGINTYPEN, ulong(margin), Sci::SC_MARGIN_BACK);
    m_view->send(Sci::SCI_SETMARGINMASKN, ulong(margin), MarkerMask);
    m_view->send(Sci::SCI_SETMARGINWIDTHN, ulong(margin), MarginWidth);
    for (int marker : { int(InformationMarker), int(WarningMarker), int(ErrorMarker) })
        m_view->send(Sci::SCI_MARKERDEFINE, ulong(marker), Sci::SC_MARK_FULLRECT);
    for (int indicator : { int(InformationIndicator), int(WarningIndicator), int(ErrorIndicator) })
        m_view->send(Sci::SCI_INDICSETSTYLE, ulong(indicator), Sci::INDIC_SQUIGGLEPIXMAP);
    m_view->send(Sci::SCI_INDICSETSTYLE, HintIndicator, Sci::INDIC_DOTS);
    m_view->send(Sci::SCI_INDICSETSTYLE, UnnecessaryIndicator, Sci::INDIC_TEXTFORE);
    defineStyles();
    m_view->installEventFilter(this);
}

QColor DiagnosticMarks::colorOf(Severity severity, bool isDark)
{
    switch (severity) {
    case Severity::Error:
        return isDark ? QColor(0xff, 0x7b, 0x72) : QColor(0xcf, 0x22, 0x2e);
    case Severity::Warning:
        return isDark ? QColor(0xd2, 0x99, 0x22) : QColor(0x9a, 0x67, 0x00);
    case Severity::Information:
        return isDark ? QColor(0x58, 0xa6, 0xff) : QColor(0x09, 0x69, 0xda);
    case Severity::Hint:
        break;
    }
    return isDark ? QColor(0x8b, 0x94, 0x9e) : QColor(0x6e, 0x77, 0x81);
}

void DiagnosticMarks::defineStyles()
{
    const bool isDark = m_view->palette().color(QPalette::Base).lightness() < 128;
    const auto color = [this, isDark](int indicator, int marker, Severity severity) {
        m_view->SendScintilla(Sci::SCI_INDICSETFORE, ulong(indicator), colorOf(severity, isDark));
        if (marker >= 0)
            m_view->SendScintilla(Sci::SCI_MARKERSETBACK, ulong(marker), colorOf(severity, isDark));
    };
    color(ErrorIndicator, ErrorMarker, Severity::Error);
    color(WarningIndicator, WarningMarker, Severity::Warning);
    color(InformationIndicator, InformationMarker, Severity::Information);
    color(HintIndicator, -1, Severity::Hint);
    color(UnnecessaryIndicator, -1, Severity::Hint);
}

bool DiagnosticMarks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        defineStyles();
    return QObject::eventFilter(watched, event);
}

// An empty range, or one of a line end, would not be seen.
TextRange DiagnosticMarks::shownRange(const lsp::Diagnostic &diagnostic) const
{
    TextRange range = bytesOf(m_view, diagnostic.range);
    const int lineEnd = m_view->lineEnd(m_view->lineAt(range.start));
    if (range.start == range.end && range.start < lineEnd)
        range.end =
            qMin(lineEnd, int(m_view->send(Sci::SCI_WORDENDPOSITION, ulong(range.start), 1)));
    if (range.start == range.end && range.start < lineEnd)
        range.end = int(m_view->send(Sci::SCI_POSITIONAFTER, ulong(range.start)));
    else if (range.start >= lineEnd && range.start > m_view->lineStart(m_view->lineAt(range.start)))
        range.start = int(m_view->send(Sci::SCI_POSITIONBEFORE, ulong(range.start)));
    return range;
}

void DiagnosticMarks::show(const QList<lsp::Diagnostic> &diagnostics)
{
    m_diagnostics = diagnostics;
    for (int indicator = HintIndicator; indicator <= UnnecessaryIndicator; ++indicator) {
        m_view->send(Sci::SCI_SETINDICATORCURRENT, ulong(indicator));
        m_view->send(Sci::SCI_INDICATORCLEARRANGE, 0, m_view->length());
    }
    for (int marker : { int(InformationMarker), int(WarningMarker), int(ErrorMarker) })
        m_view->send(Sci::SCI_MARKERDELETEALL, ulong(marker));
    for (const lsp::Diagnostic &diagnostic : diagnostics) {
        const TextRange range = shownRange(diagnostic);
        m_view->send(Sci::SCI_SETINDICATORCURRENT, ulong(indicatorOf(diagnostic)));
        m_view->send(Sci::SCI_INDICATORFILLRANGE, ulong(range.start), range.end - range.start);
        if (const int marker = markerOf(diagnostic.severity); marker >= 0)
            m_view->send(Sci::SCI_MARKERADD, ulong(m_view->lineAt(range.start)), marker);
    }
}

QList<lsp::Diagnostic> DiagnosticMarks::at(int byte) const
{
    QList<lsp::Diagnostic> found;
    for (const lsp::Diagnostic &diagnostic : m_diagnostics) {
        const TextRange range = shownRange(diagnostic);
        if (range.start <= byte && byte <= range.end)
            found.append(diagnostic);
    }
    return found;
}

} // namespace looptide::editor
