// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"

#include <QPointer>
#include <QTimer>

namespace looptide::editor {

/// Formats documents, when the user asks and before they are saved. Owned by the LanguageActions.
class FormatController : public QObject
{
    Q_OBJECT

public:
    /// A save does not wait longer for the formatter.
    static constexpr std::chrono::milliseconds SaveLimit { 1'500 };

    explicit FormatController(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view) { m_view = view; }
    void format();
    /// Formats, then calls `then`, in any case and once; at once when no server formats the file.
    void formatBefore(CodeView *view, std::function<void()> then);

private:
    using Done = std::function<void(const QString &error, bool hasChanged)>;

    void ask(CodeView *view, const Done &done);
    void askServer(lsp::Server *server, CodeView *view, const Done &done);

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    lsp::RequestHandle m_request;
    /// Grows with each request. A formatter that was started for an earlier one is not asked.
    int m_round = 0;
};

} // namespace looptide::editor
