// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/predict/prediction.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <random>

namespace looptide::models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::Prediction)
};

struct Part
{
    const char *type; // of Node's async_hooks
    const char *name;
    const char *explanation;
};

constexpr auto microtask = QT_TRANSLATE_NOOP("looptide::models::Prediction", "microtask");
constexpr auto microtaskText = QT_TRANSLATE_NOOP(
    "looptide::models::Prediction",
    "Reactions of promises run when the current callback has ended and no tick waits.");

constexpr std::array parts {
    Part { "main", QT_TRANSLATE_NOOP("looptide::models::Prediction", "main script"),
           QT_TRANSLATE_NOOP("looptide::models::Prediction",
                             "The script itself runs first, from its first to its last line.") },
    Part { "TickObject", QT_TRANSLATE_NOOP("looptide::models::Prediction", "tick"),
           QT_TRANSLATE_NOOP("looptide::models::Prediction",
                             "process.nextTick() calls its functions as soon as the current "
                             "callback has ended, before microtasks.") },
    Part { "PROMISE", microtask, microtaskText },
    Part { "Microtask", microtask, microtaskText },
    Part { "Timeout", QT_TRANSLATE_NOOP("looptide::models::Prediction", "timers"),
           QT_TRANSLATE_NOOP("looptide::models::Prediction",
                             "A timer runs in the timers phase of the loop, when its time has "
                             "come.") },
    Part { "Immediate", QT_TRANSLATE_NOOP("looptide::models::Prediction", "check"),
           QT_TRANSLATE_NOOP("looptide::models::Prediction",
                             "setImmediate() calls its functions in the check phase, right after "
                             "poll.") },
};

const Part *find(const QString &type)
{
    const auto part = std::ranges::find_if(
        parts, [&](const Part &each) { return type == QLatin1StringView(each.type); });
    return part == parts.end() ? nullptr : &*part;
}

} // namespace

QList<PrintedLine> readPrinted(QByteArrayView output)
{
    QList<PrintedLine> printed;
    QList<QByteArray> lines = output.toByteArray().split('\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    for (const QByteArray &line : std::as_const(lines)) {
        const QJsonArray fields = QJsonDocument::fromJson(line).array();
        if (fields.size() == 2 && fields[0].isString() && fields[1].isString())
            printed.append({ fields[0].toString(), fields[1].toString() });
        else
            printed.append({ QString::fromUtf8(line), {} });
    }
    return printed;
}

QString partOf(const PrintedLine &line)
{
    if (line.type.isEmpty())
        return {};
    const Part *part = find(line.type);
    return part ? Text::tr(part->name) : Text::tr("poll");
}

QString partExplanation(const PrintedLine &line)
{
    if (line.type.isEmpty())
        return {};
    const Part *part = find(line.type);
    return part ? Text::tr(part->explanation)
                : Text::tr("Callbacks of files, sockets and other I/O run in the poll phase.");
}

QList<bool> marksOf(const QStringList &predicted, const QList<PrintedLine> &printed)
{
    QList<bool> marks;
    for (qsizetype i = 0; i < predicted.size(); ++i)
        marks.append(i < printed.size() && printed[i].text == predicted[i]);
    return marks;
}

QStringList shuffled(const QList<PrintedLine> &printed, quint32 seed)
{
    QStringList order;
    for (const PrintedLine &line : printed)
        order.append(line.text);
    const QStringList right = order;
    std::mt19937 random(seed);
    const bool canDiffer =
        std::ranges::any_of(right, [&](const QString &text) { return text != right.constFirst(); });
    do
        std::ranges::shuffle(order, random);
    while (canDiffer && order == right);
    return order;
}

} // namespace looptide::models
