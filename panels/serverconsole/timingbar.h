// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace looptide::panels {

// How the time of an exchange divides: until the first byte of the response, and until its end.
class TimingBar : public QWidget
{
    Q_OBJECT
public:
    explicit TimingBar(QWidget *parent = nullptr);

    // firstByteNs: 0 when unknown; nothing is shown then.
    void setTimes(quint64 firstByteNs, quint64 durationNs);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return { 40, sizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    quint64 m_firstByteNs = 0;
    quint64 m_durationNs = 0;
};

} // namespace looptide::panels
