// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::project {

// Why an npm command failed, from what it printed.
struct NpmProblem
{
    enum class Kind : quint8 {
        Unknown,
        NoNetwork,
        Proxy,
        Certificate,
        NotFound, // a package that the registry does not have
        NoSuchVersion,
        Conflict, // ERESOLVE: two packages want different versions of a third
        NoPermission,
        Integrity, // a package is not what the lock file says
        DiskFull,
        NativeBuild, // a compiler or one of its tools is missing
        Engine, // the package is not for this Node.js
        LockOutdated, // package.json and the lock file do not fit together
    };

    Kind kind = Kind::Unknown;
    QString code; // npm's own, "ERESOLVE"; empty when it printed none
    QString details; // the lines that matter, hostile text; may be empty

    // output: standard error of npm. Any thread.
    static NpmProblem of(const QString &output);
    bool operator==(const NpmProblem &) const = default;
};

} // namespace looptide::project
