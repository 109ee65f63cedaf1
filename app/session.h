// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>

namespace looptide::app {

// What a window shows, to be shown again. A plain value.
struct SessionState
{
    QString project;
    QByteArray editor; // EditorArea::saveState()
    QByteArray geometry; // QWidget::saveGeometry()
    QByteArray layout; // of the docks

    bool operator==(const SessionState &) const = default;
};

// This process's place among all Looptides of this person that run at the same time: the first one
// continues where the last one ended and is the one whose state is kept; others begin empty.
class Session
{
public:
    Session();

    bool isFirst() const { return m_isFirst; }

    // Where the editor keeps unsaved text; it keeps processes apart itself.
    static QString journalDirectory();
    // Never fails: a missing or damaged file gives an empty state.
    static SessionState load();
    static void save(const SessionState &state);

    // EditorArea::saveState() of each project as it was left, in the user's data folder. Empty for
    // one that was never open.
    static QByteArray loadTabs(const QString &project);
    static void saveTabs(const QString &project, const QByteArray &editor);

private:
    QLockFile m_lock;
    bool m_isFirst;
};

} // namespace looptide::app
