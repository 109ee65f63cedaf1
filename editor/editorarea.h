// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changemarks.h"
#include "editor/language/languagestatus.h"
#include "editor/linemarks.h"
#include "editor/lsp/serverspec.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QAction;
class QMenu;

namespace looptide::editor {

class LanguageService;

/// The tabbed editor: every open file, its actions, its find bar and its recovery journal.
///
/// Paths are absolute and canonical where the file exists, so one file has one tab, whatever
/// symbolic link it was opened through. Lines and columns count from 1; 0 means "leave the caret
/// alone". `restoreUnsaved` brings back unsaved text that an ended process left in `journalDir`, as
/// modified tabs: drafts, until the user edits or saves them.
class EditorArea : public QWidget
{
    Q_OBJECT

public:
    explicit EditorArea(const QString &journalDir, QWidget *parent = nullptr);
    ~EditorArea() override;

    /// Opens or activates a file. False, with messageRequested, when there is nothing to show.
    bool openFile(const QString &path, int line = 0, int column = 0);
    /// Marks what is wrong in a file, now or when it is opened, until its line is edited.
    void showProblem(const QString &path, int line, int column, const QString &text);
    void clearProblems();
    /// Breakpoints in the margin of a file, now and when it is opened.
    void setLineMarks(const QString &path, const QList<LineMark> &marks);
    /// Opens the file and marks the line at which a program is paused. isTop: see LineMarks.
    void showExecution(const QString &path, int line, int column, bool isTop);
    void clearExecution();
    /// Values behind the lines of an open file.
    void showValues(const QString &path, const QHash<int, QString> &values);
    /// Whether the pointer asks for values.
    void setHovering(bool on);
    /// The text of a line of an open file, for the code around it; empty when there is none.
    QString lineText(const QString &path, int line) const;
    int currentLine() const; // 0: none
    /// Lines of an open file that differ from another version of it.
    void setChangeMarks(const QString &path, const QList<ChangeMark> &marks);
    /// Moves the caret to the next or previous one of the shown file; false: there is none.
    bool goToChange(int direction);
    /// The file is open, and its bytes are its text.
    bool isPlainUtf8(const QString &path) const;
    void newFile();

    /// Empty when no tab is open or the current one has never been saved.
    QString currentFile() const;
    /// In tab order, without untitled documents.
    QStringList openFiles() const;
    bool isEmpty() const;

    bool saveCurrent();
    bool saveCurrentAs();
    /// Those that have a file; the untitled ones are safe in the journal.
    bool saveAll();
    /// Only what the user has edited since it was opened, in files of this folder (empty: in the
    /// current file). Drafts of an earlier session and deleted files stay as they are.
    bool saveEdited(const QString &folder);
    /// The text of a file that is open and loaded, as UTF-8.
    std::optional<QByteArray> textOf(const QString &path) const;
    /// Makes this the text of such a file, as one step that can be undone. False: it is not open,
    /// or cannot be edited.
    bool setText(const QString &path, const QByteArray &utf8);
    bool saveFile(const QString &path);
    /// Of the files below a folder that are open with unsaved changes, by path.
    QHash<QString, QByteArray> unsavedTexts(const QString &folder) const;
    bool isModified(const QString &path) const;
    /// Of the shown file; empty when it is more than a line.
    QString selectedText() const;
    /// Asks about unsaved changes; false when the user cancelled.
    bool closeCurrent();
    bool closeAll();
    bool closeFile(const QString &path);
    bool hasUnsavedChanges() const;

    /// Unsaved text of an earlier session that the user has not edited or saved yet.
    struct Draft
    {
        int id = 0;
        QString title;
        /// Empty for a text that was never saved.
        QString path;
    };
    QList<Draft> drafts() const;
    void showDraft(int id);
    /// What it is true for gets a tab that only names it, with a button that opens it. To be set
    /// before restoreUnsaved() and restoreState().
    void setHoldsBack(std::function<bool(const QString &path)> holdsBack);
    void restoreUnsaved();
    /// False when this file is not held back.
    bool openHeldBack(const QString &path);
    /// Every unsaved document is in the recovery journal when this returns (crash handler, session
    /// end).
    void flushJournal();

    /// A file or a folder moved on disk by the project tree: its tabs follow, unsaved text
    /// included.
    void movePath(const QString &from, const QString &to);
    /// Where Open and Save As dialogs start and what tab titles are relative to.
    void setProjectDirectory(const QString &directory);

    /// What understands the languages of the files; empty at first. Servers start with the first
    /// file of their languages. `typesDirectory`: see LanguageService.
    void setLanguageServers(const QList<lsp::ServerSpec> &servers, const QString &typesDirectory);
    LanguageService *languageService() const;
    /// The command Save formats the file first, where a server can.
    void setFormatsOnSave(bool formats);
    /// Other programs or the project tree created, changed or removed these files.
    void noteFilesChanged(const QStringList &paths);

    /// Points; DefaultFontSize at first. The zoom of the View menu comes on top of it.
    void setFontSize(int points);
    static constexpr int DefaultFontSize = 10;

    QByteArray saveState() const;
    void restoreState(const QByteArray &state);
    /// The files of a state, without what applies to all files, such as the zoom.
    void restoreFiles(const QByteArray &state);

    /// For menus; each has a text, a shortcut, a tooltip and an object name ("editor.save").
    /// Separators are included. Window-wide shortcuts: fileActions; the rest only in the editor.
    QList<QAction *> fileActions() const;
    QList<QAction *> editActions() const;
    QList<QAction *> viewActions() const;
    /// What language servers do.
    QList<QAction *> codeActions() const;
    /// Of the current document: part of fileActions(), and for the status bar.
    QMenu *encodingMenu() const;
    QMenu *lineEndMenu() const;

Q_SIGNALS:
    void currentFileChanged(const QString &path);
    void openFilesChanged();
    /// What was opened in the last seconds. A crash now may be due to one of them.
    void recentlyOpenedChanged(const QStringList &paths);
    void modifiedChanged();
    void fileSaved(const QString &path);
    void cursorMoved(int line, int column);
    /// All empty when no text is shown.
    void statusTextChanged(const QString &language, const QString &encoding, const QString &eol,
                           const QString &indentation);
    void messageRequested(const QString &text);
    /// All that language servers report for an open file now. Empty: nothing, or it was closed.
    void problemsChanged(const QString &path, const QList<FileProblem> &problems);
    /// For the shown file.
    void languageStatusChanged(const LanguageStatus &status);
    /// In a description by a language server.
    void linkActivated(const QUrl &url);
    void revealRequested(const QString &path);
    void lineMarkToggled(const QString &path, int line);
    void lineMarkMenuRequested(const QString &path, int line, const QPoint &globalPosition);
    void lineMarkMoved(const QString &path, int id, int line);
    void changeMarkClicked(const QString &path, int line, const QPoint &globalPosition);
    /// Of an open file, by whatever: also when it was loaded, or read again.
    void textChanged(const QString &path);
    void hoverRequested(const QString &expression, const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::editor
