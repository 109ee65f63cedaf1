// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/debugconsole.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "runtime/inspector/valuetext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFileInfo>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace looptide::panels {

namespace {

constexpr qsizetype longestHistory = 200;
constexpr qsizetype longestText = 20'000;

} // namespace

DebugConsole::DebugConsole(inspector::DebugSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_output(new QPlainTextEdit), m_input(new QLineEdit),
      m_completer(new QCompleter(this)), m_names(new QStringListModel(this))
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
    m_completer->setModel(m_names);
    m_completer->setWidget(m_input);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setFont(font);
    m_completer->popup()->setAccessibleName(tr("Names"));
    m_completer->popup()->installEventFilter(this); // before that of the completer
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &DebugConsole::insert);
    connect(m_input, &QLineEdit::textEdited, this, [this] { complete(false); });
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
    ++m_completion;
    m_completer->popup()->hide();
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

// isAsked: also where nothing has been typed yet.
void DebugConsole::complete(bool isAsked)
{
    const auto round = ++m_completion;
    if (!m_session->shown())
        return;
    const QString text = m_input->text().first(m_input->cursorPosition());
    m_session->shown()->complete(text, m_session->shownFrame(), this,
                                 [this, round, text, isAsked](const inspector::Completion &found) {
                                     if (round == m_completion)
                                         offer(found, text, isAsked);
                                 });
}

void DebugConsole::offer(const inspector::Completion &completion, const QString &text, bool isAsked)
{
    const qsizetype typed = text.size() - completion.from;
    const bool isAfterDot = completion.from > 0 && text[completion.from - 1] == u'.';
    const bool isComplete = completion.names == QStringList(text.mid(completion.from));
    if (completion.names.isEmpty() || isComplete || (typed == 0 && !isAfterDot && !isAsked)
        || !m_input->hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_wordBegin = completion.from;
    m_names->setStringList(completion.names);
    QAbstractItemView *popup = m_completer->popup();
    QRect place = m_input->rect();
    const QString before = m_input->text().first(completion.from);
    place.setLeft(std::min(m_input->fontMetrics().horizontalAdvance(before), place.width() / 2));
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width()
                   + 8);
    m_completer->complete(place);
    popup->setCurrentIndex({});
}

void DebugConsole::insert(const QString &name)
{
    const QString text = m_input->text();
    const QString rest = text.mid(m_input->cursorPosition());
    m_input->setText(text.first(m_wordBegin) + name + rest);
    m_input->setCursorPosition(int(m_wordBegin + name.size()));
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

// Nothing is chosen in the list until the user goes into it, so that Enter evaluates what was
// typed.
bool DebugConsole::takePopupKey(int key)
{
    QAbstractItemView *popup = m_completer->popup();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isEnter && key != Qt::Key_Tab)
        return false;
    const QModelIndex chosen = popup->currentIndex().isValid() || isEnter
        ? popup->currentIndex()
        : m_completer->completionModel()->index(0, 0);
    popup->hide();
    if (chosen.isValid())
        insert(chosen.data().toString());
    else
        evaluate();
    return true;
}

bool DebugConsole::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_completer->popup() && event->type() == QEvent::KeyPress)
        return takePopupKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const int key = press->key();
        if (key == Qt::Key_Space && press->modifiers() == Qt::ControlModifier) {
            complete(true);
            return true;
        }
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
