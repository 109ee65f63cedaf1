// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/pack/classpack.h"

class QWidget;

namespace looptide::panels {

// Ask for the file and start the export or the import; parent is the window of the dialogs.
// names: as in ClassPack::exportTo().
void exportClassPack(models::ClassPack *pack, const QStringList &names, QWidget *parent);
void importClassPack(models::ClassPack *pack, QWidget *parent);

} // namespace looptide::panels
