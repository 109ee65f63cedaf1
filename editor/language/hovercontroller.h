// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"

#include <QPointer>

namespace looptide::editor {

class InfoPopup;

/// What the symbol below the pointer is, and what is wrong there. Owned by the LanguageActions.
class HoverController : public QObject
{
    Q_OBJECT

public:
    explicit HoverController(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view);
    /// At the caret, when the user asks.
    void showAtCaret();
    InfoPopup *popup() const { return m_popup; }

Q_SIGNALS:
    void linkActivated(const QUrl &url);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showAt(int byte);
    void show(int byte, const QString &markdown);
    QString problemsAt(int byte) const;
    void close();

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    InfoPopup *m_popup;
    lsp::RequestHandle m_request;
};

} // namespace looptide::editor
