// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/serverspec.h"

namespace looptide::lsp {

/// Where the bundled servers are and what they run with.
struct Installation
{
    /// share/looptide/language
    QString directory;
    /// The program that is exactly `node`.
    QString node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

/// The servers that come with Looptide: TypeScript's own, oxlint, oxfmt, and those for JSON, HTML
/// and CSS. They run no code of an opened folder.
QList<ServerSpec> bundledServers(const Installation &installation);

/// The language of the protocol for a file, by its name; empty when no bundled server knows it.
QString languageIdOf(const QString &path);

} // namespace looptide::lsp
