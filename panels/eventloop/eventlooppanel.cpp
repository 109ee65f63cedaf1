// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/eventlooppanel.h"

namespace looptide::panels {

EventLoopPanel::EventLoopPanel(models::LoopStats *, QWidget *parent) : QWidget(parent) { }

} // namespace looptide::panels
