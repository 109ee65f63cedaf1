// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/theme.h"

#include <QAbstractButton>

#include <functional>

namespace looptide::panels {

// A rounded switch in a colour of the theme: a filter that is on or off.
class FilterChip : public QAbstractButton
{
    Q_OBJECT
public:
    using Color = std::function<QColor(const models::Theme &)>;

    FilterChip(const QString &text, Color color, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Color m_color;
};

} // namespace looptide::panels
