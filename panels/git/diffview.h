// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/diffpane.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace looptide::panels {

// What a diff is about, for its title and its commands.
struct DiffSubject
{
    enum class Kind : quint8 { Folder, Index, Untracked, Conflict, Commit };

    Kind kind = Kind::Folder;
    QString title {}; // harmless text
    QByteArray path {}; // of one file, relative to the repository; empty: several
    QByteArray commit {};

    bool operator==(const DiffSubject &) const = default;
};

// Differences of one or more files, as one text or side by side. Commands for the run of changes at
// the caret are signals; whoever owns the repository does the work. Thread: GUI.
class DiffView : public QWidget
{
    Q_OBJECT
public:
    explicit DiffView(QWidget *parent = nullptr);

    void setDiff(const DiffSubject &subject, const models::GitDiff &diff);
    // While Git works, or instead of a diff.
    void setMessage(const DiffSubject &subject, const QString &text);
    const DiffSubject &subject() const { return m_subject; }
    bool isSideBySide() const { return m_isSideBySide; }
    void setSideBySide(bool on);
    void goToChange(int direction);
    QString text() const; // of what is shown, for tests

Q_SIGNALS:
    void closeRequested();
    // The line in the new version; 0: not known.
    void fileRequested(const QByteArray &path, int line);
    void stageHunkRequested(const QByteArray &patch);
    void unstageHunkRequested(const QByteArray &patch);
    void discardHunkRequested(const QByteArray &patch);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setupPanes();
    void setupActions();
    QWidget *makeHeader();
    QAction *addAction(const QString &iconName, const QString &text, const QString &tip,
                       const QKeySequence &keys, const char *name);
    void showContent();
    void updateActions();
    DiffPane *currentPane() const;
    QByteArray patchAtCaret() const;
    void openFile();

    DiffSubject m_subject;
    models::GitDiff m_diff;
    bool m_isSideBySide = false;
    bool m_isScrolling = false;
    QLabel *m_title;
    QList<QToolButton *> m_hunkTools;
    QLabel *m_message;
    DiffPane *m_unified;
    DiffPane *m_left;
    DiffPane *m_right;
    QWidget *m_columns;
    QAction *m_previous = nullptr;
    QAction *m_next = nullptr;
    QAction *m_sideBySide = nullptr;
    QAction *m_open = nullptr;
    QAction *m_stage = nullptr;
    QAction *m_unstage = nullptr;
    QAction *m_discard = nullptr;
    QAction *m_close = nullptr;
};

} // namespace looptide::panels
