// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QFile>
#include <QTemporaryDir>

namespace looptide::tests {

// Writes a program into the folder. Returns what runs it as the window does.
inline core::RunRequest requestFor(const QTemporaryDir &folder, const QByteArray &source,
                                   const QString &name = QStringLiteral("app.js"))
{
    core::RunRequest request;
    request.script = folder.filePath(name);
    QFile file(request.script);
    if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
        qFatal("cannot write the program");
    request.workingDirectory = folder.path();
    request.environment = QProcessEnvironment::systemEnvironment();
    // Node prints fewer colours, or none, where these are set.
    for (const auto *variable : { "CI", "FORCE_COLOR", "NODE_DISABLE_COLORS", "NO_COLOR" })
        request.environment.remove(QLatin1StringView(variable));
    return request;
}

} // namespace looptide::tests
