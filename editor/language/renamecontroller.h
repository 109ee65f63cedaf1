// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"
#include "editor/search.h"

#include <QPointer>

class QLineEdit;

namespace looptide::editor {

/// Renames the symbol at the caret: a field at its place takes the new name. Owned by the
/// LanguageActions.
class RenameController : public QObject
{
    Q_OBJECT

public:
    explicit RenameController(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view);
    void begin();
    QLineEdit *field() const { return m_field; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(TextRange word, const QString &name);
    void rename();
    void take(const lsp::WorkspaceEdit &edit, const QString &error);
    void close();

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    QLineEdit *m_field;
    lsp::RequestHandle m_request;
    int m_byte = 0;
    QString m_oldName;
};

} // namespace looptide::editor
