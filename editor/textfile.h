// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace looptide::editor {

enum class Encoding { Utf8, Utf8Bom, Utf16Le, Utf16Be, Latin1 };
enum class Eol { Lf, CrLf, Cr };

QString encodingName(Encoding encoding);
QString eolName(Eol eol);
QByteArray eolBytes(Eol eol);

/// What tells one state of a file on disk from another. size is -1 where there is no file.
struct FileStamp
{
    qint64 size = -1;
    qint64 modifiedMs = 0;

    bool exists() const { return size >= 0; }
    bool operator==(const FileStamp &) const = default;
};

FileStamp fileStamp(const QString &path);

/// The content of a file as the editor keeps it: UTF-8, line ends untouched.
struct TextContent
{
    QByteArray utf8;
    Encoding encoding = Encoding::Utf8;
    Eol eol = Eol::Lf;
    /// Has NUL bytes and no UTF-16 mark; utf8 is empty then.
    bool isBinary = false;
    qint64 longestLine = 0;
};

struct LoadedFile
{
    TextContent content;
    FileStamp stamp;
    /// For a person; empty when the file was read.
    QString error;
};

enum class BinaryPolicy {
    Refuse,
    /// As Latin-1, which maps every byte to one character and back: saving an unedited file changes
    /// nothing.
    ShowAsLatin1
};

/// UTF-8 and UTF-16 by their marks, else UTF-8 where it is valid, else Latin-1.
TextContent decodeText(const QByteArray &bytes, BinaryPolicy policy = BinaryPolicy::Refuse);

/// False when the encoding has no byte for one of the characters.
bool canEncode(const QByteArray &utf8, Encoding encoding);
QByteArray encodeText(const QByteArray &utf8, Encoding encoding);

/// Thread: any.
LoadedFile loadTextFile(const QString &path, BinaryPolicy policy = BinaryPolicy::Refuse);

/// Write-protected by its permissions, also for root, who could write to it all the same.
bool isWriteProtected(const QString &path);

/// Replaces the file in one step, keeps its permissions and follows symbolic links. Returns a text
/// for a person, empty on success; on failure the old file is whole.
QString saveTextFile(const QString &path, const QByteArray &utf8, Encoding encoding);

} // namespace looptide::editor
