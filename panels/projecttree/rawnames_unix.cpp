// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnames.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>

namespace looptide::models {

namespace {

std::error_code lastError()
{
    return { errno, std::generic_category() };
}

// Replaces nothing.
std::error_code renameBytes(const QByteArray &from, const QByteArray &to)
{
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return lastError();
#endif
    // Some file systems (NFS, FUSE) cannot refuse by themselves.
    struct stat status {};
    if (lstat(to.constData(), &status) == 0)
        return std::make_error_code(std::errc::file_exists);
    return renameat(AT_FDCWD, from.constData(), AT_FDCWD, to.constData()) == 0 ? std::error_code()
                                                                               : lastError();
}

QByteArray pathOf(const QString &folder, const QByteArray &name)
{
    return QFile::encodeName(folder) + '/' + name;
}

} // namespace

QList<RawName> readRawNames(const QString &folder)
{
    namespace fs = std::filesystem;
    QList<RawName> names;
    std::error_code error;
    const std::string path = QFile::encodeName(folder).toStdString();
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        const auto name = QByteArray::fromStdString(entry->path().filename().native());
        std::error_code unknown; // of a link to nowhere: it is shown as a file
        if (!QByteArrayView(name).isValidUtf8())
            names.append({ name, entry->is_directory(unknown) });
    }
    std::ranges::sort(names, {}, &RawName::bytes);
    return names;
}

std::error_code renameRawName(const QString &folder, const QByteArray &bytes,
                              const QString &newName)
{
    return renameBytes(pathOf(folder, bytes), pathOf(folder, QFile::encodeName(newName)));
}

std::error_code moveRawNameToTrash(const QString &folder, const QByteArray &bytes)
{
    const QString wanted = guessedName(bytes);
    QString name = wanted;
    std::error_code error = renameRawName(folder, bytes, name);
    for (int i = 2; error == std::errc::file_exists; ++i) {
        name = QStringLiteral("%1-%2").arg(i).arg(wanted);
        error = renameRawName(folder, bytes, name);
    }
    if (error || QFile::moveToTrash(QDir(folder).filePath(name)))
        return error;
    error = renameBytes(pathOf(folder, QFile::encodeName(name)), pathOf(folder, bytes));
    return error ? error : std::make_error_code(std::errc::operation_not_supported);
}

std::error_code removeRawName(const QString &folder, const QByteArray &bytes)
{
    std::error_code error;
    std::filesystem::remove_all(pathOf(folder, bytes).toStdString(), error);
    return error;
}

} // namespace looptide::models
