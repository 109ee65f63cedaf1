// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/watchlist.h"

#include "panels/debugger/valuetree.h"
#include "panels/debugger/watchmodel.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace looptide::panels {

WatchList::WatchList(inspector::DebugSession *session, QWidget *parent)
    : QWidget(parent), m_model(new models::WatchModel(session, this)), m_tree(new ValueTree),
      m_input(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_input);
    m_tree->setValues(m_model);
    m_tree->setAccessibleName(tr("Watched expressions"));
    m_input->setPlaceholderText(tr("Add an expression"));
    m_input->setAccessibleName(tr("Expression to watch"));
    m_input->setClearButtonEnabled(true);
    setFocusProxy(m_input);
    connect(m_input, &QLineEdit::returnPressed, this, [this] {
        m_model->add(m_input->text());
        m_input->clear();
    });
    connect(m_tree, &ValueTree::deleteRequested, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_model->remove(index.row());
    });
    connect(m_tree, &ValueTree::watchRequested, m_model, &models::WatchModel::add);
    connect(m_model, &models::ValueTreeModel::refused, this, &WatchList::refused);
}

void WatchList::add(const QString &expression)
{
    m_model->add(expression);
}

} // namespace looptide::panels
