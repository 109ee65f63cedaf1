// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/predict/puzzle.h"

#include <QFile>

namespace looptide::models {

QList<Puzzle> readPuzzles(QByteArrayView file)
{
    constexpr QStringView mark = u"//// ";
    QList<Puzzle> puzzles;
    const QStringList lines = QString::fromUtf8(file).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(mark))
            puzzles.append({ line.mid(mark.size()).trimmed(), {} });
        else if (!puzzles.isEmpty())
            puzzles.last().source += line + u'\n';
    }
    for (Puzzle &puzzle : puzzles)
        puzzle.source = puzzle.source.trimmed() + u'\n';
    return puzzles;
}

QList<Puzzle> bundledPuzzles()
{
    QFile file(QStringLiteral(":/predict/puzzles.js"));
    return file.open(QIODevice::ReadOnly) ? readPuzzles(file.readAll()) : QList<Puzzle>();
}

} // namespace looptide::models
