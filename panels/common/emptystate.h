// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace looptide::panels {

// The content of a panel that has nothing to show yet: what will appear, and the button that makes
// it appear.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    // icon: a name for panels::icon().
    explicit EmptyState(const QString &icon, QWidget *parent = nullptr);

    // Plain text. Without an action there is no button.
    void setText(const QString &title, const QString &explanation);
    void setAction(const QString &text, const QString &icon);
    // A second button, below.
    void setOtherAction(const QString &text, const QString &icon);

    QString title() const;

    // The height that the buttons, or a title of two lines, need.
    int leastHeight() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void actionRequested();
    void otherActionRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    void setButton(QPushButton *button, const QString &text, const QString &icon);
    void dropWhatDoesNotFit();
    int heightOfButtons() const; // with the gap above

    QString m_icon;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
    QPushButton *m_otherButton;
};

} // namespace looptide::panels
