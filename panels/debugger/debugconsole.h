// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;
class QPlainTextEdit;
class QStringListModel;

namespace looptide::panels {

// Evaluates what the user types, in the frame that is shown or in the running program, and shows
// the messages of logpoints. Up and Down go through what was typed before. Names are offered while
// the user types, and with Ctrl+Space.
class DebugConsole : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostLines = 5000;

    explicit DebugConsole(inspector::DebugSession *session, QWidget *parent = nullptr);

    void addNote(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Kind : quint8 { Input, Result, Error, Message, Note };

    void evaluate();
    void add(Kind kind, const QString &text);
    void recall(int direction);
    void complete(bool isAsked);
    void offer(const inspector::Completion &completion, const QString &text, bool isAsked);
    void insert(const QString &name);
    bool takePopupKey(int key);
    void updateInput();

    inspector::DebugSession *m_session;
    QPlainTextEdit *m_output;
    QLineEdit *m_input;
    QStringList m_history;
    qsizetype m_position = 0; // in the history; its size: what is being typed
    QString m_draft;
    QCompleter *m_completer;
    QStringListModel *m_names;
    qsizetype m_wordBegin = 0; // of the word that a name replaces
    quint64 m_completion = 0; // results of earlier ones are outdated
};

} // namespace looptide::panels
