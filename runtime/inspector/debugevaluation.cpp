// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a DebugTarget evaluates expressions and reads and changes values.
#include "runtime/inspector/debugtarget.h"

#include <QJsonArray>

namespace looptide::inspector {

namespace {

const QString group = QStringLiteral("looptide"); // freed when the program goes on

// V8 sends a string whole, which takes seconds for one of 100 MB. These functions run in the
// program and cut what is longer.
constexpr qint64 longestString = 10'000;

// The only element of an array.
constexpr auto elementSource = R"(function(longest) {
  const value = this[0];
  return typeof value === 'string' && value.length > longest ? value.slice(0, longest) + '\u2026'
                                                             : value;
})";

// A copy of an object whose strings are cut; undefined when none is too long. Getters are copied,
// not run.
constexpr auto cutSource = R"(function(longest) {
  const isLong = (p) => p && typeof p.value === 'string' && p.value.length > longest;
  const names = Reflect.ownKeys(this);
  if (!names.some((name) => isLong(Reflect.getOwnPropertyDescriptor(this, name)))) return undefined;
  const copy = {};
  for (const name of names) {
    const property = Reflect.getOwnPropertyDescriptor(this, name);
    if (isLong(property)) property.value = property.value.slice(0, longest) + '\u2026';
    Object.defineProperty(copy, name, property);
  }
  return copy;
})";

// Copies a part of an array, so that an array of a million elements is read in pages.
constexpr auto sliceSource = R"(function(longest, first, count) {
  const part = {};
  for (let i = first; i < first + count; ++i) {
    const property = Reflect.getOwnPropertyDescriptor(this, i);
    if (!property) continue;
    if (typeof property.value === 'string' && property.value.length > longest)
      property.value = property.value.slice(0, longest) + '\u2026';
    Object.defineProperty(part, i, property);
  }
  return part;
})";

constexpr auto assignSource = "function(name, value) { this[name] = value; }";

QJsonObject argument(const QJsonValue &value)
{
    return { { QStringLiteral("value"), value } };
}

// Of Runtime.callFunctionOn.
QJsonObject callOf(const char *function, const QString &object, const QJsonArray &arguments)
{
    return { { QStringLiteral("functionDeclaration"), QString::fromLatin1(function) },
             { QStringLiteral("objectId"), object },
             { QStringLiteral("arguments"), arguments },
             { QStringLiteral("silent"), true },
             { QStringLiteral("generatePreview"), true },
             { QStringLiteral("objectGroup"), group } };
}

// A piece of code that is no expression ("let a = 1"): it was not run. An error of the program has
// a stack.
bool isNoExpression(const std::optional<ExceptionInfo> &thrown)
{
    return thrown && thrown->value.className == u"SyntaxError"
        && !thrown->value.description.contains(QLatin1StringView("\n    at "));
}

Evaluation evaluationOf(const Reply &reply)
{
    Evaluation evaluation;
    evaluation.error = reply.error;
    if (const auto thrown = ExceptionInfo::fromResult(reply.result)) {
        evaluation.error = thrown->text;
        evaluation.hasSideEffects =
            thrown->text.contains(QLatin1StringView("EvalError: Possible side-effect"));
    }
    evaluation.value = RemoteValue::fromJson(reply.result[QLatin1StringView("result")].toObject());
    return evaluation;
}

} // namespace

// The value is put into an array first, from where it is read without a long string.
void DebugTarget::evaluate(const QString &expression, const EvaluationOptions &options,
                           QObject *context, const Evaluated &then)
{
    evaluateCode(u"[(" + expression + u"\n)]", options, context,
                 [this, expression, options, context, then](const Reply &reply) {
                     const bool isOther = isNoExpression(ExceptionInfo::fromResult(reply.result));
                     const Evaluation array = evaluationOf(reply);
                     if (isOther && !options.isQuiet)
                         evaluateCode(expression, options, context,
                                      [then](const Reply &raw) { then(evaluationOf(raw)); });
                     else if (!array.isGood() || !array.value.isObject())
                         then(array);
                     else
                         m_client->call(QStringLiteral("Runtime.callFunctionOn"),
                                        callOf(elementSource, array.value.objectId,
                                               { argument(longestString) }),
                                        context,
                                        [then](const Reply &value) { then(evaluationOf(value)); });
                 });
}

