// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/formatcontroller.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"
#include "editor/lsp/features/formatting.h"
#include "editor/utf8text.h"

namespace looptide::editor {

FormatController::FormatController(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host)
{
}

void FormatController::ask(CodeView *view, const Done &done)
{
    // The formatter has a character in place of each byte that is not UTF-8, and would write it.
    if (firstStrayByte(view->textBytes()) >= 0) {
        done(tr("The text has bytes that are not UTF-8."), false);
        return;
    }
    m_request.cancel();
    const int round = ++m_round;
    const QPointer<CodeView> guard(view);
    m_host.service->findFormatter(view, [this, guard, done, round](lsp::Server *server) {
        if (round != m_round)
            return;
        if (server && guard && m_host.service->documentOf(guard))
            askServer(server, guard, done);
        else
            done(tr("The formatter could not be started."), false);
    });
}

void FormatController::askServer(lsp::Server *server, CodeView *view, const Done &done)
{
    const IndentStyle style = view->indentStyle();
    m_request = lsp::Formatting::request(
        server, m_host.service->documentOf(view)->document(), { style.width, !style.usesTabs },
        this,
        [this, guard = QPointer<CodeView>(view), done](const QList<lsp::TextEdit> &edits,
                                                       const QString &error) {
            const bool hasChanged = guard && !edits.isEmpty();
            if (hasChanged && !applyEdits(guard, edits))
                done(tr("The formatter's changes do not fit the text."), false);
            else
                done(error, hasChanged);
        });
}

void FormatController::format()
{
    if (!m_view)
        return;
    if (!m_host.service->canFormat(m_view)) {
        m_host.tell(tr("No formatter knows the language of this file."));
        return;
    }
    ask(m_view, [this](const QString &error, bool hasChanged) {
        if (!error.isEmpty())
            m_host.tell(tr("The file was not formatted: %1").arg(error));
        else if (!hasChanged)
            m_host.tell(tr("Nothing to format: the file is formatted, or has a syntax error."));
    });
}

void FormatController::formatBefore(CodeView *view, std::function<void()> then)
{
    if (!m_host.service->canFormat(view)) {
        then();
        return;
    }
    const auto isDone = std::make_shared<bool>(false);
    const auto finish = [isDone, then = std::move(then)] {
        if (!std::exchange(*isDone, true))
            then();
    };
    // Afterwards, no edit may come: the text is on the disk then.
    QTimer::singleShot(SaveLimit, this, [this, isDone, finish] {
        if (!*isDone) {
            ++m_round;
            m_request.cancel();
        }
        finish();
    });
    ask(view, [finish](const QString &, bool) { finish(); });
}

} // namespace looptide::editor
