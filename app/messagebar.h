// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace looptide::app {

// A line above the editor that says what went wrong and waits to be read; never in the way.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &text);
    // With a button that does something about it, and hides the message.
    void showOffer(const QString &text, const QString &actionText,
                   const std::function<void()> &action);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_act;
};

} // namespace looptide::app
