// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/renamecontroller.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"
#include "editor/lsp/features/rename.h"
#include "editor/utf8text.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

const QLatin1StringView provider("renameProvider");

bool canPrepare(const lsp::Server *server)
{
    return server->capabilities()
        .value(provider)
        .toObject()
        .value(QLatin1StringView("prepareProvider"))
        .toBool();
}

} // namespace

RenameController::RenameController(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host), m_field(new QLineEdit(host.area))
{
    m_field->setObjectName(QStringLiteral("editor.renameField"));
    m_field->setAccessibleName(tr("New name"));
    m_field->setToolTip(tr("Enter renames the symbol everywhere, Esc cancels"));
    m_field->hide();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::returnPressed, this, &RenameController::rename);
}

void RenameController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    close();
    m_view = view;
}

void RenameController::begin()
{
    if (!m_view)
        return;
    m_byte = m_view->caret();
    const lsp::Place place = m_host.service->placeAt(m_view, m_byte, provider);
    if (!place.server) {
        m_host.tell(tr("No language server can rename in this file."));
        return;
    }
    const TextRange word { wordStartAt(m_view, m_byte),
                           int(m_view->send(Sci::SCI_WORDENDPOSITION, ulong(m_byte), 1)) };
    const QString name = decodeUtf8(m_view->textBytes(word)).text;
    if (!canPrepare(place.server)) {
        ask(word, name);
        return;
    }
    m_request.cancel();
    m_request =
        lsp::Rename::prepare(place, this, [this, word](const lsp::Rename::Subject &subject) {
            if (!m_view)
                return;
            if (!subject.range && subject.placeholder.isEmpty()) {
                m_host.tell(
                    subject.refusal.isEmpty()
                        ? tr("What is at the caret cannot be renamed.")
                        : tr("What is at the caret cannot be renamed: %1").arg(subject.refusal));
                return;
            }
            const TextRange range = subject.range ? bytesOf(m_view, *subject.range) : word;
            ask(range,
                subject.placeholder.isEmpty() ? decodeUtf8(m_view->textBytes(range)).text
                                              : subject.placeholder);
        });
}

void RenameController::ask(TextRange word, const QString &name)
{
    m_oldName = name;
    const QPoint top(int(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, word.start)),
                     int(m_view->send(Sci::SCI_POINTYFROMPOSITION, 0, word.start)));
    const QPoint place = m_view->viewport()->mapTo(m_host.area, top);
    m_field->setText(name);
    m_field->setFont(textFontOf(m_view));
    const int width = qBound(160, m_field->fontMetrics().horizontalAdvance(name) + 80, 420);
    const int left = qMin(place.x() - 4, m_host.area->width() - width - 8);
    m_field->setGeometry(qMax(0, left), qMax(0, place.y() - 4), width,
                         m_field->sizeHint().height());
    m_field->show();
    m_field->raise();
    m_field->setFocus();
    m_field->selectAll();
}

void RenameController::rename()
{
    const QString name = m_field->text().trimmed();
    CodeView *view = m_view;
    close();
    if (!view || name.isEmpty() || name == m_oldName)
        return;
    const lsp::Place place = m_host.service->placeAt(view, m_byte, provider);
    if (place.server)
        m_request = lsp::Rename::request(
            place, name, this,
            [this](const lsp::WorkspaceEdit &edit, const QString &error) { take(edit, error); });
}

void RenameController::take(const lsp::WorkspaceEdit &edit, const QString &error)
{
    if (!error.isEmpty()) {
        m_host.tell(tr("It was not renamed: %1").arg(error));
        return;
    }
    if (edit.isEmpty()) {
        m_host.tell(tr("Nothing to rename was found."));
        return;
    }
    const int files = m_host.apply(edit);
    if (files > 1)
        m_host.tell(tr("%1 was renamed in %n file(s). They are not saved yet.", nullptr, files)
                        .arg(m_oldName));
}

void RenameController::close()
{
    m_request.cancel();
    if (m_field->isHidden())
        return;
    const bool hadFocus = m_field->hasFocus();
    m_field->hide();
    if (m_view && hadFocus)
        m_view->setFocus();
}

bool RenameController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                close();
            return true;
        }
    } else if (event->type() == QEvent::FocusOut) {
        close();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace looptide::editor
