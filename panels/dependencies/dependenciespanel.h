// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/core/job.h"

#include <QWidget>

#include <memory>

namespace looptide::panels {

// What package.json asks for and what node_modules has: scripts to run, and packages with their
// versions and what they need, to add, update and remove. Follows the files on disk.
class DependenciesPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows it.
    static PanelDescriptor descriptor();

    explicit DependenciesPanel(QWidget *parent = nullptr);
    ~DependenciesPanel() override;

    void setProject(const QString &dir); // empty: no project

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void scriptRunRequested(const QString &name);
    void installRequested(); // of the packages that are missing
    void jobStarted(looptide::core::Job *job);
    // line and column count from 1; 0 when the whole file is meant
    void fileActivated(const QString &path, int line, int column);
    void urlActivated(const QUrl &url);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::panels
