// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreepanel.h"

namespace looptide::panels {

ProjectTreePanel::ProjectTreePanel(QWidget *parent) : QWidget(parent) { }

} // namespace looptide::panels
