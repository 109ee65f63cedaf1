// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/templatelistmodel.h"

#include <algorithm>

namespace looptide::app {

using project::ProjectTemplate;

namespace {

QString headingOf(ProjectTemplate::Group group)
{
    switch (group) {
    case ProjectTemplate::Group::Web:
        return TemplateListModel::tr("Web servers");
    case ProjectTemplate::Group::RealTime:
        return TemplateListModel::tr("Real time");
    case ProjectTemplate::Group::Learning:
        return TemplateListModel::tr("Learning Node.js");
    case ProjectTemplate::Group::Tools:
        return TemplateListModel::tr("Tools and empty projects");
    case ProjectTemplate::Group::Own:
        break;
    }
    return TemplateListModel::tr("Your templates");
}

bool matches(const ProjectTemplate &source, const QStringList &words)
{
    QStringList texts { source.id, source.title, source.description, source.language };
    texts += source.tags;
    for (const project::PackageDependency &package : source.packages)
        texts += package.name;
    const QString text = texts.join(u'\n');
    return std::ranges::all_of(
        words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

TemplateListModel::TemplateListModel(const QList<ProjectTemplate> &templates, QObject *parent)
    : QAbstractListModel(parent), m_templates(templates)
{
    setSearch({});
}

void TemplateListModel::setSearch(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    beginResetModel();
    m_rows.clear();
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        const ProjectTemplate &source = m_templates.at(i);
        if (!matches(source, words))
            continue;
        if (m_rows.isEmpty() || m_rows.constLast().group != source.group)
            m_rows.append({ -1, source.group });
        m_rows.append({ i, source.group });
    }
    endResetModel();
}

const ProjectTemplate *TemplateListModel::at(int row) const
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).position < 0)
        return nullptr;
    return &m_templates.at(m_rows.at(row).position);
}

int TemplateListModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (const ProjectTemplate *source = at(row); source && source->id == id)
            return row;
    }
    return -1;
}

int TemplateListModel::firstTemplate() const
{
    return m_rows.isEmpty() ? -1 : 1; // below its heading
}

int TemplateListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TemplateListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const ProjectTemplate *source = at(index.row()))
        return templateData(*source, role);
    if (role == Qt::DisplayRole)
        return headingOf(m_rows.at(index.row()).group);
    return role == HeadingRole ? QVariant(true) : QVariant();
}

QVariant TemplateListModel::templateData(const ProjectTemplate &source, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return source.title;
    case DescriptionRole:
        return source.description;
    case Qt::AccessibleDescriptionRole:
        return source.language.isEmpty() ? source.description
                                         : tr("%1, %2").arg(source.language, source.description);
    case LanguageRole:
        return source.language;
    case TagsRole:
        return source.tags;
    case HeadingRole:
        return false;
    default:
        return {};
    }
}

Qt::ItemFlags TemplateListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return at(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                           : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

} // namespace looptide::app
