// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <system_error>

// Names of files that are not valid UTF-8, such as a zip made on Windows leaves behind. A QString
// cannot hold them, so Qt neither lists nor opens these files: what handles them works on bytes.
namespace looptide::models {

struct RawName
{
    QByteArray bytes; // without the path
    bool isFolder = false; // or a link to one

    friend bool operator==(const RawName &, const RawName &) = default;
};

// The names in that folder that are not UTF-8, sorted by their bytes. Empty when the folder cannot
// be read.
//
// Thread: any. Takes as long as the disk does: not for the GUI thread.
QList<RawName> readRawNames(const QString &folder);

// Fails with std::errc::file_exists when something has the new name: replaces nothing.
std::error_code renameRawName(const QString &folder, const QByteArray &bytes,
                              const QString &newName);

// Moves an entry to the trash, where it has its guessed name: the trash cannot hold others.
// Replaces nothing. After an error the entry has its name again.
std::error_code moveRawNameToTrash(const QString &folder, const QByteArray &bytes);
// Removes a file, a link itself, or a folder with everything in it.
std::error_code removeRawName(const QString &folder, const QByteArray &bytes);

// A path as bash and zsh read it: $'caf\xE9.js'. It is ASCII for any path.
QString shellText(const QByteArray &path);

// What is UTF-8 in the name, and "\xE9" for each byte that is not.
QString rawNameText(const QByteArray &bytes);

// The name without its last character when only the beginning of that is there; otherwise empty.
// Qt lists such a file under this name.
QString cutOffName(const QByteArray &bytes);

// What the name probably was: the bytes that are not UTF-8 read as Windows-1252 ("café.js"). "_"
// stands for what has no character there.
QString guessedName(const QByteArray &bytes);

} // namespace looptide::models
