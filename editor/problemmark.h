// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace looptide::editor {

class CodeView;

/// An error that a program reported for a place in a file. Line and column count from 1; column 0:
/// the whole line.
struct Problem
{
    int line = 0;
    int column = 0;
    QString text; // lines after the first one explain it
};

/// Shows one problem in a view: a squiggle at its place and its text below the line. It goes when
/// the line is edited. Owned by the view. Thread: GUI.
class ProblemMark : public QObject
{
    Q_OBJECT

public:
    explicit ProblemMark(CodeView *view);

    void show(const Problem &problem);
    void clear();
    /// The line that is marked, counted from 0; -1: none.
    int line() const;
    /// After anything that resets the view's styles.
    void defineStyles();

private:
    void handleModified(int position, int type);

    CodeView *m_view;
    int m_marker = -1; // a handle that stays with the line
    int m_style = 0;
};

} // namespace looptide::editor
