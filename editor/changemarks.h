// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QPainter;

namespace looptide::editor {

class CodeView;

/// Lines that differ from another version of the file. Lines count from 1.
struct ChangeMark
{
    enum class Kind : quint8 { Added, Changed, Removed };

    Kind kind = Kind::Changed;
    int line = 0; // of Removed: the one before which lines are missing
    int count = 1; // of lines; of Removed: 0

    bool operator==(const ChangeMark &) const = default;
};

/// The marks of one view for such lines, as a thin bar before the text. They move with the text.
/// Owned by the view. Thread: GUI.
class ChangeMarks : public QObject
{
    Q_OBJECT

public:
    explicit ChangeMarks(CodeView *view);

    void setMarks(const QList<ChangeMark> &marks);
    bool hasMarkAt(int line) const; // counted from 0
    /// Whether a point is where the bar is.
    bool isBarAt(int x) const;
    void paint(QPainter *painter, int line, int row) const;
    /// The first line of the next or previous run of marks, counted from 0; -1: none.
    int next(int line, int direction) const;

private:
    int marksAt(int line) const;
    int barX() const;

    CodeView *m_view;
    QList<ChangeMark> m_marks; // as they were set
};

} // namespace looptide::editor
