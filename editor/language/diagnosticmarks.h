// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/types.h"
#include "editor/search.h"

#include <QColor>
#include <QObject>

namespace looptide::editor {

class CodeView;

/// Shows the problems of a view: squiggles in the text and bars in a margin of their own. Scintilla
/// moves the marks with the text until the next list arrives. Owned by the view. Thread: GUI.
class DiagnosticMarks : public QObject
{
    Q_OBJECT

public:
    explicit DiagnosticMarks(CodeView *view);

    /// Positions refer to the present text.
    void show(const QList<lsp::Diagnostic> &diagnostics);
    /// Those at a byte of the text as it was when they were shown.
    QList<lsp::Diagnostic> at(int byte) const;
    const QList<lsp::Diagnostic> &all() const { return m_diagnostics; }

    static QColor colorOf(lsp::Diagnostic::Severity severity, bool isDark);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void defineStyles();
    TextRange shownRange(const lsp::Diagnostic &diagnostic) const;

    CodeView *m_view;
    QList<lsp::Diagnostic> m_diagnostics;
};

} // namespace looptide::editor
