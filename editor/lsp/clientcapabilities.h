// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace looptide::lsp {

/// What the editor can do, as a server is told in the handshake.
QJsonObject clientCapabilities();

} // namespace looptide::lsp
