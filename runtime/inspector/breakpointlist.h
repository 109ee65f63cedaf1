// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QList>
#include <QObject>
#include <QString>

namespace looptide::inspector {

// Where a program stops, or writes a message: at a line, or where something happens.
struct Breakpoint
{
    enum class Kind : quint8 {
        Line, // path, line
        Function, // where a function of this name begins: name
        Request, // where the handlers of requests like this one begin: method, name (RequestRule)
        Phase, // where this phase of the event loop begins: name; the loop is paused, no debugger
    };

    int id = 0; // of its list, never used again
    QString path {}; // absolute
    int line = 0; // counted from 1
    QString condition {}; // JavaScript; empty: always
    int hitCount = 0; // stops at this visit and all later ones; 0: at each
    QString logMessage {}; // instead of stopping; "{expression}" inserts a value
    bool isEnabled = true;
    bool isTemporary = false; // it is removed when it has stopped a program
    Kind kind = Kind::Line;
    QString name {};
    QString method {}; // empty: any

    // Whether it can have a condition, a number of visits and a message.
    bool isInCode() const { return kind == Kind::Line || kind == Kind::Function; }
    bool isLogpoint() const { return !logMessage.isEmpty(); }
    bool isPlain() const { return condition.isEmpty() && hitCount == 0 && !isLogpoint(); }
    bool operator==(const Breakpoint &) const = default;
};

// The breakpoints of a project, for all of its runs. Owned by the window. Thread: GUI.
class BreakpointList : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<Breakpoint> &all() const { return m_breakpoints; } // in the order of path and line
    QList<Breakpoint> inFile(const QString &path) const;
    const Breakpoint *find(int id) const;
    const Breakpoint *at(const QString &path, int line) const;
    bool isEmpty() const { return m_breakpoints.isEmpty(); }

    const Breakpoint *same(const Breakpoint &breakpoint) const; // the one at the same place
    // Gives it an id. Replaces one at the same place.
    int add(Breakpoint breakpoint);
    void remove(int id);
    void removeAll();
    // A new condition, message or state; id, path and line stay.
    void change(const Breakpoint &breakpoint);
    // The text has moved. Running programs keep the line that they know.
    void move(int id, int line);
    void movePath(const QString &from, const QString &to);

    QJsonArray toJson() const;
    // Replaces all. What cannot be read is left out.
    void setJson(const QJsonArray &json);

Q_SIGNALS:
    void added(int id);
    void removed(int id); // it is not in the list any more
    void changed(int id);
    void moved(int id);
    void edited(); // after each of the others

private:
    Breakpoint *entry(int id);
    void sort();

    QList<Breakpoint> m_breakpoints;
    int m_lastId = 0;
};

} // namespace looptide::inspector
