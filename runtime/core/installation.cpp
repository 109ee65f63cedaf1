// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace looptide::core {

namespace {

// Also in looptide-node, which has no application object.
QString binDirectory()
{
    return QCoreApplication::instance()
        ? QCoreApplication::applicationDirPath()
        : QFileInfo(QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget()).path();
}

QString besideBin(const QString &relative)
{
    return QDir::cleanPath(binDirectory() + QStringLiteral("/../") + relative);
}

} // namespace

QString shareDirectory()
{
    return besideBin(QStringLiteral("share/looptide"));
}

QString nodeProgram()
{
    return besideBin(QStringLiteral("bin/looptide-node"));
}

QString shimDirectory()
{
    return besideBin(QStringLiteral("libexec/looptide/shims"));
}

QString searchProgram()
{
    return besideBin(QStringLiteral("libexec/looptide/rg"));
}

QString loadScript()
{
    return besideBin(QStringLiteral("share/looptide/load/load.mjs"));
}

QString typeStripper()
{
    return besideBin(QStringLiteral("share/looptide/amaro/internal.js"));
}

} // namespace looptide::core
