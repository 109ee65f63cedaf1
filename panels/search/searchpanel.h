// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/search/filesearch.h"
#include "panels/search/searchresultsmodel.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace looptide::panels {

class EmptyState;
class SearchForm;

// Search and replace in the files of the project. The window gives it the unsaved texts of the
// editor, and does the replacing.
class SearchPanel : public QWidget
{
    Q_OBJECT
public:
    using UnsavedTexts = std::function<models::FileSearch::Texts()>;

    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit SearchPanel(QWidget *parent = nullptr);
    ~SearchPanel() override;

    // Empty: no project.
    void setProject(const QString &directory);
    void setUnsavedTexts(UnsavedTexts texts) { m_unsaved = std::move(texts); }
    // Puts the text into its field, unless it is empty, and searches for it.
    void begin(const QString &text, bool replacing);
    // Opens the next or the previous match.
    void step(int direction);
    // What came of replaceRequested() or undoRequested().
    void showOutcome(const QString &text, bool canUndo);

    models::SearchResultsModel *model() const { return m_model; }
    bool isSearching() const { return m_search.isRunning() || m_delay.isActive(); }
    QString statusText() const;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void leaveRequested();
    void replaceRequested(const QList<looptide::models::FileReplacement> &files);
    void undoRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeContent();
    QToolButton *addTool(QAction *action);
    QAction *makeAction(const QString &iconName, const QString &text, const QString &tip,
                        const QKeySequence &keys, void (SearchPanel::*slot)());
    void setupActions();
    void setupTree();
    void search();
    void searchSoon();
    void applyReplacement();
    void replace();
    void takeEnd(const models::SearchEnd &end);
    void showStatus();
    QString countText() const;
    void activate(const QModelIndex &index);
    void cancel();
    void collapse();
    void focusText();
    void copySelected();
    void removeSelected();

    models::FileSearch m_search;
    models::SearchResultsModel *m_model;
    UnsavedTexts m_unsaved;
    QString m_project;
    models::SearchQuery m_query; // of the results
    models::SearchEnd m_end;
    QTimer m_delay;
    QString m_outcome; // of replacing
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    SearchForm *m_form;
    QLabel *m_status;
    QTreeView *m_tree;
    QWidget *m_tools = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_collapse = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_remove = nullptr;
};

} // namespace looptide::panels
