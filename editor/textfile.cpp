// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/textfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringConverter>

#include <cstring>

namespace looptide::editor {

namespace {

constexpr QByteArrayView Utf8Mark("\xEF\xBB\xBF");
constexpr QByteArrayView Utf16LeMark("\xFF\xFE");
constexpr QByteArrayView Utf16BeMark("\xFE\xFF");

QString tr(const char *text)
{
    return QCoreApplication::translate("looptide::editor::TextFile", text);
}

QStringConverter::Encoding converterEncoding(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf16Le:
        return QStringConverter::Utf16LE;
    case Encoding::Utf16Be:
        return QStringConverter::Utf16BE;
    case Encoding::Latin1:
        return QStringConverter::Latin1;
    case Encoding::Utf8:
    case Encoding::Utf8Bom:
        break;
    }
    return QStringConverter::Utf8;
}

QByteArrayView mark(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8Bom:
        return Utf8Mark;
    case Encoding::Utf16Le:
        return Utf16LeMark;
    case Encoding::Utf16Be:
        return Utf16BeMark;
    case Encoding::Utf8:
    case Encoding::Latin1:
        break;
    }
    return {};
}

bool isValidUtf8(QByteArrayView bytes)
{
    return QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

Encoding detectEncoding(const QByteArray &bytes)
{
    for (Encoding encoding : { Encoding::Utf16Le, Encoding::Utf16Be }) {
        if (bytes.startsWith(mark(encoding)))
            return encoding;
    }
    if (!isValidUtf8(bytes))
        return Encoding::Latin1;
    return bytes.startsWith(Utf8Mark) ? Encoding::Utf8Bom : Encoding::Utf8;
}

QByteArray toUtf8(const QByteArray &bytes, Encoding encoding)
{
    if (encoding == Encoding::Utf8)
        return bytes;
    const QByteArray body = bytes.mid(mark(encoding).size());
    if (encoding == Encoding::Utf8Bom)
        return body;
    QStringDecoder decoder(converterEncoding(encoding), QStringConverter::Flag::Stateless);
    return QString(decoder(body)).toUtf8();
}

// The most frequent line end of the first lines wins; a file without any takes the system's Unix
// default.
Eol detectEol(const QByteArray &text)
{
    constexpr int Sample = 64 * 1024;
    int lf = 0;
    int crLf = 0;
    int cr = 0;
    const qsizetype end = qMin<qsizetype>(text.size(), Sample);
    for (qsizetype i = 0; i < end; ++i) {
        if (text[i] == '\n') {
            ++lf;
        } else if (text[i] == '\r') {
            const bool isPair = i + 1 < text.size() && text[i + 1] == '\n';
            isPair ? ++crLf : ++cr;
            i += isPair;
        }
    }
    if (crLf > lf && crLf >= cr)
        return Eol::CrLf;
    return cr > lf ? Eol::Cr : Eol::Lf;
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

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return QStringLiteral("UTF-8");
    case Encoding::Utf8Bom:
        return QStringLiteral("UTF-8 BOM");
    case Encoding::Utf16Le:
        return QStringLiteral("UTF-16 LE");
    case Encoding::Utf16Be:
        return QStringLiteral("UTF-16 BE");
    case Encoding::Latin1:
        return QStringLiteral("ISO 8859-1");
    }
    return {};
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

TextContent decodeText(const QByteArray &bytes, BinaryPolicy policy)
{
    TextContent content;
    content.encoding = detectEncoding(bytes);
    const bool isUtf16 =
        content.encoding == Encoding::Utf16Le || content.encoding == Encoding::Utf16Be;
    if (!isUtf16 && std::memchr(bytes.constData(), 0, bytes.size())) {
        content.isBinary = policy == BinaryPolicy::Refuse;
        if (content.isBinary)
            return content;
        content.encoding = Encoding::Latin1;
    }
    content.utf8 = toUtf8(bytes, content.encoding);
    // A damaged UTF-16 file would not survive the way there and back; as Latin-1 it does.
    if (isUtf16 && encodeText(content.utf8, content.encoding) != bytes) {
        content.encoding = Encoding::Latin1;
        content.utf8 = toUtf8(bytes, content.encoding);
    }
    content.eol = detectEol(content.utf8);
    content.longestLine = longestLine(content.utf8);
    return content;
}

bool canEncode(const QByteArray &utf8, Encoding encoding)
{
    if (encoding != Encoding::Latin1)
        return true;
    const QString text = QString::fromUtf8(utf8);
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 256; });
}

QByteArray encodeText(const QByteArray &utf8, Encoding encoding)
{
    if (encoding == Encoding::Utf8)
        return utf8;
    QByteArray bytes = mark(encoding).toByteArray();
    if (encoding == Encoding::Utf8Bom)
        return bytes + utf8;
    QStringEncoder encoder(converterEncoding(encoding), QStringConverter::Flag::Stateless);
    return bytes + QByteArray(encoder(QString::fromUtf8(utf8)));
}

LoadedFile loadTextFile(const QString &path, BinaryPolicy policy)
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
    loaded.content = decodeText(bytes, policy);
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
    QSaveFile file(path);
    // Where the folder takes no new file, the file itself may still be writable.
    file.setDirectWriteFallback(true);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const QByteArray bytes = encodeText(utf8, encoding);
    if (file.write(bytes) != bytes.size() || !file.flush()) {
        const QString error = file.errorString();
        file.cancelWriting();
        return error;
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace looptide::editor
