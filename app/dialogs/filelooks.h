// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractFileIconProvider>

namespace looptide::app {

// The appearance of files in file dialogs: the icons of the project tree, and type names that users
// of Node know. The desktop's type database calls a .ts file a "message catalog" and a .mts file a
// video.
//
// Thread: GUI, and Qt's thread that reads folders.
class FileLooks : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override;
    QIcon icon(const QFileInfo &info) const override;
    QString type(const QFileInfo &info) const override;
};

} // namespace looptide::app
