// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/filereplacement.h"

#include <QCoreApplication>
#include <QList>
#include <QStringList>

namespace looptide::editor {
class EditorArea;
}

namespace looptide::app {

// Replaces text in files, and puts it back. A file that is open is changed in its tab, as one step
// that can be undone there, and saved when it had no unsaved changes. All others are written on the
// disk, and no byte of them changes but what is replaced. A file that has changed since it was
// searched is left alone. Owned by SearchSupport. Thread: GUI.
class TextReplacer
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::TextReplacer)
public:
    explicit TextReplacer(editor::EditorArea *editor) : m_editor(editor) { }

    struct Outcome
    {
        int files = 0;
        qsizetype matches = 0;
        QStringList problems {}; // for users, one for each file that was left alone
    };

    Outcome replace(const QList<models::FileReplacement> &files);
    bool canUndo() const { return !m_changes.isEmpty(); }
    // The last replace(). Files that have changed since then are left alone.
    Outcome undo();

private:
    // What a file was and became: its text in its tab, or its bytes on the disk. Null: not changed.
    struct Change
    {
        QString path;
        qsizetype matches = 0;
        bool isText = false; // changed in its tab
        QByteArray textBefore {};
        QByteArray textAfter {};
        QByteArray diskBefore {};
        QByteArray diskAfter {};
    };

    QString replaceIn(const models::FileReplacement &file);
    QString replaceInTab(const models::FileReplacement &file, const QByteArray &text);
    QString replaceOnDisk(const models::FileReplacement &file);
    QString putBack(const Change &change);

    editor::EditorArea *m_editor;
    QList<Change> m_changes; // of the last replace()
};

} // namespace looptide::app
