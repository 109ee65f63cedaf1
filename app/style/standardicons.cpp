// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style/standardicons.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QGuiApplication>
#include <QPalette>

namespace looptide::app {

namespace {

QColor accentColor()
{
    return models::Theme(QGuiApplication::palette()).accent();
}

QColor warningColor()
{
    return models::Theme(QGuiApplication::palette()).warning();
}

QColor errorColor()
{
    return models::Theme(QGuiApplication::palette()).error();
}

QString nameOf(QStyle::StandardPixmap pixmap)
{
    switch (pixmap) {
    case QStyle::SP_ArrowBack:
    case QStyle::SP_FileDialogBack:
        return QStringLiteral("arrow-left");
    case QStyle::SP_ArrowForward:
        return QStringLiteral("arrow-right");
    case QStyle::SP_FileDialogToParent:
        return QStringLiteral("arrow-up");
    case QStyle::SP_FileDialogNewFolder:
        return QStringLiteral("folder-plus");
    case QStyle::SP_FileDialogListView:
        return QStringLiteral("list");
    case QStyle::SP_FileDialogDetailedView:
        return QStringLiteral("table");
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirClosedIcon:
        return QStringLiteral("folder");
    case QStyle::SP_DirOpenIcon:
        return QStringLiteral("folder-open");
    case QStyle::SP_DirHomeIcon:
        return QStringLiteral("house");
    case QStyle::SP_FileIcon:
        return QStringLiteral("file");
    case QStyle::SP_ComputerIcon:
        return QStringLiteral("monitor");
    case QStyle::SP_DriveHDIcon:
        return QStringLiteral("hard-drive");
    case QStyle::SP_LineEditClearButton:
        return QStringLiteral("x");
    default:
        return {};
    }
}

} // namespace

QIcon standardIcon(QStyle::StandardPixmap pixmap)
{
    switch (pixmap) {
    case QStyle::SP_MessageBoxInformation:
        return panels::icon(QStringLiteral("info"), &accentColor);
    case QStyle::SP_MessageBoxQuestion:
        return panels::icon(QStringLiteral("circle-question-mark"), &accentColor);
    case QStyle::SP_MessageBoxWarning:
        return panels::icon(QStringLiteral("triangle-alert"), &warningColor);
    case QStyle::SP_MessageBoxCritical:
        return panels::icon(QStringLiteral("circle-x"), &errorColor);
    default:
        break;
    }
    const QString name = nameOf(pixmap);
    return name.isEmpty() ? QIcon() : panels::icon(name);
}

} // namespace looptide::app
