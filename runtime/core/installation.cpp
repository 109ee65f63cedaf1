// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"

#include <QCoreApplication>
#include <QDir>

namespace looptide::core {

namespace {

QString besideBin(const QString &relative)
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../") + relative);
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

QString typeStripper()
{
    return besideBin(QStringLiteral("share/looptide/amaro/internal.js"));
}

} // namespace looptide::core
