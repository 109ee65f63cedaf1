// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/output/outputlinks.h"

#include <QWidget>

#include <optional>

class QTermWidget;

namespace looptide::panels {

// Makes places in files and addresses in a terminal clickable: lies over the terminal's text, lets
// all input through, underlines what the pointer is on. QTermWidget's own filter knows only
// addresses with a scheme, and takes no other filter from outside.
class TerminalLinks : public QWidget
{
    Q_OBJECT
public:
    TerminalLinks(QTermWidget *terminal, QWidget *display);

    // Where relative paths in the output start.
    void setWorkingDirectory(const QString &directory);
    // The link at a point of the display, if any.
    std::optional<models::OutputLink> linkAt(QPoint position);

Q_SIGNALS:
    void activated(const looptide::models::OutputLink &link);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Cells // of the terminal, in pixels
    {
        QSize size;
        int left = 0;
        int top = 0;
    };
    // A line as the program wrote it, which may fill several rows.
    struct LogicalLine
    {
        int firstRow = 0; // counted from the start of the history
        QStringList rows;
        QList<models::OutputLink> links;
    };

    Cells cells() const;
    int firstVisibleRow() const;
    QString rowText(int row);
    LogicalLine lineAt(int row);
    void hover(QPoint position);
    void forget();
    bool resolve(models::OutputLink *link) const;

    QTermWidget *m_terminal;
    QWidget *m_display;
    QString m_workingDirectory;
    bool m_hasSelection = false;
    QPoint m_pressed;
    std::optional<models::OutputLink> m_hovered;
    QList<QRect> m_underlines;
};

} // namespace looptide::panels
