// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/debugconsole.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "runtime/inspector/valuetext.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace looptide::panels {

namespace {

constexpr qsizetype longestHistory = 200;
constexpr qsizetype longestText = 20'000;

} // namespace

DebugConsole::DebugConsole(inspector::DebugSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_output(new QPlainTextEdit), m_input(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_input);
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_output->setFont(font);
    m_output->setReadOnly(true);
    m_output->setFrameShape(QFrame::NoFrame);
    m_output->setMinimumHeight(1);
    m_output->setMaximumBlockCount(mostLines);
    m_output->setTabChangesFocus(true);
    m_output->setAccessibleName(tr("Results of the debug console"));
    m_input->setFont(font);
    m_input->setClearButtonEnabled(true);
    m_input->setAccessibleName(tr("Expression to evaluate"));
    m_input->installEventFilter(this);
    setFocusProxy(m_input);
    connect(m_input, &QLineEdit::returnPressed, this, &DebugConsole::evaluate);
    connect(session, &inspector::DebugSession::pauseChanged, this, &DebugConsole::updateInput);
    connect(session, &inspector::DebugSession::stateChanged, this, &DebugConsole::updateInput);
    connect(session, &inspector::DebugSession::logged, this,
            [this](const QString &text, const inspector::SourcePlace &place) {
                add(Kind::Message,
                    QStringLiteral("%1:%2: %3")
                        .arg(QFileInfo(place.path).fileName())
                        .arg(place.line)
                        .arg(text));
            });
    updateInput();
}

void DebugConsole::updateInput()
{
    const bool canEvaluate = m_session->shown() != nullptr;
    m_input->setEnabled(canEvaluate);
    m_input->setPlaceholderText(!canEvaluate ? tr("Debug a program to evaluate expressions in it")
                                    : m_session->isPaused()
                                    ? tr("Evaluate in the function that is shown")
                                    : tr("Evaluate in the running program"));
}

void DebugConsole::evaluate()
{
    const QString expression = m_input->text().trimmed();
    if (expression.isEmpty() || !m_session->shown())
        return;
    m_history.removeAll(expression);
    m_history.append(expression);
    if (m_history.size() > longestHistory)
        m_history.removeFirst();
    m_position = m_history.size();
    m_input->clear();
    add(Kind::Input, expression);
    inspector::DebugTarget::EvaluationOptions options;
    options.frame = m_session->shownFrame();
    m_session->shown()->evaluate(expression, options, this,
                                 [this](const inspector::Evaluation &result) {
                                     if (result.isGood())
                                         add(Kind::Result, inspector::valueText(result.value));
                                     else
                                         add(Kind::Error, result.error);
                                     if (m_session->isPaused())
                                         Q_EMIT m_session->valuesChanged();
                                 });
}

void DebugConsole::addNote(const QString &text)
{
    add(Kind::Note, text);
}

void DebugConsole::add(Kind kind, const QString &text)
{
    const models::Theme theme(palette());
    QTextCharFormat format;
    if (kind == Kind::Error)
        format.setForeground(theme.error());
    else if (kind == Kind::Input)
        format.setForeground(theme.accent());
    else if (kind == Kind::Note)
        format.setForeground(theme.mutedText());
    QTextCursor cursor(m_output->document());
    cursor.movePosition(QTextCursor::End);
    if (!m_output->document()->isEmpty())
        cursor.insertBlock();
    const QString mark = kind == Kind::Input ? QStringLiteral("> ") : QString();
    cursor.insertText(mark + models::visibleText(text.left(longestText)), format);
    m_output->moveCursor(QTextCursor::End);
    m_output->ensureCursorVisible();
}

bool DebugConsole::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            recall(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DebugConsole::recall(int direction)
{
    const qsizetype next = m_position + direction;
    if (next < 0 || next > m_history.size())
        return;
    if (m_position == m_history.size())
        m_draft = m_input->text();
    m_position = next;
    m_input->setText(next == m_history.size() ? m_draft : m_history[next]);
}

} // namespace looptide::panels
