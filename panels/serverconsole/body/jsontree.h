// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QTreeWidget;

namespace looptide::panels {

// Adds the values of a JSON text to a tree with the columns name and value, in their order. The
// text must be one that models::isShownAsJson() accepts. False when there are more values than a
// tree should have.
bool fillJsonTree(QTreeWidget *tree, const QByteArray &json);

} // namespace looptide::panels
