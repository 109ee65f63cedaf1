// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/diffrows.h"

#include <QPlainTextEdit>

namespace looptide::panels {

// The rows of a diff as text that can be selected, with line numbers beside it. Thread: GUI.
class DiffPane : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Numbers : quint8 { Old, New, Both };

    explicit DiffPane(Numbers numbers, QWidget *parent = nullptr);

    void setRows(const QList<models::DiffRow> &rows);
    const QList<models::DiffRow> &rows() const { return m_rows; }
    int currentRow() const;
    void goToRow(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Margin;

    void paintMargin(QPaintEvent *event);
    void updateMargin();
    int marginWidth() const;
    QColor backgroundOf(const models::DiffRow &row) const;

    Numbers m_numbers;
    QList<models::DiffRow> m_rows;
    int m_digits = 3;
    Margin *m_margin;
};

} // namespace looptide::panels
