// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// The install scripts of one installed package, as resources/npm/tools/scripts.js reports them. All
// texts are hostile.
struct InstallScripts
{
    QString name;
    QString version;
    QStringList commands; // "postinstall: node install.js"
    std::optional<bool> allowed; // nothing: the project does not say

    QString specification() const { return name + u'@' + version; }
};

// Nothing when the output is not an answer of the script.
std::optional<QList<InstallScripts>> parseInstallScripts(const QByteArray &output);

} // namespace looptide::project
