// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/hovercontroller.h"

#include "editor/codeview.h"
#include "editor/language/diagnosticmarks.h"
#include "editor/language/infopopup.h"
#include "editor/language/textpositions.h"
#include "editor/language/viewfilter.h"
#include "editor/lsp/features/hover.h"

#include <QCursor>
#include <QEvent>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

} // namespace

HoverController::HoverController(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host), m_popup(new InfoPopup(host.area))
{
    connect(m_popup, &InfoPopup::left, this, &HoverController::close);
    connect(m_popup, &InfoPopup::linkActivated, this, &HoverController::linkActivated);
}

void HoverController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    close();
    if (!moveFilter(this, &m_view, view))
        return;
    connect(m_view, &Sci::SCN_DWELLSTART, this, [this](int position) {
        // -1: beside the text. Another window may cover the pointer's place.
        if (position >= 0 && !m_view->isHovering() && m_view->isActiveWindow()
            && m_view->viewport()->underMouse())
            showAt(position);
    });
    connect(m_view, &Sci::SCN_DWELLEND, this, [this] {
        // The pointer may be on its way into the popup.
        if (!m_popup->geometry().adjusted(-4, -12, 4, 12).contains(QCursor::pos()))
            close();
    });
}

bool HoverController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::FocusOut
        || event->type() == QEvent::Wheel || event->type() == QEvent::Hide)
        close();
    return QObject::eventFilter(watched, event);
}

void HoverController::showAtCaret()
{
    if (m_view)
        showAt(m_view->caret());
}

QString HoverController::problemsAt(int byte) const
{
    const auto *marks = m_view->findChild<DiagnosticMarks *>();
    QStringList lines;
    if (!marks)
        return {};
    const QList<lsp::Diagnostic> found = marks->at(byte);
    for (const lsp::Diagnostic &diagnostic : found) {
        QString source = diagnostic.source;
        if (!diagnostic.code.isEmpty())
            source += source.isEmpty() ? diagnostic.code : u' ' + diagnostic.code;
        lines.append(source.isEmpty() ? lsp::escapedMarkdown(diagnostic.message)
                                      : QStringLiteral("%1 *(%2)*")
                                            .arg(lsp::escapedMarkdown(diagnostic.message),
                                                 lsp::escapedMarkdown(source)));
    }
    return lines.join(QStringLiteral("\n\n"));
}

void HoverController::showAt(int byte)
{
    m_request.cancel();
    const QString problems = problemsAt(byte);
    if (!problems.isEmpty())
        show(byte, problems);
    const lsp::Place place =
        m_host.service->placeAt(m_view, byte, QLatin1StringView("hoverProvider"));
    if (!place.server)
        return;
    m_request = lsp::Hover::request(place, this, [this, byte, problems](const lsp::Hover &hover) {
        if (!m_view || hover.markdown.trimmed().isEmpty())
            return;
        show(byte,
             problems.isEmpty() ? hover.markdown
                                : problems + QStringLiteral("\n\n---\n\n") + hover.markdown);
    });
}

void HoverController::show(int byte, const QString &markdown)
{
    const int start = wordStartAt(m_view, byte);
    const QPoint top(int(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, start)),
                     int(m_view->send(Sci::SCI_POINTYFROMPOSITION, 0, start)));
    m_popup->setMarkdown(markdown);
    m_popup->showAt(
        { m_view->viewport()->mapToGlobal(top), QSize(40, int(m_view->send(Sci::SCI_TEXTHEIGHT))) },
        true);
}

void HoverController::close()
{
    m_request.cancel();
    m_popup->hide();
}

} // namespace looptide::editor
