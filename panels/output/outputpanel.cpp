// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputpanel.h"

namespace looptide::panels {

OutputPanel::OutputPanel(QWidget *parent) : QWidget(parent) { }

} // namespace looptide::panels
