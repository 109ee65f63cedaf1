// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

// Files whose names Qt cannot express. "\xe9" is é in Windows-1252.
namespace rawfiles {

// A QTemporaryDir does not remove them.
class Folder
{
public:
    ~Folder() { clear(); }
    Folder() = default;
    Q_DISABLE_COPY_MOVE(Folder)

    QString path() const { return m_dir.path(); }
    QString filePath(const QString &name) const { return m_dir.filePath(name); }
    void clear() const
    {
        std::error_code error;
        std::filesystem::remove_all(QFile::encodeName(m_dir.path()).toStdString(), error);
    }

private:
    QTemporaryDir m_dir;
};

inline std::filesystem::path path(const QString &folder, const QByteArray &name)
{
    return (QFile::encodeName(folder) + '/' + name).toStdString();
}

inline bool write(const QString &folder, const QByteArray &name, const QByteArray &text = {})
{
    std::ofstream file(path(folder, name), std::ios::binary);
    file.write(text.constData(), text.size());
    return file.good();
}

inline bool makeFolder(const QString &folder, const QByteArray &name)
{
    std::error_code error;
    return std::filesystem::create_directory(path(folder, name), error);
}

inline bool remove(const QString &folder, const QByteArray &name)
{
    std::error_code error;
    return std::filesystem::remove(path(folder, name), error);
}

inline bool exists(const QString &folder, const QByteArray &name)
{
    std::error_code error;
    return std::filesystem::exists(path(folder, name), error);
}

} // namespace rawfiles
