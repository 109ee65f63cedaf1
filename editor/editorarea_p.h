// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/editorarea.h"
#include "editor/language/languageservice.h"
#include "editor/problemmark.h"
#include "editor/recoveryjournal.h"

#include <QHash>
#include <QStringList>
#include <QTimer>

#include <functional>

class QFileSystemWatcher;
class QStackedWidget;

namespace looptide::editor {

class DocumentMenus;
class EditorActions;
class EditorPage;
class EditorTabs;
class FindBar;
class LanguageActions;
class MessagePage;

/// What editorarea.cpp (tabs, opening, saving, closing) and editorareasession.cpp (the disk, the
/// session, menus and keys) share.
class EditorArea::Private
{
public:
    Private(EditorArea *area, const QString &journalDir) : q(area), journal(journalDir, area) { }

    void setupWidgets();
    void setupFileActions();
    void setupTabActions();
    void setupDocumentMenus();
    QAction *addFileAction(const QString &text, const char *name, const QKeySequence &shortcut,
                           const QString &tip, const std::function<void()> &run);
    void addSeparator();
    void noteOpening(const QString &path);
    void connectMarks(EditorPage *page);
    void connectChanges(EditorPage *page);

    EditorPage *current() const;
    EditorPage *pageFor(const QString &path) const;
    EditorPage *addPage(const QString &path, bool activate);
    void activate(EditorPage *page);
    void handleCurrentChanged();
    void handlePageState(EditorPage *page);
    void updateTab(EditorPage *page);
    void updateTitles();
    void updateFileActions();
    void emitStatus();

    // editorarealanguage.cpp
    void setupLanguage();
    void trackLanguage(const EditorPage *page);
    void showDiagnostics(CodeView *view, const QString &path,
                         const QList<lsp::Diagnostic> &diagnostics);
    void emitLanguageStatus();
    void openLocation(const lsp::Location &location);
    QString lineText(const QString &path, int line) const;
    int applyEdit(const lsp::WorkspaceEdit &edit);
    bool saveFormatted(EditorPage *page);

    bool mayClose(const QList<EditorPage *> &closing);
    bool close(const QList<EditorPage *> &closing);
    void removePage(EditorPage *page);
    void reopenClosed();
    bool saveAs(EditorPage *page);
    QString askForPath(const EditorPage *page) const;
    void saveAllWithNames();
    void openWithDialog();
    QString untitledName() const;

    void watch(const QString &path);
    void unwatch(const QString &path);
    void checkDisk();
    void setZoom(int value);
    void applyAppearance();
    void showTabMenu(int index, const QPoint &position);
    void showTextMenu(const QPoint &position);
    void switchTab(int direction);
    void cycleRecent(int direction);
    void endCycle();

    EditorArea *q;
    RecoveryJournal journal;
    EditorTabs *tabs = nullptr;
    QStackedWidget *stack = nullptr;
    FindBar *findBar = nullptr;
    MessagePage *emptyPage = nullptr;
    EditorActions *actions = nullptr;
    DocumentMenus *documentMenus = nullptr;
    LanguageService *language = nullptr;
    LanguageActions *languageActions = nullptr;
    bool formatsOnSave = false;
    QFileSystemWatcher *watcher = nullptr;
    QTimer diskTimer;
    QTimer openingTimer;
    QStringList recentlyOpened;
    std::function<bool(const QString &path)> holdsBack = [](const QString &) { return false; };
    QList<QAction *> fileActions;
    QList<QAction *> tabActions;
    QAction *reopenAction = nullptr;

    /// In tab order.
    QList<EditorPage *> pages;
    /// Most recently used first.
    QList<EditorPage *> recent;
    int cyclePosition = -1;
    QStringList closedPaths;
    QHash<QString, Problem> problems; // by path
    QHash<QString, QList<LineMark>> lineMarks; // by path
    QString executionPath;
    int executionLine = 0;
    bool isExecutionTop = true;
    bool isHovering = false;
    QString projectDirectory;
    QString lastReportedFile;
    int nextId = 1;
    int zoom = 0;
    /// From the default size to the one of setFontSize(); the zoom comes on top of it.
    int fontOffset = 0;
    bool isRestoring = false;
};

} // namespace looptide::editor
