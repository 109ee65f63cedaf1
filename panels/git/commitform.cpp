// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/commitform.h"

#include "panels/common/icons.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace looptide::panels {

using namespace Qt::StringLiterals;

namespace {

constexpr int space = 6;
constexpr int mostLines = 4;

} // namespace

CommitForm::CommitForm(QWidget *parent)
    : QWidget(parent), m_message(new QPlainTextEdit), m_amend(new QCheckBox(tr("&Amend"))),
      m_commit(new QPushButton)
{
    m_message->setObjectName(u"git.message"_s);
    m_message->setAccessibleName(tr("Message of the commit"));
    m_message->setPlaceholderText(tr("Message (Ctrl+Enter commits)"));
    m_message->setTabChangesFocus(true);
    m_message->installEventFilter(this);
    m_amend->setObjectName(u"git.amend"_s);
    m_amend->setToolTip(tr("Replace the last commit by one that has these changes too"));
    m_commit->setObjectName(u"git.commit"_s);
    m_commit->setIcon(icon(u"check"_s));
    m_commit->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout;
    row->setSpacing(space);
    row->addWidget(m_amend);
    row->addWidget(m_commit, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space, space, space, space);
    layout->setSpacing(space);
    layout->addWidget(m_message);
    layout->addLayout(row);
    setFocusProxy(m_message);
    fitInto(0);
    connect(m_commit, &QPushButton::clicked, this, &CommitForm::commitRequested);
    connect(m_message, &QPlainTextEdit::textChanged, this, &CommitForm::update);
    connect(m_amend, &QCheckBox::clicked, this, &CommitForm::amendChosen);
}

QString CommitForm::message() const
{
    return m_message->toPlainText().trimmed();
}

// Undo brings back what was typed.
void CommitForm::setMessage(const QString &text)
{
    QTextCursor cursor(m_message->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

bool CommitForm::isAmending() const
{
    return m_amend->isChecked();
}

void CommitForm::setAmending(bool on)
{
    m_amend->setChecked(on);
}

void CommitForm::setState(const QString &buttonText, bool canCommit, bool canAmend)
{
    m_commit->setText(buttonText);
    m_canCommit = canCommit;
    m_amend->setEnabled(canAmend);
    update();
}

void CommitForm::update()
{
    const bool hasMessage = !message().isEmpty();
    m_commit->setEnabled(m_canCommit && hasMessage);
    if (m_canCommit && !hasMessage)
        m_commit->setToolTip(tr("Write a message first: what these changes do"));
    else
        m_commit->setToolTip(u"%1 (%2)"_s.arg(
            m_commit->text(),
            QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
}

void CommitForm::fitInto(int height)
{
    const int line = m_message->fontMetrics().lineSpacing();
    const int frame = 2 * (m_message->frameWidth() + int(m_message->document()->documentMargin()));
    const int wanted = height / 5 - frame;
    const int lines = qBound(1, wanted / qMax(1, line), mostLines);
    m_message->setFixedHeight(lines * line + frame);
}

bool CommitForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            m_commit->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace looptide::panels
