// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the stepper says of a paused loop.
#include "panels/common/displaytext.h"
#include "panels/eventloop/looptexts.h"
#include "panels/resources/resourcesmodel.h"
#include "panels/stepper/loopqueuesmodel.h"
#include "panels/stepper/stepperpanel.h"

namespace looptide::panels {

using models::QueueItem;
using models::ResourcesModel;
using namespace Qt::StringLiterals;

QString StepperPanel::statusText() const
{
    const Loop loop = shown();
    if (!loop.isPaused) {
        if (loop.position.sinceNs != 0 && !loop.position.waiting)
            return tr("The loop pauses when the callback that runs now has ended.");
        return tr("The loop runs to the next step. It may wait for an event, such as a request.");
    }
    const trace::LoopPause &where = loop.where;
    if (where.next.asyncId != 0)
        return nextText();
    if (!where.isPhaseBegin)
        return tr("Paused in the poll phase: no callback runs.");
    if (where.phase == trace::LoopPhase::Prepare)
        return tr("Paused: an iteration of the loop begins.");
    return tr("Paused: the phase “%1” begins. %2")
        .arg(models::phaseTitle(where.phase), models::phaseExplanation(where.phase));
}

QString StepperPanel::nextText() const
{
    const QueueItem item = next();
    const trace::LoopPhase phase = shown().where.phase;
    const QString what = models::visibleText(item.what);
    QString text = phase == trace::LoopPhase::Outside
        ? tr("Paused before the loop begins. Next: %1").arg(what)
        : tr("Paused in the phase “%1”. Next: %2").arg(models::phaseTitle(phase), what);
    if (const QString place = ResourcesModel::placeText(item.function); !place.isEmpty())
        text += u", "_s + place;
    if (const QString creation = ResourcesModel::placeText(item.creation); !creation.isEmpty())
        text += u", "_s + tr("scheduled in %1").arg(creation);
    return text + u'.';
}

} // namespace looptide::panels
