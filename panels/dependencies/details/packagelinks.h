// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace looptide::models {

// Where to read more of an installed package, from its folder. Addresses are http or https and have
// no credentials; files are there. Any field may be empty.
struct PackageLinks
{
    QUrl homepage;
    QUrl repository;
    QString changelog; // absolute path
    QString readme; // absolute path

    static PackageLinks of(const QString &folder);
    // The page of a repository as package.json names it: "github:a/b", "git+https://…/a.git".
    static QUrl pageOf(const QString &repository);
};

} // namespace looptide::models
