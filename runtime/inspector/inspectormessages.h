// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// The messages of the protocol that Looptide reads, as plain values. Their texts come from the
// program and are not trusted.
namespace looptide::inspector {

// In a script as V8 runs it; counted from 0.
struct ScriptPlace
{
    QString script; // V8's id
    int line = 0;
    int column = 0;

    static ScriptPlace fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    bool operator==(const ScriptPlace &) const = default;
};

// In a file as the user wrote it; counted from 1. Without a path, the source is not in a file.
struct SourcePlace
{
    QString path; // absolute
    int line = 0;
    int column = 0;
    QString url {}; // what V8 calls it

    bool operator==(const SourcePlace &) const = default;
};

// A value of the program (Runtime.RemoteObject).
struct RemoteValue
{
    QString type; // "object", "string", ...
    QString subtype; // "array", "map", "error", "null", ...
    QString className;
    QString description;
    QString objectId; // empty: a primitive
    QJsonValue value {}; // of a primitive
    QJsonObject preview {};

    static RemoteValue fromJson(const QJsonObject &json);
    bool isValid() const { return !type.isEmpty(); }
    bool isObject() const { return !objectId.isEmpty(); }
    // What passes the value to a function of the program (Runtime.CallArgument).
    QJsonObject toArgument() const;
    // The number of elements of an array or of a typed array; 0 for anything else.
    qint64 elementCount() const;
};

// A property of an object, or a variable of a scope.
struct Property
{
    QString name;
    RemoteValue value; // not valid: a getter that was not run
    bool hasGetter = false;
    bool isInternal = false; // "[[Entries]]": shown by V8, not reachable by the program
    bool isEnumerable = true;
    bool isPrivate = false; // "#name"
    bool isWritable = true;

    // Of the result of Runtime.getProperties.
    static QList<Property> listFromJson(const QJsonObject &result);
};

struct Scope
{
    QString type; // "local", "closure", "global", ...
    QString name;
    RemoteValue object;
    int number = 0; // in its frame
    bool isWritable() const;
};

// A function that is being called, or was called before something asynchronous.
struct CallFrame
{
    QString id; // empty: not on the stack any more
    QString function; // empty: anonymous
    ScriptPlace place;
    QString url;
    QList<Scope> scopes {};
    RemoteValue self {};
    RemoteValue returnValue {}; // valid at the end of the function

    static CallFrame fromJson(const QJsonObject &json);
    static CallFrame ofStackTrace(const QJsonObject &json);
};

// What came before an asynchronous call.
struct AsyncStack
{
    QString cause; // "await", "Promise.then", "setTimeout", ...
    QList<CallFrame> frames;
};

struct ExceptionInfo
{
    QString text; // for users: "TypeError: x is not a function"
    RemoteValue value;

    // Of the result of an evaluation, if it threw.
    static std::optional<ExceptionInfo> fromResult(const QJsonObject &result);
};

// Debugger.paused
struct PauseInfo
{
    QString reason; // "exception", "promiseRejection", "debugCommand", "other", ...
    QList<CallFrame> frames;
    QList<AsyncStack> asyncStacks;
    QStringList hitBreakpoints; // V8's ids
    RemoteValue exception; // with the reasons of an exception
    bool isUncaught = false;

    static PauseInfo fromJson(const QJsonObject &params);
};

// Debugger.scriptParsed
struct ScriptInfo
{
    QString id;
    QString url;
    QString sourceMapUrl;

    static ScriptInfo fromJson(const QJsonObject &params);
};

} // namespace looptide::inspector
