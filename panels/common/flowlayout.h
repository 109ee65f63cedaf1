// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace looptide::panels {

// A row that breaks into more rows where the width ends, so that a panel's tools stay in sight in a
// narrow dock. An item whose size policy expands takes what is left of its row.
class FlowLayout : public QLayout
{
    Q_OBJECT
public:
    explicit FlowLayout(int spacing, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

    // What heightForWidth() would be if of all widgets, hidden ones too, only these were left out.
    int heightWithout(const QList<QWidget *> &widgets, int width) const;

private:
    // Height that the items take in rect; moves them there when place is true.
    int arrange(const QRect &rect, bool place) const;
    qsizetype endOfRow(qsizetype begin, int width) const;
    int placeRow(qsizetype begin, qsizetype end, const QRect &row, bool place) const;

    QList<QLayoutItem *> m_items;
};

} // namespace looptide::panels
