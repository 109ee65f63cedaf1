// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/manifest/scriptseditor.h"

#include "panels/common/icons.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QToolButton>

namespace looptide::panels {

namespace {

enum Column { NameColumn, CommandColumn, columns };

const QString scripts = QStringLiteral("scripts");

QToolButton *makeButton(QWidget *parent, const QString &iconName, const QString &text,
                        const char *name)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1StringView(name));
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

} // namespace

ScriptsEditor::ScriptsEditor(const project::JsonEdit &json, QWidget *parent)
    : QWidget(parent), m_table(new QTableWidget(0, columns, this))
{
    m_table->setObjectName(QStringLiteral("scriptsTable"));
    m_table->setAccessibleName(tr("Scripts"));
    m_table->setHorizontalHeaderLabels({ tr("Name"), tr("Command") });
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (const QString &name : json.names({ scripts }))
        addRow(name, json.value({ scripts, name }).value_or(QString()));
    auto *add = makeButton(this, QStringLiteral("plus"), tr("Add a script"), "addScript");
    m_remove = makeButton(this, QStringLiteral("trash-2"), tr("Remove the script"), "removeScript");
    connect(add, &QToolButton::clicked, this, [this] {
        addRow({}, {});
        m_table->setCurrentCell(m_table->rowCount() - 1, NameColumn);
        m_table->editItem(m_table->currentItem());
    });
    connect(m_remove, &QToolButton::clicked, this,
            [this] { m_table->removeRow(m_table->currentRow()); });
    auto *heading = new QHBoxLayout;
    heading->addWidget(new QLabel(tr("Scripts:"), this), 1);
    heading->addWidget(add);
    heading->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(heading);
    layout->addWidget(m_table, 1);
}

void ScriptsEditor::addRow(const QString &name, const QString &command)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(name));
    m_table->setItem(row, CommandColumn, new QTableWidgetItem(command));
}

QString ScriptsEditor::cell(int row, int column) const
{
    return m_table->item(row, column)->text().trimmed();
}

QString ScriptsEditor::problem() const
{
    QStringList names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = cell(row, NameColumn);
        if (name.isEmpty() && !cell(row, CommandColumn).isEmpty())
            return tr("Give each script a name.");
        if (!name.isEmpty() && names.contains(name))
            return tr("There are two scripts with the name %1.").arg(name);
        names += name;
    }
    return {};
}

bool ScriptsEditor::applyTo(project::JsonEdit &json) const
{
    QStringList kept;
    bool fits = true;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = cell(row, NameColumn);
        if (name.isEmpty())
            continue;
        kept += name;
        const QStringList path { scripts, name };
        if (json.value(path).value_or(QString()) != cell(row, CommandColumn)
            || !json.names({ scripts }).contains(name))
            fits = json.set(path, cell(row, CommandColumn)) && fits;
    }
    for (const QString &name : json.names({ scripts })) {
        if (!kept.contains(name))
            fits = json.set({ scripts, name }, std::nullopt) && fits;
    }
    return fits;
}

} // namespace looptide::panels
