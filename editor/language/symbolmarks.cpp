// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/symbolmarks.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"
#include "editor/lsp/features/navigation.h"

namespace looptide::editor {

using Sci = QsciScintillaBase;
using namespace std::chrono_literals;

namespace {

/// A number that the view does not use (see diagnosticmarks.cpp).
constexpr int SymbolIndicator = Sci::INDIC_CONTAINER + 15;
constexpr auto Delay = 250ms;

} // namespace

SymbolMarks::SymbolMarks(const LanguageHost &host, QObject *parent) : QObject(parent), m_host(host)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(Delay);
    connect(&m_delay, &QTimer::timeout, this, &SymbolMarks::ask);
}

void SymbolMarks::setView(CodeView *view)
{
    if (m_view == view)
        return;
    clear();
    if (m_view)
        m_view->disconnect(this);
    m_view = view;
    if (!m_view)
        return;
    m_view->send(Sci::SCI_INDICSETSTYLE, SymbolIndicator, Sci::INDIC_ROUNDBOX);
    m_view->send(Sci::SCI_INDICSETUNDER, SymbolIndicator, 1);
    m_view->SendScintilla(Sci::SCI_INDICSETFORE, ulong(SymbolIndicator),
                          m_view->palette().color(QPalette::Accent));
    m_view->send(Sci::SCI_INDICSETALPHA, SymbolIndicator, 30);
    m_view->send(Sci::SCI_INDICSETOUTLINEALPHA, SymbolIndicator, 50);
    connect(m_view, &CodeView::caretMoved, this, [this] { m_delay.start(); });
}

void SymbolMarks::ask()
{
    m_request.cancel();
    if (!m_view || m_view->send(Sci::SCI_GETSELECTIONS) > 1
        || !m_view->send(Sci::SCI_GETSELECTIONEMPTY)) {
        clear();
        return;
    }
    const lsp::Place place = m_host.service->placeAt(
        m_view, m_view->caret(), QLatin1StringView("documentHighlightProvider"));
    if (place.server)
        m_request = lsp::Navigation::highlights(
            place, this, [this](const QList<lsp::Range> &ranges) { show(ranges); });
}

void SymbolMarks::show(const QList<lsp::Range> &ranges)
{
    clear();
    if (!m_view || ranges.size() < 2)
        return;
    m_isShown = true;
    m_view->send(Sci::SCI_SETINDICATORCURRENT, SymbolIndicator);
    for (const lsp::Range &range : ranges) {
        const TextRange bytes = bytesOf(m_view, range);
        m_view->send(Sci::SCI_INDICATORFILLRANGE, ulong(bytes.start), bytes.end - bytes.start);
    }
}

void SymbolMarks::clear()
{
    if (!std::exchange(m_isShown, false) || !m_view)
        return;
    m_view->send(Sci::SCI_SETINDICATORCURRENT, SymbolIndicator);
    m_view->send(Sci::SCI_INDICATORCLEARRANGE, 0, m_view->length());
}

} // namespace looptide::editor
