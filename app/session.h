// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>

namespace looptide::app {

// The state of a window, to be restored later. A plain value.
struct SessionState
{
    QString project;
    QByteArray editor; // EditorArea::saveState()
    QByteArray geometry; // QWidget::saveGeometry()
    QByteArray layout; // of the docks

    bool operator==(const SessionState &) const = default;
};

// The role of this process among all Looptide processes of the user. The first process continues
// the last session, and its state is saved. Others begin empty.
class Session
{
public:
    Session();

    bool isFirst() const { return m_isFirst; }

    // The folder for unsaved text. The editor itself separates the processes in it.
    static QString journalDirectory();
    // Never fails. A missing or damaged file gives an empty state.
    static SessionState load();
    static void save(const SessionState &state);

    // The last EditorArea::saveState() of a project, in the user's data folder. Empty for a project
    // that was never open.
    static QByteArray loadTabs(const QString &project);
    static void saveTabs(const QString &project, const QByteArray &editor);

private:
    QLockFile m_lock;
    bool m_isFirst;
};

} // namespace looptide::app
