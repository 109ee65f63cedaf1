// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/trustedrepositories.h"

#include "app/settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStringList>

namespace looptide::app {

namespace {

const QString key = QStringLiteral("trustedRepositories");

} // namespace

bool isTrustedRepository(const QString &topFolder)
{
    const QString path = QFileInfo(topFolder).canonicalFilePath();
    const QSettings file(settingsFilePath(), QSettings::IniFormat);
    return !path.isEmpty() && file.value(key).toStringList().contains(path);
}

void setTrustedRepository(const QString &topFolder, bool isTrusted)
{
    const QString path = QFileInfo(topFolder).canonicalFilePath();
    if (path.isEmpty())
        return;
    QSettings file(settingsFilePath(), QSettings::IniFormat);
    QStringList trusted = file.value(key).toStringList();
    trusted.removeAll(path);
    if (isTrusted)
        trusted.append(path);
    file.setValue(key, trusted);
}

} // namespace looptide::app
