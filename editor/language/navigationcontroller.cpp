// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/navigationcontroller.h"

#include "editor/codeview.h"
#include "editor/language/choicepopup.h"
#include "editor/language/textpositions.h"

#include <QFileInfo>
#include <QMouseEvent>

namespace looptide::editor {

using Sci = QsciScintillaBase;
using lsp::Navigation;

namespace {

/// A list of more places is not read by anyone.
constexpr qsizetype MaxListed = 1'000;

QString nothingText(Navigation::Target target)
{
    switch (target) {
    case Navigation::Target::Definition:
        return NavigationController::tr("No definition found for this place.");
    case Navigation::Target::TypeDefinition:
        return NavigationController::tr("No type definition found for this place.");
    case Navigation::Target::Implementation:
        return NavigationController::tr("No implementation found for this place.");
    case Navigation::Target::References:
        break;
    }
    return NavigationController::tr("No references found for this place.");
}

} // namespace

NavigationController::NavigationController(const LanguageHost &host, ChoicePopup *popup,
                                           QObject *parent)
    : QObject(parent), m_host(host), m_popup(popup)
{
}

void NavigationController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    m_request.cancel();
    if (m_view)
        m_view->viewport()->removeEventFilter(this);
    m_view = view;
    if (m_view)
        m_view->viewport()->installEventFilter(this);
}

// Ctrl+click. In a file without a server, it adds a caret, as Scintilla does.
bool NavigationController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::MouseButtonPress || !m_view)
        return QObject::eventFilter(watched, event);
    const auto *press = static_cast<QMouseEvent *>(event);
    if (press->button() != Qt::LeftButton || press->modifiers() != Qt::ControlModifier)
        return false;
    const QPoint at = press->position().toPoint();
    const long byte = m_view->send(Sci::SCI_POSITIONFROMPOINTCLOSE, ulong(at.x()), at.y());
    const lsp::Server *server = m_host.service->serverFor(
        m_view, lsp::Role::Language, Navigation::capability(Navigation::Target::Definition));
    if (byte < 0 || !server)
        return false;
    m_view->setFocus();
    m_view->select(byte, byte);
    goFrom(int(byte), Navigation::Target::Definition);
    return true;
}

void NavigationController::go(Navigation::Target target)
{
    if (m_view)
        goFrom(m_view->caret(), target);
}

void NavigationController::goFrom(int byte, Navigation::Target target)
{
    m_request.cancel();
    const lsp::Place place = m_host.service->placeAt(m_view, byte, Navigation::capability(target));
    if (!place.server) {
        m_host.tell(tr("No language server can find that for this file."));
        return;
    }
    m_request = Navigation::request(
        target, place, this,
        [this, target](const QList<lsp::Location> &locations) { take(target, locations); });
}

void NavigationController::take(Navigation::Target target, const QList<lsp::Location> &locations)
{
    if (locations.isEmpty())
        m_host.tell(nothingText(target));
    else if (locations.size() == 1 && target != Navigation::Target::References)
        m_host.open(locations.first());
    else
        list(locations);
}

void NavigationController::list(const QList<lsp::Location> &locations)
{
    QList<Choice> choices;
    int current = 0;
    const LanguageDocument *document = m_host.service->documentOf(m_view);
    const lsp::Position caret = m_view ? positionAt(m_view, m_view->caret()) : lsp::Position();
    for (const lsp::Location &location : locations.first(qMin(MaxListed, locations.size()))) {
        if (document && location.path == document->path() && location.range.contains(caret))
            current = int(choices.size());
        const QString line =
            m_host.lineText(location.path, location.range.start.line).trimmed().left(200);
        const QString place = QStringLiteral("%1:%2")
                                  .arg(QFileInfo(location.path).fileName())
                                  .arg(location.range.start.line + 1);
        choices.append({ line.isEmpty() ? place : line, place, 0,
                         [this, location] { m_host.open(location); } });
    }
    m_popup->open(tr("%n place(s)", nullptr, int(locations.size())), choices, current);
}

} // namespace looptide::editor
