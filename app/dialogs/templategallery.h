// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/dialogs/templatelistmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace looptide::app {

// Lists templates as cards in groups, with a search. Arrow keys in the search move through the
// list.
class TemplateGallery : public QWidget
{
    Q_OBJECT
public:
    explicit TemplateGallery(const QList<project::ProjectTemplate> &templates,
                             QWidget *parent = nullptr);

    // Null when there is none, or the search leaves none.
    const project::ProjectTemplate *selected() const;
    bool isEmpty() const { return m_isEmpty; } // whatever the search is

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void selectionChanged();

private:
    void search(const QString &text);

    const bool m_isEmpty;
    TemplateListModel m_model;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace looptide::app