void DebugTarget::evaluateCode(const QString &code, const EvaluationOptions &options,
                               QObject *context, const ReplyHandler &then)
{
    QJsonObject params { { QStringLiteral("expression"), code },
                         { QStringLiteral("objectGroup"), group },
                         { QStringLiteral("generatePreview"), true },
                         { QStringLiteral("silent"), true },
                         { QStringLiteral("throwOnSideEffect"), options.isQuiet } };
    if (options.timeoutMs > 0)
        params.insert(QStringLiteral("timeout"), options.timeoutMs);
    const bool isInFrame = m_pause && options.frame >= 0 && options.frame < m_pause->frames.size();
    if (isInFrame) {
        params.insert(QStringLiteral("callFrameId"), m_pause->frames[options.frame].id);
        params.insert(QStringLiteral("includeCommandLineAPI"), !options.isQuiet);
    } else if (!options.isQuiet) {
        params.insert(QStringLiteral("replMode"), true); // const can be declared again
        params.insert(QStringLiteral("includeCommandLineAPI"), true); // require() too
        params.insert(QStringLiteral("awaitPromise"), !m_pause);
    }
    m_client->call(isInFrame ? QStringLiteral("Debugger.evaluateOnCallFrame")
                             : QStringLiteral("Runtime.evaluate"),
                   params, context, then);
}

// A proxy is not asked for its properties: that would run code of the program. The elements of a
// large array are read by listElements().
void DebugTarget::listProperties(const RemoteValue &object, bool onlyNamed, QObject *context,
                                 const Listed &then)
{
    if (object.subtype == u"proxy" || onlyNamed) {
        listAll(object.objectId, onlyNamed, context, then);
        return;
    }
    m_client->call(QStringLiteral("Runtime.callFunctionOn"),
                   callOf(cutSource, object.objectId, { argument(longestString) }), context,
                   [this, object, onlyNamed, context, then](const Reply &reply) {
                       const Evaluation copy = evaluationOf(reply);
                       const bool isCut = copy.isGood() && copy.value.isObject();
                       listAll(isCut ? copy.value.objectId : object.objectId, onlyNamed, context,
                               then);
                   });
}

void DebugTarget::listAll(const QString &object, bool onlyNamed, QObject *context,
                          const Listed &then)
{
    m_client->call(QStringLiteral("Runtime.getProperties"),
                   { { QStringLiteral("objectId"), object },
                     { QStringLiteral("ownProperties"), true },
                     { QStringLiteral("generatePreview"), true },
                     { QStringLiteral("nonIndexedPropertiesOnly"), onlyNamed } },
                   context, [then](const Reply &reply) {
                       const auto thrown = ExceptionInfo::fromResult(reply.result);
                       then(Property::listFromJson(reply.result),
                            thrown ? thrown->text : reply.error);
                   });
}

void DebugTarget::listElements(const RemoteValue &array, qint64 first, qint64 count,
                               QObject *context, const Listed &then)
{
    m_client->call(QStringLiteral("Runtime.callFunctionOn"),
                   callOf(sliceSource, array.objectId,
                          { argument(longestString), argument(first), argument(count) }),
                   context, [this, context, then](const Reply &reply) {
                       const Evaluation part = evaluationOf(reply);
                       if (!part.isGood() || !part.value.isObject()) {
                           then({}, part.error);
                           return;
                       }
                       listAll(part.value.objectId, false, context,
                               [then](const QList<Property> &all, const QString &error) {
                                   QList<Property> elements;
                                   for (const Property &each : all) {
                                       if (!each.isInternal)
                                           elements.append(each);
                                   }
                                   then(elements, error);
                               });
                   });
}

void DebugTarget::setVariable(int frame, const Scope &scope, const QString &name,
                              const QString &expression, QObject *context, const Changed &then)
{
    if (!m_pause || frame < 0 || frame >= m_pause->frames.size())
        return;
    EvaluationOptions options;
    options.frame = frame;
    const QString frameId = m_pause->frames[frame].id;
    evaluate(expression, options, context,
             [this, frameId, scope, name, context, then](const Evaluation &value) {
                 if (!value.isGood()) {
                     then(value.error);
                     return;
                 }
                 m_client->call(QStringLiteral("Debugger.setVariableValue"),
                                { { QStringLiteral("scopeNumber"), scope.number },
                                  { QStringLiteral("variableName"), name },
                                  { QStringLiteral("newValue"), value.value.toArgument() },
                                  { QStringLiteral("callFrameId"), frameId } },
                                context, [then](const Reply &reply) { then(reply.error); });
             });
}

void DebugTarget::setProperty(int frame, const RemoteValue &object, const QString &name,
                              const QString &expression, QObject *context, const Changed &then)
{
    EvaluationOptions options;
    options.frame = frame;
    evaluate(
        expression, options, context, [this, object, name, context, then](const Evaluation &value) {
            if (!value.isGood()) {
                then(value.error);
                return;
            }
            m_client->call(
                QStringLiteral("Runtime.callFunctionOn"),
                callOf(assignSource, object.objectId, { argument(name), value.value.toArgument() }),
                context, [then](const Reply &reply) { then(evaluationOf(reply).error); });
        });
}

} // namespace looptide::inspector
