// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/registryanswers.h"

#include <QComboBox>

namespace looptide::panels {

// Chooses a version of a package: its tags first, then all versions, the newest first.
class VersionChooser : public QComboBox
{
    Q_OBJECT
public:
    explicit VersionChooser(QWidget *parent = nullptr);

    void setVersions(const project::PackageVersions &versions);
    void forget(); // there is nothing to choose

    // What npm is to install, "latest" or "1.2.3"; empty: nothing is known.
    QString chosen() const { return currentData(SpecificationRole).toString(); }
    // The version behind it.
    QString chosenVersion() const { return currentData(VersionRole).toString(); }

private:
    enum Role { SpecificationRole = Qt::UserRole, VersionRole };

    void add(const QString &text, const QString &specification, const QString &version);
};

} // namespace looptide::panels
