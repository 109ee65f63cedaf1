// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/templatestore.h"

#include <QAbstractListModel>

namespace looptide::app {

// Templates under headings of their groups. A search leaves those that contain each of its words.
class TemplateListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    // Besides Qt::DisplayRole, the title of a template or the text of a heading.
    enum Role { DescriptionRole = Qt::UserRole, LanguageRole, TagsRole, HeadingRole };

    explicit TemplateListModel(const QList<project::ProjectTemplate> &templates,
                               QObject *parent = nullptr);

    void setSearch(const QString &text);
    const project::ProjectTemplate *at(int row) const; // null for a heading
    int rowOf(const QString &id) const; // -1: not shown
    int firstTemplate() const; // -1: none is shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        qsizetype position = -1; // in m_templates; -1: a heading
        project::ProjectTemplate::Group group = {};
    };

    QVariant templateData(const project::ProjectTemplate &source, int role) const;

    const QList<project::ProjectTemplate> m_templates; // sorted by group
    QList<Row> m_rows;
};

} // namespace looptide::app
