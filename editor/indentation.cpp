// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/indentation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>

namespace looptide::editor {

namespace {

constexpr int SampleLines = 2'000;
constexpr int MaxStep = 8;

struct Indent
{
    int spaces = 0;
    int tabs = 0;
    bool isBlank = true;
    /// " * " of a block comment is no level.
    bool isCommentTail = false;
};

Indent indentOf(QByteArrayView line)
{
    Indent indent;
    for (char c : line) {
        if (c == ' ') {
            ++indent.spaces;
        } else if (c == '\t') {
            ++indent.tabs;
        } else {
            indent.isBlank = c == '\r' || c == '\n';
            indent.isCommentTail = c == '*';
            break;
        }
    }
    return indent;
}

// The glob language of editorconfig.org: *, **, ?, [set], {a,b} and {1..9} (taken as any number).
QString globToRegex(const QString &glob)
{
    QString regex;
    int braces = 0;
    for (int i = 0; i < glob.size(); ++i) {
        const QChar c = glob[i];
        if (c == u'*') {
            const bool isDouble = i + 1 < glob.size() && glob[i + 1] == u'*';
            regex += isDouble ? QStringLiteral(".*") : QStringLiteral("[^/]*");
            i += isDouble;
        } else if (c == u'?') {
            regex += QStringLiteral("[^/]");
        } else if (c == u'{' && glob.indexOf(u'}', i) > i) {
            ++braces;
            regex += QStringLiteral("(?:");
        } else if (c == u'}' && braces > 0) {
            --braces;
            regex += u')';
        } else if (c == u',' && braces > 0) {
            regex += u'|';
        } else if (c == u'[' && glob.indexOf(u']', i) > i) {
            const int end = int(glob.indexOf(u']', i));
            QString set = glob.mid(i + 1, end - i - 1);
            if (set.startsWith(u'!'))
                set[0] = u'^';
            regex += u'[' + set + u']';
            i = end;
        } else {
            regex += QRegularExpression::escape(QStringView(&c, 1));
        }
    }
    return regex;
}

bool sectionMatches(const QString &section, const QString &relativePath)
{
    // Without a slash a pattern is about the file name, wherever the file is.
    QString glob = section;
    const bool isAnchored = glob.contains(u'/');
    if (glob.startsWith(u'/'))
        glob.remove(0, 1);
    const QString prefix = isAnchored ? QString() : QStringLiteral("(?:.*/)?");
    const QRegularExpression regex(QRegularExpression::anchoredPattern(prefix + globToRegex(glob)));
    return regex.isValid() && regex.match(relativePath).hasMatch();
}

template <typename T>
void setOnce(std::optional<T> *field, const std::optional<T> &value)
{
    if (!*field && value)
        *field = value;
}

std::optional<bool> toBool(const QString &value)
{
    if (value == QLatin1String("true"))
        return true;
    if (value == QLatin1String("false"))
        return false;
    return {};
}

std::optional<int> toWidth(const QString &value)
{
    const int width = value.toInt();
    return width >= 1 && width <= 16 ? std::optional(width) : std::nullopt;
}

void applyProperty(EditorConfig *config, const QString &key, const QString &value)
{
    if (key == QLatin1String("indent_style"))
        config->usesTabs = value == QLatin1String("tab");
    else if (key == QLatin1String("indent_size"))
        config->indentSize = toWidth(value);
    else if (key == QLatin1String("tab_width"))
        config->tabWidth = toWidth(value);
    else if (key == QLatin1String("insert_final_newline"))
        config->insertFinalNewline = toBool(value);
    else if (key == QLatin1String("trim_trailing_whitespace"))
        config->trimTrailingWhitespace = toBool(value);
    else if (key == QLatin1String("end_of_line"))
        config->eol = value == QLatin1String("crlf") ? Eol::CrLf
            : value == QLatin1String("cr")           ? Eol::Cr
                                                     : Eol::Lf;
}

/// Returns true when the file says that the search ends here.
bool readConfigFile(const QString &configPath, const QString &relativePath, EditorConfig *config)
{
    QFile file(configPath);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    EditorConfig own;
    bool isRoot = false;
    bool isInPreamble = true;
    bool matches = false;
    constexpr qint64 MaxConfigSize = 256 * 1024;
    const QStringList lines = QString::fromUtf8(file.read(MaxConfigSize)).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            isInPreamble = false;
            matches = sectionMatches(line.mid(1, line.size() - 2), relativePath);
        } else if (const qsizetype equals = line.indexOf(u'=');
                   equals > 0 && !line.startsWith(u'#') && !line.startsWith(u';')) {
            const QString key = line.left(equals).trimmed().toLower();
            const QString value = line.mid(equals + 1).trimmed().toLower();
            if (isInPreamble && key == QLatin1String("root"))
                isRoot = value == QLatin1String("true");
            else if (matches)
                applyProperty(&own, key, value);
        }
    }
    setOnce(&config->usesTabs, own.usesTabs);
    setOnce(&config->indentSize, own.indentSize);
    setOnce(&config->tabWidth, own.tabWidth);
    setOnce(&config->eol, own.eol);
    setOnce(&config->insertFinalNewline, own.insertFinalNewline);
    setOnce(&config->trimTrailingWhitespace, own.trimTrailingWhitespace);
    return isRoot;
}

} // namespace

std::optional<IndentStyle> detectIndentation(QByteArrayView utf8)
{
    std::array<int, MaxStep + 1> steps {};
    int tabLines = 0;
    int spaceLines = 0;
    int previous = 0;
    qsizetype start = 0;
    for (int i = 0; i < SampleLines && start < utf8.size(); ++i) {
        qsizetype end = utf8.indexOf('\n', start);
        if (end < 0)
            end = utf8.size();
        const Indent indent = indentOf(utf8.sliced(start, end - start));
        start = end + 1;
        if (indent.isBlank || indent.isCommentTail)
            continue;
        tabLines += indent.tabs > 0;
        spaceLines += indent.tabs == 0 && indent.spaces > 1;
        const int step = qAbs(indent.spaces - previous);
        if (indent.tabs == 0 && step >= 2 && step <= MaxStep)
            ++steps[size_t(step)];
        previous = indent.spaces;
    }
    if (tabLines == 0 && spaceLines == 0)
        return {};
    if (tabLines > spaceLines)
        return IndentStyle { true, 4 };
    const auto best = std::max_element(steps.begin(), steps.end());
    return IndentStyle { false, *best > 0 ? int(best - steps.begin()) : 2 };
}

EditorConfig editorConfigFor(const QString &path)
{
    EditorConfig config;
    const QString file = QFileInfo(path).absoluteFilePath();
    QDir dir = QFileInfo(file).absoluteDir();
    do {
        const QString configPath = dir.filePath(QStringLiteral(".editorconfig"));
        if (QFileInfo::exists(configPath)
            && readConfigFile(configPath, dir.relativeFilePath(file), &config))
            break;
    } while (dir.cdUp());
    return config;
}

IndentStyle chooseIndentation(const EditorConfig &config, QByteArrayView utf8, IndentStyle fallback)
{
    IndentStyle style = detectIndentation(utf8).value_or(fallback);
    if (config.usesTabs && *config.usesTabs != style.usesTabs)
        style = { *config.usesTabs,
                  config.tabWidth.value_or(*config.usesTabs ? 4 : fallback.width) };
    if (style.usesTabs && config.tabWidth)
        style.width = *config.tabWidth;
    else if (config.indentSize)
        style.width = *config.indentSize;
    return style;
}

} // namespace looptide::editor
