// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/completioncontroller.h"

#include "editor/codeview.h"
#include "editor/highlighter.h"
#include "editor/language/completionpopup.h"
#include "editor/language/textpositions.h"
#include "editor/language/viewfilter.h"
#include "editor/utf8text.h"

#include <QKeyEvent>

namespace looptide::editor {

using Sci = QsciScintillaBase;
using namespace std::chrono_literals;

namespace {

const QLatin1StringView provider("completionProvider");
/// The current item is described when the user rests on it.
constexpr auto ResolveDelay = 80ms;
constexpr int PageRows = 9;

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

QString descriptionOf(const lsp::CompletionItem &item)
{
    QString text;
    if (!item.detail.isEmpty())
        text = QStringLiteral("```\n%1\n```\n\n").arg(item.detail);
    return text + item.documentation;
}

} // namespace

CompletionController::CompletionController(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host), m_popup(new CompletionPopup(host.area))
{
    m_resolveDelay.setSingleShot(true);
    m_resolveDelay.setInterval(ResolveDelay);
    connect(&m_resolveDelay, &QTimer::timeout, this, &CompletionController::resolveCurrent);
    connect(m_popup, &CompletionPopup::accepted, this, &CompletionController::accept);
    connect(m_popup, &CompletionPopup::currentChanged, this, [this] { m_resolveDelay.start(); });
}

void CompletionController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    close();
    if (!moveFilter(this, &m_view, view))
        return;
    connect(m_view, &CodeView::caretMoved, this, [this] {
        if (isShown())
            update();
    });
    connect(m_view, &Sci::SCN_UPDATEUI, this, [this](int what) {
        if (what & (Sci::SC_UPDATE_V_SCROLL | Sci::SC_UPDATE_H_SCROLL))
            close();
    });
}

bool CompletionController::isShown() const
{
    return m_popup->isVisible();
}

bool CompletionController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        close();
    if (event->type() == QEvent::ShortcutOverride && isShown()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (isShown() && handlePopupKey(key))
        return true;
    const QString text = key->text();
    const bool isShortcut = key->modifiers() & (Qt::ControlModifier | Qt::AltModifier)
        && !(key->modifiers() & Qt::GroupSwitchModifier);
    // The text changes first.
    if (text.size() == 1 && text.front().isPrint() && !isShortcut)
        QMetaObject::invokeMethod(this, [this, text] { handleTyped(text); }, Qt::QueuedConnection);
    return false;
}

