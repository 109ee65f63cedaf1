// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

class QPainter;
class QRectF;

namespace looptide::editor {

class CodeView;

/// What the margin shows beside a line, for a breakpoint. Lines count from 1.
struct LineMark
{
    enum class Kind : quint8 { Stop, Conditional, Message };

    int id = 0; // of the owner's choice, unique in a file
    int line = 0;
    Kind kind = Kind::Stop;
    bool isEnabled = true;
    bool isBound = true; // hollow otherwise
    QString tip {}; // plain text

    bool operator==(const LineMark &) const = default;
};

/// The marks of one view: breakpoints in the margin, the line at which the program is paused, and
/// the values behind the lines. They move with the text. Owned by the view. Thread: GUI.
class LineMarks : public QObject
{
    Q_OBJECT

public:
    explicit LineMarks(CodeView *view);

    void setMarks(const QList<LineMark> &marks);
    /// Line 0: none. isTop: where the program goes on; otherwise in a function that waits for
    /// another one.
    void setExecution(int line, bool isTop);
    /// Shown behind the lines, by line.
    void setValues(const QHash<int, QString> &values);
    /// The tip of the mark at this line, counted from 0; empty without one.
    QString tipAt(int line) const;
    /// The text was replaced: the marks are set again.
    void restore();
    /// What belongs to a line (from 0) on a row of the screen.
    void paint(QPainter *painter, int line, int row) const;

Q_SIGNALS:
    void moved(int id, int line);

private:
    struct Entry
    {
        LineMark mark;
        int handle = -1;
    };

    void noteEdit(int type, int linesAdded);
    void reportMoves();
    int lineOf(int handle) const;
    void paintMark(QPainter *painter, const LineMark &mark, const QRectF &box) const;
    void paintExecution(QPainter *painter, const QRectF &box) const;
    void paintArrow(QPainter *painter, const QRectF &box) const;
    void paintValue(QPainter *painter, int line, int row, const QString &text) const;

    CodeView *m_view;
    QList<Entry> m_entries;
    int m_executionLine = 0; // as it was set
    int m_executionHandle = -1;
    bool m_isTop = true;
    QHash<int, QString> m_values;
    bool m_isCheckPending = false;
};

} // namespace looptide::editor
