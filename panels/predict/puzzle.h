// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace looptide::models {

// A program whose lines of output have an order that a learner can predict.
struct Puzzle
{
    QString title;
    QString source;
};

// The parts of a file: each begins with a line "//// title".
QList<Puzzle> readPuzzles(QByteArrayView file);
// The bundled ones.
QList<Puzzle> bundledPuzzles();

} // namespace looptide::models
