// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/signaturecontroller.h"

#include "editor/codeview.h"
#include "editor/language/infopopup.h"
#include "editor/language/viewfilter.h"
#include "editor/lsp/features/signaturehelp.h"

#include <QKeyEvent>

namespace looptide::editor {

using Sci = QsciScintillaBase;
using namespace std::chrono_literals;

namespace {

const QLatin1StringView provider("signatureHelpProvider");

QString htmlOf(const lsp::SignatureHelp::Signature &signature, int index, int count)
{
    const auto [start, end] = signature.activeParameter < 0
        ? std::pair<int, int> { 0, 0 }
        : signature.parameters.at(signature.activeParameter);
    const QString label = signature.label;
    QString html = QStringLiteral("<div style=\"font-family:'JetBrains Mono NL','monospace'\">");
    if (count > 1)
        html += QStringLiteral("<span>%1/%2&nbsp;&nbsp;</span>").arg(index + 1).arg(count);
    html += label.left(start).toHtmlEscaped() + QStringLiteral("<b><u>")
        + label.mid(start, end - start).toHtmlEscaped() + QStringLiteral("</u></b>")
        + label.mid(end).toHtmlEscaped() + QStringLiteral("</div>");
    const QString text = signature.activeParameter < 0
        ? QString()
        : signature.parameterDocumentation.value(signature.activeParameter);
    const QString shown = (text.isEmpty() ? signature.documentation : text).trimmed();
    if (!shown.isEmpty())
        html += QStringLiteral("<p>%1</p>")
                    .arg(shown.left(600).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
    return html;
}

} // namespace

struct SignatureController::Shown
{
    lsp::SignatureHelp help;
    int index = 0;
};

SignatureController::SignatureController(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host), m_popup(new InfoPopup(host.area)),
      m_shown(std::make_shared<Shown>())
{
    m_popup->setMaximumSizes({ 700, 200 });
    m_delay.setSingleShot(true);
    m_delay.setInterval(60ms);
    connect(&m_delay, &QTimer::timeout, this, &SignatureController::ask);
}

void SignatureController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    close();
    if (!moveFilter(this, &m_view, view))
        return;
    connect(m_view, &CodeView::caretMoved, this, [this] {
        if (m_popup->isVisible())
            m_delay.start();
    });
}

bool SignatureController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
        close();
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (m_popup->isVisible() && key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    // Overloads, as long as no list of completions uses these keys (its filter comes first).
    const int count = int(m_shown->help.signatures.size());
    if (m_popup->isVisible() && count > 1 && key->modifiers() == Qt::AltModifier
        && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        show((m_shown->index + (key->key() == Qt::Key_Down ? 1 : count - 1)) % count);
        return true;
    }
    if (const QString text = key->text(); text.size() == 1 && text.front().isPrint())
        QMetaObject::invokeMethod(this, [this, text] { handleTyped(text); }, Qt::QueuedConnection);
    return false;
}

void SignatureController::handleTyped(const QString &text)
{
    if (!m_view)
        return;
    const lsp::Server *server = m_host.service->serverFor(m_view, lsp::Role::Language, provider);
    if (server && lsp::SignatureHelp::triggers(server).contains(text))
        ask();
}

void SignatureController::ask()
{
    if (!m_view)
        return;
    const lsp::Place place = m_host.service->placeAt(m_view, m_view->caret(), provider);
    if (!place.server)
        return;
    m_request.cancel();
    m_request = lsp::SignatureHelp::request(place, this, [this](const lsp::SignatureHelp &help) {
        if (!m_view || !m_view->hasFocus() || help.signatures.isEmpty()) {
            close();
            return;
        }
        const bool isSame =
            m_popup->isVisible() && m_shown->help.signatures.size() == help.signatures.size();
        m_shown->help = help;
        show(isSame && m_shown->index != 0 ? m_shown->index : help.active);
    });
}

void SignatureController::show(int index)
{
    m_shown->index = index;
    const QList<lsp::SignatureHelp::Signature> &all = m_shown->help.signatures;
    m_popup->setHtml(htmlOf(all.at(index), index, int(all.size())));
    const int caret = m_view->caret();
    const QPoint top(int(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, caret)),
                     int(m_view->send(Sci::SCI_POINTYFROMPOSITION, 0, caret)));
    m_popup->showAt(
        { m_view->viewport()->mapToGlobal(top), QSize(1, int(m_view->send(Sci::SCI_TEXTHEIGHT))) },
        true);
}

void SignatureController::close()
{
    m_request.cancel();
    m_delay.stop();
    m_popup->hide();
}

} // namespace looptide::editor
