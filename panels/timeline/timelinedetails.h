// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/timeline/timelineview.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace looptide::panels {

// One line about the selected item of the timeline: what it is, when it ran, its function, where it
// was scheduled and what caused it, with buttons that go there.
class TimelineDetails : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineDetails(const models::TimelineLanes *lanes, QWidget *parent = nullptr);

    void setItem(const TimelineView::Place &place);
    void showMessage(const QString &text);
    // The callback that scheduled the item; invalid when it is unknown.
    const TimelineView::Place &cause() const { return m_cause; }
    quint64 createdNs() const { return m_createdNs; } // when; 0: unknown
    // Opens the function of the item, or else the line that scheduled it.
    void open();

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void causeRequested();

private:
    QToolButton *addButton(const QString &text, const QString &tip);
    void findOrigin(const TimelineView::Place &place);
    QString textOf(const TimelineView::Place &place) const;
    void goTo(const QList<trace::CodeFrame> &frames);

    const models::TimelineLanes *m_lanes;
    QList<trace::CodeFrame> m_function;
    QList<trace::CodeFrame> m_origin;
    TimelineView::Place m_cause;
    quint64 m_createdNs = 0;
    QLabel *m_text;
    QToolButton *m_goToFunction;
    QToolButton *m_goToOrigin;
    QToolButton *m_goToCause;
};

} // namespace looptide::panels
