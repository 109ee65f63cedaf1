// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractFileIconProvider>

namespace looptide::app {

// How file dialogs show files: with the icons of the project tree, and types in the words of Node's
// users. The desktop's type database calls a .ts file a "message catalog" and a .mts file a video.
//
// Thread: Qt calls it in the thread that reads the folders, too.
class FileLooks : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override;
    QIcon icon(const QFileInfo &info) const override;
    QString type(const QFileInfo &info) const override;
};

} // namespace looptide::app
