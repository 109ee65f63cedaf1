// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/textfile.h"

#include "editor/filewriter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cstring>

namespace looptide::editor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("looptide::editor::TextFile", text);
}

qint64 longestLine(const QByteArray &text)
{
    const char *start = text.constData();
    const char *end = start + text.size();
    qint64 longest = 0;
    while (start < end) {
        const auto *next = static_cast<const char *>(std::memchr(start, '\n', end - start));
        longest = qMax<qint64>(longest, (next ? next : end) - start);
        if (!next)
            break;
        start = next + 1;
    }
    return longest;
}

} // namespace

LineEnds countLineEnds(QByteArrayView text)
{
    LineEnds ends;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') {
            ++ends.lf;
        } else if (text[i] == '\r') {
            const bool isPair = i + 1 < text.size() && text[i + 1] == '\n';
            isPair ? ++ends.crLf : ++ends.cr;
            i += isPair;
        }
    }
    return ends;
}

Eol LineEnds::usual() const
{
    if (crLf > lf && crLf >= cr)
        return Eol::CrLf;
    return cr > lf ? Eol::Cr : Eol::Lf;
}

QString eolName(Eol eol)
{
    switch (eol) {
    case Eol::Lf:
        return QStringLiteral("LF");
    case Eol::CrLf:
        return QStringLiteral("CRLF");
    case Eol::Cr:
        return QStringLiteral("CR");
    }
    return {};
}

QByteArray eolBytes(Eol eol)
{
    switch (eol) {
    case Eol::Lf:
        return QByteArrayLiteral("\n");
    case Eol::CrLf:
        return QByteArrayLiteral("\r\n");
    case Eol::Cr:
        return QByteArrayLiteral("\r");
    }
    return {};
}

FileStamp fileStamp(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return {};
    return { info.size(), info.lastModified(QTimeZone::UTC).toMSecsSinceEpoch() };
}

std::optional<TextContent> decodeText(const QByteArray &bytes, const ReadOptions &options)
{
    TextContent content;
    content.encoding = options.encoding ? *options.encoding : detectEncoding(bytes);
    const bool isByteText = content.encoding == Encoding::Utf8
        || content.encoding == Encoding::Utf8Bom || content.encoding == Encoding::Windows1252;
    if (!options.encoding && isByteText && bytes.contains('\0')) {
        content.isBinary = options.binaries == BinaryPolicy::Refuse;
        if (content.isBinary)
            return content;
        content.encoding = Encoding::Latin1;
    }
    std::optional<QByteArray> utf8 = decodeBytes(bytes, content.encoding);
    if (!utf8 && options.encoding)
        return {};
    // A damaged UTF-16 file would not survive the way there and back; as Latin-1 it does.
    if (!utf8) {
        content.encoding = Encoding::Latin1;
        utf8 = decodeBytes(bytes, Encoding::Latin1);
    }
    content.utf8 = std::move(*utf8);
    content.lineEnds = countLineEnds(content.utf8);
    content.longestLine = longestLine(content.utf8);
    return content;
}

LoadedFile loadTextFile(const QString &path, const ReadOptions &options)
{
    LoadedFile loaded;
    const QFileInfo info(path);
    if (!info.exists())
        loaded.error = tr("The file does not exist.");
    else if (info.isDir())
        loaded.error = tr("This is a folder, not a file.");
    else if (!info.isFile())
        loaded.error = tr("This is a device or a pipe, not a regular file.");
    if (!loaded.error.isEmpty())
        return loaded;

    QFile file(path);
    loaded.stamp = fileStamp(path);
    if (!file.open(QIODevice::ReadOnly)) {
        loaded.error = tr("The file cannot be read: %1.").arg(file.errorString());
        return loaded;
    }
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError) {
        loaded.error = tr("The file cannot be read: %1.").arg(file.errorString());
        return loaded;
    }
    std::optional<TextContent> content = decodeText(bytes, options);
    if (content)
        loaded.content = std::move(*content);
    else
        loaded.error = tr("Its bytes cannot be read as %1 without changing them.")
                           .arg(encodingName(*options.encoding));
    return loaded;
}

bool isWriteProtected(const QString &path)
{
    const QFileInfo info(path);
    constexpr auto AnyWrite = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return info.exists() && (!info.isWritable() || !(info.permissions() & AnyWrite));
}

QString saveTextFile(const QString &path, const QByteArray &utf8, Encoding encoding)
{
    return writeFile(path, encodeText(utf8, encoding));
}

} // namespace looptide::editor
