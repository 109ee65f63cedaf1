// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace looptide::lsp {

/// What the editor supports: the client capabilities of the "initialize" request.
QJsonObject clientCapabilities();

} // namespace looptide::lsp
