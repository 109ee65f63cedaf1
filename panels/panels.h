// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"

#include <QList>

namespace looptide::panels {

// Every panel of the window, in the order of the View menu. A new panel is a line in panels.cpp.
QList<PanelDescriptor> allPanels();

} // namespace looptide::panels
