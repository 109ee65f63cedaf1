// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace looptide::editor {

struct NoticeAction
{
    QString text;
    std::function<void()> run;
};

/// One line above the text about the file below it, with what can be done about it. Never modal.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Replaces the notice that is shown; each action and the close button end it.
    void showNotice(const QString &text, const QList<NoticeAction> &actions);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    QHBoxLayout *m_buttons;
};

} // namespace looptide::editor
