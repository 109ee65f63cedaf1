// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmproblem.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace looptide::project {

// How npm reaches its registry, and whether it does, as resources/npm/tools/connection.js reports
// it. All texts are hostile; passwords are left out.
struct ConnectionReport
{
    struct Setting
    {
        QString name; // of npm, "https-proxy", or an environment variable
        QString value; // may be empty
        QString source; // npm's name: "default", "env", "project", "user", "global", "builtin"
        QString file; // that has it; empty: none
    };

    // What the answer to the test is.
    enum class Verdict : quint8 {
        Works,
        WorksWithSystemCertificates, // npm does not know a certificate that the system trusts
        WorksWithoutProxy,
        WorksWithSystemProxy, // the system has a proxy that npm does not use
        Fails, // problem
    };

    QList<Setting> settings;
    QString certificates; // the system's file; empty: none was found
    Verdict verdict = Verdict::Fails;
    NpmProblem problem; // of the request as npm makes it

    QString valueOf(const QString &name) const; // of a setting
};

std::optional<ConnectionReport> parseConnectionReport(const QByteArray &output);

} // namespace looptide::project
