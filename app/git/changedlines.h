// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/git/linechanges.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

namespace looptide::editor {
class EditorArea;
}
namespace looptide::models {
class GitRepository;
}

namespace looptide::app {

// Marks the lines of open files that differ from the index of Git, and takes single changes back.
// Git compares the texts, as the user types, a moment after the last key. Thread: GUI.
class ChangedLines : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype largestText = 2 * 1024 * 1024; // bytes; larger files have no marks

    ChangedLines(editor::EditorArea *editor, models::GitRepository *repository, QObject *parent);
    ~ChangedLines() override;

    // All open files are compared again, if the index is another one than before.
    void update();
    QList<LineChange> changesOf(const QString &path) const;
    // Takes back the change at the caret of the shown file, as one step that can be undone. What
    // was typed just before is compared first.
    void revertAtCaret();

Q_SIGNALS:
    // There is no change at the caret.
    void nothingToRevert();

private:
    struct File
    {
        QByteArray base; // in the index
        bool hasBase = false;
        bool isUntracked = false; // there is no base
        bool isAsking = false; // for the base or a comparison
        bool isDue = false;
        QByteArray compared; // the text that changes are about
        QString baseFile; // its name in the folder of the bases
        QList<LineChange> changes;
    };

    void compareSoon(const QString &path);
    void compareDue();
    void askForBase(const QString &path);
    void takeBase(const QString &path, const QByteArray &base, bool exists);
    void compare(const QString &path);
    void show(const QString &path, const QList<LineChange> &changes);
    void forgetClosed();
    bool isTracked(const QString &path) const;
    void openMenu(const QString &path, int line, const QPoint &position);
    void finishRevert(QString path);
    void revert(const QString &path, const LineChange &change);

    editor::EditorArea *m_editor;
    QPointer<models::GitRepository> m_repository;
    QTemporaryDir m_folder; // of the bases
    QHash<QString, File> m_files; // by path
    QStringList m_due;
    QTimer m_soon;
    QString m_reverting; // the file whose comparison is awaited for that
    QString m_indexStamp;
    int m_number = 0;
    int m_generation = 0; // of the bases
};

} // namespace looptide::app
