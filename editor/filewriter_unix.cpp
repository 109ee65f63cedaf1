// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/filewriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace looptide::editor {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::editor::FileWriter)
};

using FileStatus = struct stat;

constexpr mode_t ModeBits = 07777;

std::optional<FileStatus> statusOf(const QByteArray &name)
{
    FileStatus status {};
    return stat(name.constData(), &status) == 0 ? std::optional(status) : std::nullopt;
}

// Access lists and what programs and users have attached. The labels of security modules do not
// count: the system gives a new file its own.
bool hasAttributes(const QByteArray &name)
{
    std::array<char, 4096> names {};
    const ssize_t size = listxattr(name.constData(), names.data(), names.size());
    if (size < 0)
        return errno == ERANGE;
    const QList<QByteArray> all = QByteArray(names.data(), size).split('\0');
    return std::any_of(all.begin(), all.end(), [](const QByteArray &attribute) {
        return !attribute.isEmpty() && !attribute.startsWith("security.");
    });
}

// False when the system does not let this process make such a file.
bool takeOwnerAndMode(int descriptor, const FileStatus &wanted)
{
    FileStatus own {};
    if (fstat(descriptor, &own) != 0)
        return false;
    const bool isOther = own.st_uid != wanted.st_uid || own.st_gid != wanted.st_gid;
    if (isOther && fchown(descriptor, wanted.st_uid, wanted.st_gid) != 0)
        return false;
    return fchmod(descriptor, wanted.st_mode & ModeBits) == 0;
}

bool writeAll(QFileDevice *file, const QByteArray &bytes)
{
    return file->seek(0) && file->write(bytes) == bytes.size() && file->flush()
        && file->resize(bytes.size()) && fsync(file->handle()) == 0;
}

// So that a full disk is known before the first byte is changed. Some file systems cannot say.
bool reserve(QFile *file, qint64 oldSize, qint64 newSize)
{
    if (newSize <= oldSize)
        return true;
    const int error = posix_fallocate(file->handle(), oldSize, newSize - oldSize);
    if (error == 0 || error == EOPNOTSUPP || error == EINVAL)
        return true;
    file->resize(oldSize);
    errno = error;
    return false;
}

QString overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return file.errorString();
    const QByteArray old = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return file.errorString();
    const QFileInfo info(path);
    QTemporaryFile copy(info.dir().filePath(u'.' + info.fileName() + QStringLiteral(".XXXXXX")));
    const bool hasCopy = copy.open();
    if (hasCopy && !writeAll(&copy, bytes))
        return copy.errorString();
    if (!reserve(&file, old.size(), bytes.size()))
        return qt_error_string();
    if (writeAll(&file, bytes))
        return {};
    const QString error = file.errorString();
    if (writeAll(&file, old) || !hasCopy)
        return error;
    copy.setAutoRemove(false);
    return Text::tr("%1; the new text is in %2").arg(error, copy.fileName());
}

} // namespace

QString writeFile(const QString &path, const QByteArray &bytes)
{
    const QByteArray name = QFile::encodeName(path);
    const std::optional<FileStatus> old = statusOf(name);
    const QString target = old ? QFileInfo(path).canonicalFilePath() : path;
    if (old && (old->st_nlink > 1 || hasAttributes(name)))
        return overwrite(target, bytes);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return old && access(name.constData(), W_OK) == 0 ? overwrite(target, bytes)
                                                          : file.errorString();
    if (old && !takeOwnerAndMode(file.handle(), *old)) {
        file.cancelWriting();
        return overwrite(target, bytes);
    }
    if (file.write(bytes) != bytes.size() || !file.flush()) {
        const QString error = file.errorString();
        file.cancelWriting();
        return error;
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace looptide::editor
