// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/problems/problemsmodel.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace looptide::models {
class ProblemsProxy;
}

namespace looptide::panels {

class EmptyState;
class FilterChip;

// What is wrong in the open files. The window fills the model; the title has the number of
// problems.
class ProblemsPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit ProblemsPanel(QWidget *parent = nullptr);
    ~ProblemsPanel() override;

    models::ProblemsModel *model() const { return m_model; }

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    FilterChip *makeChip(models::Problem::Severity severity);
    void setupList();
    void setupActions();
    void activate(const QModelIndex &index);
    void copySelected();
    void applySeverities();
    void update();
    void updateColumns();

    models::ProblemsModel *m_model;
    models::ProblemsProxy *m_proxy;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_content;
    QWidget *m_bar = nullptr;
    QLineEdit *m_filter = nullptr;
    QList<std::pair<models::Problem::Severity, FilterChip *>> m_chips;
    QLabel *m_note = nullptr;
    QTreeView *m_list;
};

} // namespace looptide::panels
