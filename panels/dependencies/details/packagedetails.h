// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/dependenciesmodel.h"
#include "panels/dependencies/details/whymodel.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QToolButton;
class QTreeView;

namespace looptide::panels {

// Everything that is known of one installed package, and why it is there.
class PackageDetails : public QWidget
{
    Q_OBJECT
public:
    explicit PackageDetails(QWidget *parent = nullptr);

    // path: in node_modules of the project; empty, or not in the model's tree: nothing is shown.
    void setPackage(const QString &projectDir, const models::DependenciesModel &model,
                    const QString &path);
    bool isEmpty() const { return m_isEmpty; }

Q_SIGNALS:
    void urlActivated(const QUrl &url); // http or https
    void fileActivated(const QString &path, int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showFacts(const models::DependenciesModel &model, const project::LockedPackage &package);
    void showLinks(const QString &folder);
    void addLink(const QString &name, const QUrl &url);
    QToolButton *addButton(const QString &iconName, const QString &text);
    void elideLinks();
    void clearLinks();

    models::WhyModel m_why;
    bool m_isEmpty = true;
    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_warnings;
    QBoxLayout *m_links;
    QList<QToolButton *> m_buttons; // in m_links
    QTreeView *m_whyView;
};

} // namespace looptide::panels
