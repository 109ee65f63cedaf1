// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace looptide::models {

// What of a repository can run programs, and how to keep Git from running them. Hooks, filters,
// diff and merge drivers, file system monitors, ssh commands and credential helpers can be named by
// the configuration of the repository itself, which may come from a stranger (an archive, a disk).
// The user's own configuration is always in force.
struct GitSafety
{
    QStringList programs; // keys of the repository's configuration that name programs
    bool hasHooks = false;

    bool isHarmless() const { return programs.isEmpty() && !hasHooks; }

    // For Git, before the command. isTrusted: only what an IDE needs in any case.
    QStringList options(bool isTrusted) const;

    // Reads the output of `git config --list -z --show-scope --includes`. hookFiles: what is in the
    // folder of the hooks.
    static GitSafety read(const QByteArray &config, const QStringList &hookFiles);
};

// The values of the user's name and e-mail address in such an output.
bool hasGitIdentity(const QByteArray &config);

} // namespace looptide::models
