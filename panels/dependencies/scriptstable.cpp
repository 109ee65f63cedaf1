// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/scriptstable.h"

#include "panels/common/icons.h"

#include <QHeaderView>
#include <QToolButton>

#include <algorithm>

namespace looptide::panels {

using models::ScriptsModel;

namespace {

constexpr int visibleScripts = 8; // more of them scroll
constexpr int leastScripts = 2; // visible in a low panel

} // namespace

ScriptsTable::ScriptsTable(QWidget *parent) : QTreeView(parent)
{
    setObjectName(QStringLiteral("scripts"));
    setAccessibleName(tr("Scripts"));
    setModel(&m_scripts);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    setHeaderHidden(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    header()->setMinimumSectionSize(0);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(ScriptsModel::RunColumn, QHeaderView::Fixed);
    header()->setSectionResizeMode(ScriptsModel::NameColumn, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(ScriptsModel::CommandColumn, QHeaderView::Stretch);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT runRequested(m_scripts.at(index.row()).name);
    });
    connect(&m_scripts, &ScriptsModel::modelReset, this, &ScriptsTable::showButtons);
}

void ScriptsTable::setScripts(const QList<project::PackageScript> &scripts)
{
    m_scripts.setScripts(scripts);
}

void ScriptsTable::showButtons()
{
    int width = 0;
    for (int row = 0; row < m_scripts.rowCount(); ++row) {
        const QString name = m_scripts.at(row).name;
        auto *run = new QToolButton(this);
        run->setObjectName(QStringLiteral("run:") + name);
        run->setIcon(icon(QStringLiteral("play")));
        run->setAutoRaise(true);
        run->setFocusPolicy(Qt::NoFocus); // Enter on the row does the same
        run->setToolTip(tr("Run \"%1\"").arg(name).toHtmlEscaped()); // the name is hostile text
        run->setAccessibleName(tr("Run %1").arg(name));
        connect(run, &QToolButton::clicked, this, [this, name] { Q_EMIT runRequested(name); });
        setIndexWidget(m_scripts.index(row, ScriptsModel::RunColumn), run);
        width = std::max(width, run->sizeHint().width());
    }
    header()->resizeSection(ScriptsModel::RunColumn, width);
    updateGeometry();
}

QSize ScriptsTable::sizeHint() const
{
    return { QTreeView::sizeHint().width(), heightOf(visibleScripts) };
}

QSize ScriptsTable::minimumSizeHint() const
{
    return { QTreeView::minimumSizeHint().width(), heightOf(leastScripts) };
}

int ScriptsTable::heightOf(int rows) const
{
    return std::min(m_scripts.rowCount(), rows) * std::max(0, sizeHintForRow(0)) + 2 * frameWidth();
}

} // namespace looptide::panels
