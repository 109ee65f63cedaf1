// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace looptide::project {

// The texts of package.json and package-lock.json at one moment, so that a change of the packages
// can be taken back. A plain value.
class PackageFiles
{
public:
    static PackageFiles read(const QString &projectDir);
    // Writes both as they were; one that was not there is removed. Returns the reason of a failure
    // (for users, with the path), and nothing when both are as they were.
    std::optional<QString> restore(const QString &projectDir) const;

    bool operator==(const PackageFiles &) const = default;

private:
    std::optional<QByteArray> m_manifest; // nothing: the file was not there
    std::optional<QByteArray> m_lock;
};

} // namespace looptide::project
