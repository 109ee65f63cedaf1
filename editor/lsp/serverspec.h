// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/processtransport.h"

#include <QJsonObject>

namespace looptide::lsp {

/// What the editor uses a server for. Several servers may serve a language, each for its part.
enum class Role {
    Language = 1, // completion, hover, navigation, symbols, renaming
    Diagnostics = 2,
    CodeActions = 4,
    Formatting = 8,
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)

/// How a server is started and what it is for. A value.
struct ServerSpec
{
    QString id;
    /// A proper name, never translated.
    QString name;
    ServerCommand command;
    /// Of the protocol: "javascript", "typescriptreact".
    QStringList languages;
    Roles roles;
    QJsonObject initializationOptions {};
    /// What the server is given when it asks for its configuration, by section.
    QJsonObject settings {};
    /// Needs the tsconfig of lsp/projectconfig.h for files without one of their own.
    bool needsProjectConfig = false;
};

} // namespace looptide::lsp
