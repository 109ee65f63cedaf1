// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace looptide::models {

// A line that a snippet has printed.
struct PrintedLine
{
    QString text;
    QString type; // of the async resource whose callback printed it; empty: unknown

    bool operator==(const PrintedLine &) const = default;
};

// Reads what resources/predict/observe.cjs writes. Other lines are kept as they are.
QList<PrintedLine> readPrinted(QByteArrayView output);

// Which part of the loop printed a line, for users: "main script", "tick", "timers".
QString partOf(const PrintedLine &line);
// One sentence about that part.
QString partExplanation(const PrintedLine &line);

// The places of the predicted order whose text is right.
QList<bool> marksOf(const QStringList &predicted, const QList<PrintedLine> &printed);
// The texts in an order that differs from theirs, if they have one.
QStringList shuffled(const QList<PrintedLine> &printed, quint32 seed);

} // namespace looptide::models
