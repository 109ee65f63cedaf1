// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/searchquery.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace looptide::panels {

// The fields and switches of the search.
class SearchForm : public QWidget
{
    Q_OBJECT
public:
    explicit SearchForm(QWidget *parent = nullptr);

    // The replacement is null unless the query is a regular expression and its row is shown.
    models::SearchQuery query() const;
    void setQuery(const models::SearchQuery &query); // without text and replacement
    void setText(const QString &text);
    QString replacement() const;
    bool isReplacing() const;
    void setReplacing(bool on);
    void setReplaceCount(qsizetype checked);
    void setFailed(bool failed); // the text field is marked
    // Hides what a low panel has no room for.
    void fitInto(int height);
    QLineEdit *textField() const { return m_text; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void queryChanged(); // by the user
    void replacementChanged();
    void searchRequested(); // Enter
    void resultsRequested(); // the key Down
    void replaceRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLineEdit *addField(const QString &hint, const QString &tip, const QString &name);
    QToolButton *addSwitch(const QString &icon, const QString &text, const QString &keys,
                           const QString &name);
    void setupRows();
    void updateRows();

    QWidget *m_replaceRow;
    QWidget *m_filterRow;
    QLineEdit *m_text;
    QLineEdit *m_replacement;
    QLineEdit *m_includes;
    QLineEdit *m_excludes;
    QToolButton *m_replaceSwitch;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_regex;
    QToolButton *m_filterSwitch;
    QToolButton *m_ignored;
    QPushButton *m_replace;
    int m_room = 0;
    bool m_hasFailed = false;
};

} // namespace looptide::panels
