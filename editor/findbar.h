// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/search.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace looptide::editor {

class CodeView;

/// Find and replace in the current text, as a bar above it. Matches are counted and marked while
/// typing; texts over a megabyte are searched on another thread.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void setView(CodeView *view);
    /// Takes the selection as the pattern when it is within a line.
    void open(bool withReplace);
    void close();

    void findNext();
    void findPrevious();
    void replaceCurrent();
    void replaceAll();

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setupWidgets();
    QHBoxLayout *findButtons();
    QHBoxLayout *replaceButtons();
    QLineEdit *addLineEdit(const QString &hint, const QString &name);
    QToolButton *addToggle(const QString &text, const QString &tip, const QString &name);
    QToolButton *addButton(const QString &text, const QString &tip, const QString &name);
    SearchQuery query() const;
    void search();
    void takeResult(int generation, const SearchResult &result);
    void selectFrom(int position);
    void step(int direction);
    void showStatus();
    void showReplaceRow(bool shown);
    void applyColors();
    int indexAt(TextRange range) const;

    QPointer<CodeView> m_view;
    QLineEdit *m_pattern;
    QLineEdit *m_replacement;
    QToolButton *m_caseToggle;
    QToolButton *m_wordToggle;
    QToolButton *m_regexToggle;
    QToolButton *m_replaceToggle;
    QLabel *m_status = nullptr;
    QPushButton *m_replaceButton;
    QPushButton *m_replaceAllButton;
    QTimer m_searchTimer;

    SearchResult m_result;
    SearchQuery m_resultQuery;
    /// A search that was overtaken by a newer one is dropped.
    int m_generation = 0;
    bool m_isStale = true;
    bool m_hasWrapped = false;
    /// Where "the next match" is counted from while the pattern is being typed.
    int m_anchor = 0;
    bool m_selectsOnResult = false;
};

} // namespace looptide::editor
