// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/encoding.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace looptide::editor {

enum class Eol { Lf, CrLf, Cr };

QString eolName(Eol eol);
QByteArray eolBytes(Eol eol);

/// How many lines of a text end in each way.
struct LineEnds
{
    qsizetype lf = 0;
    qsizetype crLf = 0;
    qsizetype cr = 0;

    /// The most frequent; Lf where no line ends.
    Eol usual() const;
    bool areMixed() const { return (lf > 0) + (crLf > 0) + (cr > 0) > 1; }
};

LineEnds countLineEnds(QByteArrayView text);

/// Distinguishes the states of a file on disk. size is -1 where there is no file.
struct FileStamp
{
    qint64 size = -1;
    qint64 modifiedMs = 0;

    bool exists() const { return size >= 0; }
    bool operator==(const FileStamp &) const = default;
};

FileStamp fileStamp(const QString &path);

/// The content of a file as the editor keeps it: UTF-8 (see decodeBytes()), line ends untouched.
struct TextContent
{
    QByteArray utf8;
    Encoding encoding = Encoding::Utf8;
    LineEnds lineEnds;
    /// Has NUL bytes and is no UTF-16; utf8 is empty then.
    bool isBinary = false;
    qint64 longestLine = 0;
};

struct LoadedFile
{
    TextContent content;
    FileStamp stamp;
    /// For the user; empty when the file was read.
    QString error;
};

enum class BinaryPolicy {
    Refuse,
    /// As Latin-1, which maps every byte to one character and back: saving an unedited file changes
    /// nothing.
    ShowAsLatin1
};

struct ReadOptions
{
    BinaryPolicy binaries = BinaryPolicy::Refuse;
    /// Chosen by the user; otherwise the bytes decide.
    std::optional<Encoding> encoding {};
};

/// Nothing when the chosen encoding cannot hold these bytes.
std::optional<TextContent> decodeText(const QByteArray &bytes, const ReadOptions &options = {});

/// Thread: any.
LoadedFile loadTextFile(const QString &path, const ReadOptions &options = {});

/// Write-protected by its permissions. True for root too, although root could write to it.
bool isWriteProtected(const QString &path);

/// Writes the file as writeFile() does. The text must be one that the encoding can hold. Returns a
/// text for the user, empty on success.
QString saveTextFile(const QString &path, const QByteArray &utf8, Encoding encoding);

} // namespace looptide::editor
