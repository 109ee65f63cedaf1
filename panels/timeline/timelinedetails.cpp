// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinedetails.h"

#include "panels/common/displaytext.h"
#include "panels/timeline/timelinetexts.h"
#include "runtime/trace/traceexport.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace looptide::panels {

using models::TimelineLane;
using models::TimelineTexts;
using namespace Qt::StringLiterals;

TimelineDetails::TimelineDetails(const models::TimelineLanes *lanes, QWidget *parent)
    : QWidget(parent), m_lanes(lanes), m_text(new QLabel)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 6, 2);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_text, 1);
    m_goToFunction = addButton(tr("Function"), tr("Open the function of this callback"));
    m_goToOrigin = addButton(tr("Scheduled at"), tr("Open the line that scheduled this callback"));
    m_goToCause = addButton(tr("Cause"), tr("Select the callback that scheduled this one"));
    connect(m_goToFunction, &QToolButton::clicked, this, [this] { goTo(m_function); });
    connect(m_goToOrigin, &QToolButton::clicked, this, [this] { goTo(m_origin); });
    connect(m_goToCause, &QToolButton::clicked, this, &TimelineDetails::causeRequested);
    setItem({});
}

QToolButton *TimelineDetails::addButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    layout()->addWidget(button);
    return button;
}

void TimelineDetails::setItem(const TimelineView::Place &place)
{
    m_function.clear();
    m_origin.clear();
    m_cause = {};
    m_createdNs = 0;
    // The store may have dropped it.
    const bool isKnown = place.isValid() && place.item.record >= m_lanes->store().firstRecord();
    if (isKnown)
        findOrigin(place);
    for (QToolButton *button : { m_goToFunction, m_goToOrigin, m_goToCause })
        button->setVisible(isKnown);
    m_goToFunction->setEnabled(!m_function.isEmpty() && m_function.first().isUsers());
    m_goToOrigin->setEnabled(!m_origin.isEmpty());
    m_goToCause->setEnabled(m_cause.isValid());
    showMessage(isKnown ? textOf(place)
                        : tr("Wheel zooms, dragging moves, Shift+dragging selects."));
}

void TimelineDetails::showMessage(const QString &text)
{
    m_text->setText(text);
    m_text->setToolTip(u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s);
}

void TimelineDetails::findOrigin(const TimelineView::Place &place)
{
    const TimelineLane &lane = m_lanes->lanes()[std::size_t(place.lane)];
    if (lane.kind != models::LaneKind::Callbacks)
        return;
    const trace::TraceStore &store = m_lanes->store();
    const trace::Record &record = store.record(place.item.record);
    m_function = store.places().frames(lane.agent, record.count);
    const auto created = m_lanes->creationOf(record);
    if (!created)
        return;
    m_createdNs = store.record(*created).beginNs;
    m_origin = store.places().frames(lane.agent, store.record(*created).count);
    if (const auto cause = m_lanes->callbackAt(lane.agent, m_createdNs, &m_cause.lane))
        m_cause.item = *cause;
}

QString TimelineDetails::textOf(const TimelineView::Place &place) const
{
    const TimelineLane &lane = m_lanes->lanes()[std::size_t(place.lane)];
    QStringList parts {
        TimelineTexts::itemName(m_lanes->store(), lane, place.item),
        tr("at %1 for %2")
            .arg(TimelineTexts::momentText(place.item.beginNs - m_lanes->beginNs()),
                 models::durationText(place.item.endNs - place.item.beginNs)),
    };
    parts += TimelineTexts::itemFacts(m_lanes->store(), lane, place.item);
    if (!m_origin.isEmpty())
        parts += tr("scheduled at %1").arg(models::visibleText(trace::shortPlace(m_origin)));
    return parts.join(u"  ·  "_s);
}

void TimelineDetails::open()
{
    goTo(m_function.isEmpty() || !m_function.first().isUsers() ? m_origin : m_function);
}

void TimelineDetails::goTo(const QList<trace::CodeFrame> &frames)
{
    const auto users = std::ranges::find_if(frames, &trace::CodeFrame::isUsers);
    if (users != frames.end())
        Q_EMIT fileActivated(users->path(), users->line, users->column);
}

} // namespace looptide::panels
