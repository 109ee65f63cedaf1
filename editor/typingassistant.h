// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;

namespace looptide::editor {

class CodeView;

/// What the editor adds while the user types: closing brackets and quotes, indentation, comment
/// tails. Each keystroke with all that it added is one undo step.
class TypingAssistant : public QObject
{
    Q_OBJECT

public:
    explicit TypingAssistant(CodeView *view);

    /// True when the key has been dealt with.
    bool handleKey(QKeyEvent *event);

private:
    bool typeOpener(char opener);
    bool typeCloser(char closer);
    bool surroundSelection(char opener, char closer);
    bool eraseEmptyPair();
    bool breakLine();
    bool keepOneCaret();
    bool isAutoClosed(int position) const;
    bool mayPairBefore(int position) const;
    bool mayPairQuote(char quote, int position) const;
    QByteArray lineIndent(int line, int end) const;
    QByteArray indentText(int columns) const;
    char charAt(int position) const;
    void insert(const QByteArray &text, int caret);

    CodeView *m_view;
};

} // namespace looptide::editor
