// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

class QObject;

namespace looptide::editor {

class CodeView;

/// Moves the event filter and the connections of a controller from its current view to another one,
/// which may be null. Returns whether there is a view to connect.
bool moveFilter(QObject *controller, QPointer<CodeView> *current, CodeView *view);

} // namespace looptide::editor
