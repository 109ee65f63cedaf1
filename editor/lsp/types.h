// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

// The values of the protocol that several features use. Each is read from JSON leniently: what is
// missing or of another type gives an empty value, never an error. Positions count from 0, in
// UTF-16 units.
namespace looptide::lsp {

struct Position
{
    int line = 0;
    int character = 0;

    static Position fromJson(const QJsonValue &value);
    QJsonObject toJson() const;
    auto operator<=>(const Position &) const = default;
};

struct Range
{
    Position start;
    Position end;

    static Range fromJson(const QJsonValue &value);
    QJsonObject toJson() const;
    bool contains(Position position) const { return start <= position && position <= end; }
    bool operator==(const Range &) const = default;
};

struct Location
{
    QString path;
    /// What is selected there.
    Range range;

    /// Locations and links to them, one or several. Those that are no file are left out.
    static QList<Location> listFromJson(const QJsonValue &value);
    bool operator==(const Location &) const = default;
};

struct TextEdit
{
    Range range;
    QString newText;

    static TextEdit fromJson(const QJsonValue &value);
    static QList<TextEdit> listFromJson(const QJsonValue &value);
    bool operator==(const TextEdit &) const = default;
};

struct Diagnostic
{
    enum class Severity { Error = 1, Warning, Information, Hint };

    Range range;
    Severity severity = Severity::Error;
    QString message;
    QString source;
    /// "2304", "no-debugger"; may be empty.
    QString code;
    bool isUnnecessary = false;
    bool isDeprecated = false;
    /// As it came, for the server that is asked for code actions.
    QJsonObject json;

    static Diagnostic fromJson(const QJsonValue &value);
    static QList<Diagnostic> listFromJson(const QJsonValue &value);
    bool operator==(const Diagnostic &) const = default;
};

/// Changes of the text of several files. Operations on the files themselves are not supported;
/// isComplete is false when the server asked for some.
struct WorkspaceEdit
{
    struct File
    {
        QString path;
        QList<TextEdit> edits;
    };

    QList<File> files;
    bool isComplete = true;

    static WorkspaceEdit fromJson(const QJsonValue &value);
    bool isEmpty() const { return files.isEmpty(); }
    qsizetype count() const;
};

/// The address of a file, and back; empty for what is no local file.
QString uriOf(const QString &path);
QString pathOf(const QString &uri);

/// A string, or an object with a "value", or a list of both.
QString markdownFromJson(const QJsonValue &value);
/// Markdown that shows a plain text as it is.
QString escapedMarkdown(const QString &plain);

} // namespace looptide::lsp
