// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/blockedplace.h"
#include "runtime/trace/records.h"

#include <QString>

// Names of the parts of the event loop, and explanations for learners.
namespace looptide::models {

QString phaseTitle(trace::LoopPhase phase); // "Timers"
QString phaseLabel(trace::LoopPhase phase); // "timers": short, for the ring
QString phaseExplanation(trace::LoopPhase phase);
QString microtasksTitle();
QString microtasksExplanation();
QString collectionsTitle();
QString collectionsExplanation();

QString blockedPlaceText(const trace::BlockedPlace &place); // "app.js:3"

// type: uv_handle_type
QString handleTitle(int type); // "TCP socket or server"
QString handleExplanation(int type);

} // namespace looptide::models
