// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QTextBrowser;

namespace looptide::editor {

/// Text in Markdown beside the caret or the pointer, without the keyboard. The text is a server's
/// and may quote any package: HTML in it is shown as text, pictures are not loaded, and links are
/// only reported.
class InfoPopup : public QFrame
{
    Q_OBJECT

public:
    explicit InfoPopup(QWidget *parent);

    void setMarkdown(const QString &markdown);
    /// HTML that this program made.
    void setHtml(const QString &html);
    QString plainText() const;
    /// Above or below a rectangle of the screen, where there is room.
    void showAt(const QRect &around, bool prefersAbove);
    /// Beside a rectangle of the screen.
    void showBeside(const QRect &rectangle);
    void setMaximumSizes(QSize size) { m_maximum = size; }

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    void left();

protected:
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QTextBrowser *m_text;
    QSize m_maximum { 620, 340 };
};

} // namespace looptide::editor
