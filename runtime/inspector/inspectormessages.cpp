// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/inspectormessages.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace looptide::inspector {

namespace {

constexpr int mostAsyncStacks = 32;

QString textOf(const QJsonObject &json, QLatin1StringView key)
{
    return json[key].toString();
}

} // namespace

ScriptPlace ScriptPlace::fromJson(const QJsonObject &json)
{
    return { textOf(json, QLatin1StringView("scriptId")),
             json[QLatin1StringView("lineNumber")].toInt(),
             json[QLatin1StringView("columnNumber")].toInt() };
}

QJsonObject ScriptPlace::toJson() const
{
    return { { QStringLiteral("scriptId"), script },
             { QStringLiteral("lineNumber"), line },
             { QStringLiteral("columnNumber"), column } };
}

RemoteValue RemoteValue::fromJson(const QJsonObject &json)
{
    RemoteValue value;
    value.type = textOf(json, QLatin1StringView("type"));
    value.subtype = textOf(json, QLatin1StringView("subtype"));
    value.className = textOf(json, QLatin1StringView("className"));
    value.description = textOf(json, QLatin1StringView("description"));
    value.objectId = textOf(json, QLatin1StringView("objectId"));
    value.value = json[QLatin1StringView("value")];
    value.preview = json[QLatin1StringView("preview")].toObject();
    if (const QString special = textOf(json, QLatin1StringView("unserializableValue"));
        !special.isEmpty())
        value.description = special;
    return value;
}

QJsonObject RemoteValue::toArgument() const
{
    if (isObject())
        return { { QStringLiteral("objectId"), objectId } };
    if (type == QLatin1StringView("undefined"))
        return {};
    const bool isSpecial = value.isUndefined()
        && (type == QLatin1StringView("number") || type == QLatin1StringView("bigint"));
    if (isSpecial)
        return { { QStringLiteral("unserializableValue"), description } };
    return { { QStringLiteral("value"), value } };
}

qint64 RemoteValue::elementCount() const
{
    static const QRegularExpression count(QStringLiteral(R"(\((\d+)\)$)"));
    if (subtype != QLatin1StringView("array") && subtype != QLatin1StringView("typedarray"))
        return 0;
    const auto match = count.match(description);
    return match.hasMatch() ? match.captured(1).toLongLong() : 0;
}

QList<Property> Property::listFromJson(const QJsonObject &result)
{
    QList<Property> properties;
    const auto add = [&](const QJsonObject &json, bool isInternal, bool isPrivate) {
        Property property;
        property.name = textOf(json, QLatin1StringView("name"));
        if (json.contains(QLatin1StringView("value")))
            property.value = RemoteValue::fromJson(json[QLatin1StringView("value")].toObject());
        const QJsonObject getter = json[QLatin1StringView("get")].toObject();
        property.hasGetter = textOf(getter, QLatin1StringView("type")) == u"function";
        property.isInternal = isInternal;
        property.isPrivate = isPrivate;
        property.isEnumerable =
            isInternal || isPrivate || json[QLatin1StringView("enumerable")].toBool();
        property.isWritable = json[QLatin1StringView("writable")].toBool(true);
        if (property.value.isValid() || property.hasGetter)
            properties.append(property);
    };
    const QJsonArray own = result[QLatin1StringView("result")].toArray();
    for (const QJsonValue &json : own)
        add(json.toObject(), false, false);
    const QJsonArray hidden = result[QLatin1StringView("privateProperties")].toArray();
    for (const QJsonValue &json : hidden)
        add(json.toObject(), false, true);
    const QJsonArray internal = result[QLatin1StringView("internalProperties")].toArray();
    for (const QJsonValue &json : internal)
        add(json.toObject(), true, false);
    return properties;
}

bool Scope::isWritable() const
{
    return type == u"local" || type == u"closure" || type == u"catch" || type == u"block"
        || type == u"script" || type == u"eval" || type == u"module";
}

CallFrame CallFrame::fromJson(const QJsonObject &json)
{
    CallFrame frame;
    frame.id = textOf(json, QLatin1StringView("callFrameId"));
    frame.function = textOf(json, QLatin1StringView("functionName"));
    frame.place = ScriptPlace::fromJson(json[QLatin1StringView("location")].toObject());
    frame.url = textOf(json, QLatin1StringView("url"));
    frame.self = RemoteValue::fromJson(json[QLatin1StringView("this")].toObject());
    frame.returnValue = RemoteValue::fromJson(json[QLatin1StringView("returnValue")].toObject());
    const QJsonArray scopes = json[QLatin1StringView("scopeChain")].toArray();
    for (const QJsonValue &each : scopes) {
        const QJsonObject scope = each.toObject();
        frame.scopes.append({ textOf(scope, QLatin1StringView("type")),
                              textOf(scope, QLatin1StringView("name")),
                              RemoteValue::fromJson(scope[QLatin1StringView("object")].toObject()),
                              int(frame.scopes.size()) });
    }
    return frame;
}

CallFrame CallFrame::ofStackTrace(const QJsonObject &json)
{
    return { {},
             textOf(json, QLatin1StringView("functionName")),
             ScriptPlace::fromJson(json),
             textOf(json, QLatin1StringView("url")) };
}

std::optional<ExceptionInfo> ExceptionInfo::fromResult(const QJsonObject &result)
{
    const QJsonObject details = result[QLatin1StringView("exceptionDetails")].toObject();
    if (details.isEmpty())
        return {};
    ExceptionInfo info;
    info.value = RemoteValue::fromJson(details[QLatin1StringView("exception")].toObject());
    info.text = info.value.description.section(u'\n', 0, 0);
    if (info.text.isEmpty())
        info.text = info.value.isValid() ? info.value.value.toVariant().toString()
                                         : textOf(details, QLatin1StringView("text"));
    return info;
}

PauseInfo PauseInfo::fromJson(const QJsonObject &params)
{
    PauseInfo info;
    info.reason = textOf(params, QLatin1StringView("reason"));
    const QJsonArray frames = params[QLatin1StringView("callFrames")].toArray();
    for (const QJsonValue &frame : frames)
        info.frames.append(CallFrame::fromJson(frame.toObject()));
    const QJsonArray hit = params[QLatin1StringView("hitBreakpoints")].toArray();
    for (const QJsonValue &id : hit)
        info.hitBreakpoints.append(id.toString());
    if (info.reason == u"exception" || info.reason == u"promiseRejection") {
        const QJsonObject data = params[QLatin1StringView("data")].toObject();
        info.exception = RemoteValue::fromJson(data);
        info.isUncaught = data[QLatin1StringView("uncaught")].toBool();
    }
    QJsonObject stack = params[QLatin1StringView("asyncStackTrace")].toObject();
    while (!stack.isEmpty() && info.asyncStacks.size() < mostAsyncStacks) {
        AsyncStack parent { textOf(stack, QLatin1StringView("description")), {} };
        const QJsonArray calls = stack[QLatin1StringView("callFrames")].toArray();
        for (const QJsonValue &frame : calls)
            parent.frames.append(CallFrame::ofStackTrace(frame.toObject()));
        if (!parent.frames.isEmpty())
            info.asyncStacks.append(parent);
        stack = stack[QLatin1StringView("parent")].toObject();
    }
    return info;
}

ScriptInfo ScriptInfo::fromJson(const QJsonObject &params)
{
    return { textOf(params, QLatin1StringView("scriptId")),
             textOf(params, QLatin1StringView("url")),
             textOf(params, QLatin1StringView("sourceMapURL")) };
}

} // namespace looptide::inspector
