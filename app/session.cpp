// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace looptide::app {

namespace {

QString dataFile(const QString &name)
{
    const QDir directory(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    directory.mkpath(QStringLiteral("."));
    return directory.filePath(name);
}

QString stateFilePath()
{
    return dataFile(QStringLiteral("session.ini"));
}

} // namespace

Session::Session() : m_lock(dataFile(QStringLiteral("session.lock")))
{
    // The process that holds it may live for days; QLockFile knows a dead one by its id.
    m_lock.setStaleLockTime(std::chrono::milliseconds::zero());
    m_isFirst = m_lock.tryLock(std::chrono::milliseconds::zero());
}

QString Session::journalDirectory()
{
    return dataFile(QStringLiteral("journal"));
}

SessionState Session::load()
{
    const QSettings file(stateFilePath(), QSettings::IniFormat);
    SessionState state;
    state.project = file.value(QStringLiteral("project")).toString();
    state.editor = file.value(QStringLiteral("editor")).toByteArray();
    state.geometry = file.value(QStringLiteral("geometry")).toByteArray();
    state.layout = file.value(QStringLiteral("layout")).toByteArray();
    return state;
}

void Session::save(const SessionState &state)
{
    QSettings file(stateFilePath(), QSettings::IniFormat);
    file.setValue(QStringLiteral("project"), state.project);
    file.setValue(QStringLiteral("editor"), state.editor);
    file.setValue(QStringLiteral("geometry"), state.geometry);
    file.setValue(QStringLiteral("layout"), state.layout);
}

} // namespace looptide::app
