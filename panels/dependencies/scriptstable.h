// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/dependenciesmodel.h"

#include <QTreeView>

namespace looptide::panels {

// The scripts of a package.json, each with a button that runs it. As high as its rows, up to a few.
class ScriptsTable : public QTreeView
{
    Q_OBJECT
public:
    explicit ScriptsTable(QWidget *parent = nullptr);

    void setScripts(const QList<project::PackageScript> &scripts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested(const QString &name);

private:
    void showButtons();
    int heightOf(int rows) const; // of all, where there are fewer

    models::ScriptsModel m_scripts;
};

} // namespace looptide::panels
