// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/filelooks.h"

#include "panels/common/icons.h"
#include "panels/projecttree/projectfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>

namespace looptide::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::FileLooks)
};

// Empty when the desktop's type database has a better name.
QString typeOfSuffix(const QString &suffix)
{
    static const QHash<QString, const char *> names = {
        { QStringLiteral("cjs"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "CommonJS module") },
        { QStringLiteral("cts"),
          QT_TRANSLATE_NOOP("looptide::app::FileLooks", "TypeScript CommonJS module") },
        { QStringLiteral("env"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "Environment") },
        { QStringLiteral("js"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "JavaScript") },
        { QStringLiteral("json"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "JSON") },
        { QStringLiteral("jsx"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "JavaScript JSX") },
        { QStringLiteral("md"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "Markdown") },
        { QStringLiteral("mjs"),
          QT_TRANSLATE_NOOP("looptide::app::FileLooks", "JavaScript module") },
        { QStringLiteral("mts"),
          QT_TRANSLATE_NOOP("looptide::app::FileLooks", "TypeScript module") },
        { QStringLiteral("node"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "Native addon") },
        { QStringLiteral("ts"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "TypeScript") },
        { QStringLiteral("tsx"), QT_TRANSLATE_NOOP("looptide::app::FileLooks", "TypeScript JSX") },
    };
    const char *name = names.value(suffix);
    return name ? Text::tr(name) : QString();
}

QString capitalized(const QString &text)
{
    return text.isEmpty() ? text : text.first(1).toUpper() + text.sliced(1);
}

} // namespace

QIcon FileLooks::icon(IconType type) const
{
    switch (type) {
    case Computer:
        return panels::icon(QStringLiteral("monitor"));
    case Desktop:
        return panels::icon(QStringLiteral("app-window"));
    case Trashcan:
        return panels::icon(QStringLiteral("trash-2"));
    case Network:
        return panels::icon(QStringLiteral("network"));
    case Drive:
        return panels::icon(QStringLiteral("hard-drive"));
    case Folder:
        return panels::icon(QStringLiteral("folder"));
    case File:
        break;
    }
    return panels::icon(QStringLiteral("file"));
}

QIcon FileLooks::icon(const QFileInfo &info) const
{
    if (info.isRoot())
        return icon(Drive);
    if (!info.isDir())
        return panels::icon(models::fileIconName(info.fileName()));
    return info.absoluteFilePath() == QDir::homePath() ? panels::icon(QStringLiteral("house"))
                                                       : icon(Folder);
}

QString FileLooks::type(const QFileInfo &info) const
{
    if (info.isRoot())
        return Text::tr("Drive");
    if (info.isDir())
        return Text::tr("Folder");
    const QString known = typeOfSuffix(info.suffix().toLower());
    return known.isEmpty() ? capitalized(QAbstractFileIconProvider::type(info)) : known;
}

} // namespace looptide::app
