// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/project/projectcreator.h"
#include "runtime/project/templatestore.h"

#include <QDialog>

#include <memory>

namespace looptide::app {

// Asks for template, name and folder, previews the project and creates it. The dialog is accepted
// only when the project is on disk; the caller opens createdProject().
class NewProjectDialog : public QDialog
{
    Q_OBJECT
public:
    explicit NewProjectDialog(QWidget *parent = nullptr);
    explicit NewProjectDialog(const project::TemplateStore &store, QWidget *parent = nullptr);
    ~NewProjectDialog() override;

    QString createdProject() const; // absolute; empty until accepted
    QString createdMainFile() const; // absolute

    void reject() override;

Q_SIGNALS:
    // The creation of a project has begun.
    void jobStarted(looptide::core::Job *job);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::app
