// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QBoxLayout;
class QLabel;

namespace looptide::app {

// A message above the editor. It stays until the user closes it, and never blocks the window.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    // A button with what the user can do about it.
    struct Offer
    {
        QString text;
        std::function<void()> act;
        bool keepsMessage = false; // a click does not close the message
    };

    explicit MessageBar(QWidget *parent = nullptr);

    // Warning: something failed or needs the user. Note: something that was asked for is done.
    enum class Kind { Warning, Note };

    void showMessage(const QString &text, const QList<Offer> &offers = {},
                     Kind kind = Kind::Warning);
    // The whole message; empty while none is shown.
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setKind(Kind kind);
    void setOffers(const QList<Offer> &offers);
    void arrange();

    QLabel *m_sign;
    QLabel *m_text;
    QString m_whole; // m_text shows a shortened version if it is long
    QBoxLayout *m_content; // the text and the buttons, side by side where there is room
    QWidget *m_buttons;
};

} // namespace looptide::app
