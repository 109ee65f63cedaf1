// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"

#include <QPointer>
#include <QTimer>

namespace looptide::editor {

class InfoPopup;

/// The parameters of the call that the user writes. Owned by the LanguageActions.
class SignatureController : public QObject
{
    Q_OBJECT

public:
    explicit SignatureController(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view);
    void ask();
    InfoPopup *popup() const { return m_popup; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void handleTyped(const QString &text);
    void show(int index);
    void close();

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    InfoPopup *m_popup;
    lsp::RequestHandle m_request;
    QTimer m_delay;
    struct Shown;
    std::shared_ptr<Shown> m_shown;
};

} // namespace looptide::editor
