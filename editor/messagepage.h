// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/noticebar.h"

namespace looptide::editor {

/// Shown in place of a text that cannot or should not be shown.
class MessagePage : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePage(QWidget *parent = nullptr);

    void showMessage(const QString &title, const QString &text,
                     const QList<NoticeAction> &actions = {});
    QString title() const;
    QString text() const;

private:
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace looptide::editor