bool CompletionController::handlePopupKey(const QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        m_popup->moveBy(-1);
        return true;
    case Qt::Key_Down:
        m_popup->moveBy(1);
        return true;
    case Qt::Key_PageUp:
        m_popup->moveBy(-PageRows);
        return true;
    case Qt::Key_PageDown:
        m_popup->moveBy(PageRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (event->modifiers() != Qt::NoModifier)
            return false;
        accept();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

lsp::Place CompletionController::place() const
{
    return m_host.service->placeAt(m_view, m_view->caret(), provider);
}

void CompletionController::complete()
{
    if (!m_view)
        return;
    if (!place().server) {
        m_host.tell(tr("No language server completes this file."));
        return;
    }
    m_isAsked = true;
    ask({});
}

void CompletionController::handleTyped(const QString &text)
{
    if (!m_view || m_view->send(Sci::SCI_GETSELECTIONS) > 1)
        return;
    const lsp::Place here = place();
    if (!here.server)
        return;
    const QChar c = text.front();
    if (isWordLetter(c)) {
        const int caret = m_view->caret();
        const bool isProse = caret > 0 && m_view->highlighter()->isProseAt(caret - 1);
        if (isShown() && !m_isIncomplete)
            return; // caretMoved has updated the list
        // A number is not a word.
        const int start = wordStartAt(m_view, caret);
        const QByteArray first = m_view->textBytes({ start, start + 1 });
        const bool isNumber = !first.isEmpty() && first.front() >= '0' && first.front() <= '9';
        if (!isProse && !isNumber && (caret - start <= 2 || m_isIncomplete))
            ask({});
        return;
    }
    close();
    if (c != u' ' && lsp::Completion::triggers(here.server).contains(text))
        ask(text);
}

void CompletionController::ask(const QString &trigger)
{
    m_request.cancel();
    const int start = wordStartAt(m_view, m_view->caret());
    m_request = lsp::Completion::request(
        place(), trigger, this,
        [this, start](const lsp::CompletionList &list) { take(list, start); });
}

void CompletionController::take(const lsp::CompletionList &list, int wordStart)
{
    const bool isAsked = std::exchange(m_isAsked, false);
    const int caret = m_view ? m_view->caret() : 0;
    // The caret has left the word for which the list is.
    if (!m_view || !m_view->hasFocus() || caret < wordStart
        || m_view->lineAt(caret) != m_view->lineAt(wordStart))
        return;
    m_wordStart = wordStart;
    // Where the server replaces more than the word (a path in quotes, a key), its range counts.
    if (!list.items.isEmpty() && list.items.first().range) {
        const int from = byteAt(m_view, list.items.first().range->start);
        if (from <= caret && m_view->lineAt(from) == m_view->lineAt(caret))
            m_wordStart = from;
    }
    m_isIncomplete = list.isIncomplete;
    m_resolvedLabels.clear();
    m_popup->setCodeFont(textFontOf(m_view));
    m_popup->model()->setItems(list.items);
    update();
    if (isAsked && !isShown())
        m_host.tell(tr("No completions here."));
}

QString CompletionController::typedText() const
{
    const int caret = m_view->caret();
    if (caret < m_wordStart || m_view->lineAt(caret) != m_view->lineAt(m_wordStart))
        return QString(QChar::ReplacementCharacter);
    return decodeUtf8(m_view->textBytes({ m_wordStart, caret })).text;
}

void CompletionController::update()
{
    const QString typed = typedText();
    m_popup->model()->setTyped(typed);
    const bool isDone =
        m_popup->model()->rowCount() == 1 && m_popup->model()->itemAt(0).newText == typed;
    if (m_popup->model()->rowCount() == 0 || isDone)
        close();
    else
        m_popup->showAt(wordRect());
}

QRect CompletionController::wordRect() const
{
    const ulong at = ulong(m_wordStart);
    const QPoint top(int(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, long(at))),
                     int(m_view->send(Sci::SCI_POINTYFROMPOSITION, 0, long(at))));
    return { m_view->viewport()->mapToGlobal(top),
             QSize(1, int(m_view->send(Sci::SCI_TEXTHEIGHT))) };
}

void CompletionController::close()
{
    m_request.cancel();
    m_resolving.cancel();
    m_resolveDelay.stop();
    m_isAsked = false;
    m_isIncomplete = false;
    m_popup->hide();
}

// ---- one item

bool CompletionController::isResolved(const lsp::CompletionItem &item) const
{
    return m_resolvedLabels.contains(item.label + item.description);
}

void CompletionController::resolveCurrent()
{
    const int row = m_popup->currentRow();
    if (!m_view || !isShown() || row < 0)
        return;
    const lsp::CompletionItem item = m_popup->model()->itemAt(row);
    if (isResolved(item)) {
        describe(item);
        return;
    }
    m_resolving.cancel();
    m_resolving = lsp::Completion::resolve(
        place(), item, this, [this, row, label = item.label](const lsp::CompletionItem &resolved) {
            // The list may have changed meanwhile.
            if (!isShown() || m_popup->currentRow() != row
                || m_popup->model()->itemAt(row).label != label)
                return;
            m_popup->model()->setResolved(row, resolved);
            m_resolvedLabels.append(resolved.label + resolved.description);
            describe(resolved);
        });
}

void CompletionController::describe(const lsp::CompletionItem &item)
{
    m_popup->showDescription(descriptionOf(item));
}

void CompletionController::accept()
{
    const int row = m_popup->currentRow();
    if (!m_view || row < 0) {
        close();
        return;
    }
    const lsp::CompletionItem item = m_popup->model()->itemAt(row);
    const bool isKnown = isResolved(item);
    const lsp::Place here = place();
    insert(item);
    close();
    m_view->setFocus();
    // An import, for example, which nobody has asked for yet.
    if (!isKnown && here.server)
        lsp::Completion::resolve(here, item, this, [this](const lsp::CompletionItem &resolved) {
            if (m_view && !resolved.additionalEdits.isEmpty())
                applyEdits(m_view, resolved.additionalEdits);
        });
}

void CompletionController::insert(const lsp::CompletionItem &item)
{
    const int caret = m_view->caret();
    int start = qMin(m_wordStart, caret);
    if (item.range) {
        const int from = byteAt(m_view, item.range->start);
        if (from <= caret && m_view->lineAt(from) == m_view->lineAt(caret))
            start = from;
    }
    const QByteArray text = item.newText.toUtf8();
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    m_view->send(Sci::SCI_SETTARGETRANGE, ulong(start), caret);
    m_view->SendScintilla(Sci::SCI_REPLACETARGET, ulong(text.size()), text.constData());
    const qsizetype end =
        start + (item.caret ? item.newText.left(*item.caret).toUtf8().size() : text.size());
    m_view->select(end, end);
    if (!item.additionalEdits.isEmpty())
        applyEdits(m_view, item.additionalEdits);
    m_view->send(Sci::SCI_ENDUNDOACTION);
}

} // namespace looptide::editor
