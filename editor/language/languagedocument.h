// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/document.h"

#include <QPointer>

namespace looptide::editor {

class CodeView;

/// Reports the changes of a view to the document of its file. Owned by the LanguageService.
class LanguageDocument : public QObject
{
    Q_OBJECT

public:
    LanguageDocument(CodeView *view, const QString &path, const QString &languageId,
                     QObject *parent = nullptr);
    ~LanguageDocument() override;

    CodeView *view() const;
    lsp::Document *document() const { return m_document.get(); }
    QString path() const { return m_document->path(); }

private:
    void handleModified(int position, int type, const char *text, int length);
    bool splitsLineEnd(int position, int inserted, QByteArrayView changed) const;
    QString text() const;

    QPointer<CodeView> m_view;
    std::unique_ptr<lsp::Document> m_document;
};

} // namespace looptide::editor
