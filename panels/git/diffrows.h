// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitdiff.h"

#include <QString>

namespace looptide::models {

// A row of a shown diff.
struct DiffRow
{
    enum class Kind : quint8 { File, Hunk, Context, Added, Removed, Filler, Note };

    Kind kind = Kind::Context;
    QString text {}; // harmless; long lines are cut
    int oldLine = 0;
    int newLine = 0;
    int file = -1; // index in the diff
    int hunk = -1; // index in the file

    bool isChange() const { return kind == Kind::Added || kind == Kind::Removed; }
};

struct DiffColumns
{
    QList<DiffRow> left; // the old version
    QList<DiffRow> right; // as many rows
};

QList<DiffRow> unifiedRows(const GitDiff &diff);
DiffColumns sideBySideRows(const GitDiff &diff);

// The first row of the next or previous run of changes; -1: there is none.
int nextChange(const QList<DiffRow> &rows, int from, int direction);

} // namespace looptide::models
