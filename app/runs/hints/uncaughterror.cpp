// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/uncaughterror.h"

#include <QRegularExpression>
#include <QUrl>

namespace looptide::app {

namespace {

constexpr qsizetype maximumMessage = 300;

QString localPath(const QString &written)
{
    return written.startsWith(QLatin1StringView("file://")) ? QUrl(written).toLocalFile() : written;
}

QString oneLine(const QString &text)
{
    QString line = text.trimmed();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return line.left(maximumMessage);
}

// "SyntaxError: /p/data.json: Expected ... in JSON at position 8 (line 1 column 9)": the location
// that Node prints before it is in Node's own code.
std::optional<UncaughtError> jsonErrorIn(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^SyntaxError: (/[^\n]*): ([^\n]* \(line (\d+) column (\d+)\)))"),
        QRegularExpression::MultilineOption);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    return UncaughtError { match.captured(1), match.captured(3).toInt(), match.captured(4).toInt(),
                           QStringLiteral("SyntaxError: ") + oneLine(match.captured(2)) };
}

} // namespace

std::optional<UncaughtError> UncaughtError::in(const QByteArray &lastOutput)
{
    // place, source line, carets, message
    static const QRegularExpression pattern(
        QStringLiteral(R"(^((?:file://)?/[^\n]*):(\d+)\n[^\n]*\n([ \t]*)\^+ *\n\n?([^\n]+)$)"),
        QRegularExpression::MultilineOption);
    QString text = QString::fromUtf8(lastOutput);
    text.remove(u'\r');
    std::optional<UncaughtError> last;
    for (const auto &match : pattern.globalMatchView(text)) {
        const QString path = localPath(match.captured(1));
        const int line = match.captured(2).toInt();
        if (!path.isEmpty() && line > 0)
            last = UncaughtError { path, line, int(match.capturedLength(3)) + 1,
                                   oneLine(match.captured(4)) };
    }
    return last ? last : jsonErrorIn(text);
}

QString UncaughtError::place() const
{
    return column > 0 ? QStringLiteral("%1:%2:%3").arg(path).arg(line).arg(column)
                      : QStringLiteral("%1:%2").arg(path).arg(line);
}

} // namespace looptide::app
