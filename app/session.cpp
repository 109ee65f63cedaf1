// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace looptide::app {

namespace {

// A damaged file can have any size.
constexpr qint64 mostTabsBytes = 1024 * 1024;

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

// A hash, as the name of a file has to be short and valid.
QString tabsFilePath(const QString &project)
{
    const QByteArray hash =
        QCryptographicHash::hash(QDir::cleanPath(project).toUtf8(), QCryptographicHash::Sha256);
    return dataFile(QStringLiteral("tabs/%1.json").arg(QLatin1StringView(hash.toHex().first(32))));
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

QByteArray Session::loadTabs(const QString &project)
{
    QFile file(tabsFilePath(project));
    return file.open(QIODevice::ReadOnly) ? file.read(mostTabsBytes) : QByteArray();
}

// What cannot be written is forgotten: the files themselves are safe.
void Session::saveTabs(const QString &project, const QByteArray &editor)
{
    const QString path = tabsFilePath(project);
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(editor) == editor.size())
        file.commit();
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
