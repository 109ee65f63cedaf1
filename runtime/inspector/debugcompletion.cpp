// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a DebugTarget offers for an expression that is being typed.
#include "runtime/inspector/debugtarget.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <memory>

namespace looptide::inspector {

namespace {

constexpr qsizetype mostNames = 500;
constexpr int timeoutMs = 500;

bool isName(const QString &text)
{
    static const QRegularExpression name(QStringLiteral(R"(\A[\p{L}_$][\p{L}\p{N}_$]*\z)"));
    return name.match(text).hasMatch();
}

// Of the result of Runtime.getProperties, also those of the prototypes.
QStringList namesIn(const QJsonObject &result)
{
    QStringList names;
    const QJsonArray properties = result[QLatin1StringView("result")].toArray();
    for (const QJsonValue &property : properties) {
        const QString name = property[QLatin1StringView("name")].toString();
        if (property[QLatin1StringView("symbol")].isUndefined() && isName(name))
            names.append(name);
    }
    return names;
}

Completion completed(Completion word, QStringList names, const QString &prefix)
{
    names.removeIf([&](const QString &name) { return !name.startsWith(prefix); });
    names.sort(Qt::CaseInsensitive);
    names.removeDuplicates();
    word.names = names.first(std::min(names.size(), mostNames));
    return word;
}

} // namespace

void DebugTarget::complete(const QString &text, int frame, QObject *context, const Completed &then)
{
    // A chain of names, indexes and dots, and the word behind it.
    static const QRegularExpression end(QStringLiteral(
        R"re((?:(?<object>[\w$](?:[\w$.]|\?\.|\[\w*\]|\['[^']*'\]|\["[^"]*"\])*?)\??\.)?)re"
        R"re((?<word>[\w$]*)$)re"));
    const QRegularExpressionMatch match = end.match(text);
    const QString prefix = match.captured(u"word");
    const QString object = match.captured(u"object");
    const Completion word { text.size() - prefix.size() };
    // What follows a call or a literal is not offered: evaluating those may change the program.
    const qsizetype begin = match.capturedStart();
    const bool isRest = begin > 0 && QStringView(u".)]}\"'`").contains(text[begin - 1]);
    if (isRest || (!object.isEmpty() && object.front().isDigit())) {
        then(word);
        return;
    }
    if (object.isEmpty()) {
        completeNames(word, prefix, frame, context, then);
        return;
    }
    EvaluationOptions options;
    options.frame = frame;
    options.isQuiet = true;
    options.timeoutMs = timeoutMs;
    evaluateCode(u'(' + object + u") == null ? undefined : Object(" + object + u')', options,
                 context, [this, word, prefix, context, then](const Reply &reply) {
                     const auto value = RemoteValue::fromJson(
                         reply.result[QLatin1StringView("result")].toObject());
                     // A proxy would run code of the program.
                     if (!value.isObject() || value.subtype == u"proxy"
                         || ExceptionInfo::fromResult(reply.result)) {
                         then(word);
                         return;
                     }
                     m_client->call(QStringLiteral("Runtime.getProperties"),
                                    { { QStringLiteral("objectId"), value.objectId },
                                      { QStringLiteral("ownProperties"), false },
                                      { QStringLiteral("nonIndexedPropertiesOnly"), true } },
                                    context, [word, prefix, then](const Reply &all) {
                                        then(completed(word, namesIn(all.result), prefix));
                                    });
                 });
}

// The variables of the frame's scopes, those of scripts (let, const, class), and globals.
void DebugTarget::completeNames(const Completion &word, const QString &prefix, int frame,
                                QObject *context, const Completed &then)
{
    struct Pending
    {
        int count = 1;
        QStringList names {};
    };
    const auto pending = std::make_shared<Pending>();
    const auto take = [pending, word, prefix, then](const QStringList &names) {
        pending->names += names;
        if (--pending->count == 0)
            then(completed(word, pending->names, prefix));
    };
    const auto list = [&](const QString &object) {
        ++pending->count;
        m_client->call(QStringLiteral("Runtime.getProperties"),
                       { { QStringLiteral("objectId"), object },
                         { QStringLiteral("ownProperties"), true },
                         { QStringLiteral("nonIndexedPropertiesOnly"), true } },
                       context, [take](const Reply &reply) { take(namesIn(reply.result)); });
    };
    if (m_pause && frame >= 0 && frame < m_pause->frames.size()) {
        for (const Scope &scope : m_pause->frames[frame].scopes)
            list(scope.object.objectId);
        pending->names.append(QStringLiteral("this"));
    }
    ++pending->count;
    m_client->call(QStringLiteral("Runtime.globalLexicalScopeNames"), {}, context,
                   [take](const Reply &reply) {
                       QStringList names;
                       const QJsonArray all = reply.result[QLatin1StringView("names")].toArray();
                       for (const QJsonValue &name : all)
                           names.append(name.toString());
                       take(names);
                   });
    EvaluationOptions options;
    options.isQuiet = true;
    evaluateCode(
        QStringLiteral("globalThis"), options, context, [this, context, take](const Reply &reply) {
            const auto global =
                RemoteValue::fromJson(reply.result[QLatin1StringView("result")].toObject());
            if (!global.isObject()) {
                take({});
                return;
            }
            m_client->call(QStringLiteral("Runtime.getProperties"),
                           { { QStringLiteral("objectId"), global.objectId },
                             { QStringLiteral("ownProperties"), true } },
                           context, [take](const Reply &all) { take(namesIn(all.result)); });
        });
}

} // namespace looptide::inspector
