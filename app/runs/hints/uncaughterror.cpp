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

// A location that is in no file, or a line without carets: "node:events:497", that line, carets,
// the message.
QString reportOfNode(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            R"(^(?:node:|<anonymous_script>|(?:file://)?/)[^\n]*:\d+\n[^\n]*\n[ \t^]*\n\n?\S[^\n]+)"),
        QRegularExpression::MultilineOption);
    qsizetype last = -1;
    for (const auto &match : pattern.globalMatchView(text))
        last = match.capturedStart();
    return last < 0 ? QString() : text.sliced(last);
}

// The first place in the stack that is neither in Node nor in a package.
std::optional<UncaughtError> errorOfStack(const QString &report)
{
    static const QRegularExpression frame(
        QStringLiteral(R"(\bat (?:[^\n(]*\()?(?:async )?((?:file://)?/[^\n():]+):(\d+):(\d+))"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression message(QStringLiteral(R"(\n[ \t^]*\n\n?(\S[^\n]+))"));
    for (const auto &match : frame.globalMatchView(report)) {
        const QString path = localPath(match.captured(1));
        if (!path.isEmpty() && !path.contains(QLatin1StringView("/node_modules/")))
            return UncaughtError { path, match.captured(2).toInt(), match.captured(3).toInt(),
                                   oneLine(message.match(report).captured(1)) };
    }
    return {};
}

// place, source line, carets, message
const QRegularExpression &reportPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^((?:file://)?/[^\n]*):(\d+)\n[^\n]*\n([ \t]*)\^+ *\n\n?([^\n]+)$)"),
        QRegularExpression::MultilineOption);
    return pattern;
}

// place, lines of the source of which some may have carets below them, the message: Node marks
// nothing below an end of the file that is too early, and several lines of TypeScript that must be
// compiled.
const QRegularExpression &syntaxPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^((?:file://)?/[^\n]*):(\d+)\n((?:(?!node:|SyntaxError|    at )[^\n]*\n))"
                       R"({1,12}?)(SyntaxError(?: \[\w+\])?: [^\n]+)$)"),
        QRegularExpression::MultilineOption);
    return pattern;
}

int columnOf(const QString &source)
{
    static const QRegularExpression carets(QStringLiteral(R"(^([ \t]*)\^+ *$)"),
                                           QRegularExpression::MultilineOption);
    const auto match = carets.match(source);
    return match.hasMatch() ? int(match.capturedLength(1)) + 1 : 0;
}

struct Found
{
    qsizetype at = -1; // of the report, -1: none
    UncaughtError error;

    void take(qsizetype start, const UncaughtError &candidate)
    {
        if (start >= at && !candidate.path.isEmpty() && candidate.line > 0)
            *this = { start, candidate };
    }
};

Found lastReport(const QString &text)
{
    Found last;
    for (const auto &match : reportPattern().globalMatchView(text))
        last.take(match.capturedStart(),
                  { localPath(match.captured(1)), match.captured(2).toInt(),
                    int(match.capturedLength(3)) + 1, oneLine(match.captured(4)) });
    for (const auto &match : syntaxPattern().globalMatchView(text))
        last.take(match.capturedStart(),
                  { localPath(match.captured(1)), match.captured(2).toInt(),
                    columnOf(match.captured(3)), oneLine(match.captured(4)) });
    return last;
}

QString textOf(const QByteArray &output)
{
    QString text = QString::fromUtf8(output);
    text.remove(u'\r');
    return text;
}

} // namespace

std::optional<UncaughtError> UncaughtError::in(const QByteArray &lastOutput)
{
    const QString text = textOf(lastOutput);
    const Found last = lastReport(text);
    if (last.at >= 0)
        return last.error;
    const auto json = jsonErrorIn(text);
    return json ? json : errorOfStack(reportOfNode(text));
}

QString UncaughtError::reportIn(const QByteArray &lastOutput)
{
    const QString text = textOf(lastOutput);
    const qsizetype last = lastReport(text).at;
    return last < 0 ? reportOfNode(text) : text.sliced(last);
}

QString UncaughtError::place() const
{
    return column > 0 ? QStringLiteral("%1:%2:%3").arg(path).arg(line).arg(column)
                      : QStringLiteral("%1:%2").arg(path).arg(line);
}

} // namespace looptide::app
