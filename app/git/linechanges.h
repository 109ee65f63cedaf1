// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changemarks.h"

#include <QByteArray>
#include <QList>

namespace looptide::app {

// A run of lines of a text that differs from its base. Lines count from 1; a count of 0 means that
// there are none, behind the line before start + 1 (as in a unified diff without context).
struct LineChange
{
    int baseStart = 0;
    int baseCount = 0;
    int start = 0;
    int count = 0;

    bool operator==(const LineChange &) const = default;
};

// Reads the hunks of `git diff --unified=0`.
QList<LineChange> readLineChanges(const QByteArray &diff);
editor::ChangeMark markOf(const LineChange &change);
// Whether the mark of the change is shown at this line.
bool isAt(const LineChange &change, int line);
// The text with this change taken back.
QByteArray revertedText(const QByteArray &text, const QByteArray &base, const LineChange &change);
// Lines start to start + count - 1, with their ends.
QByteArray linesOf(const QByteArray &text, int start, int count);

} // namespace looptide::app
