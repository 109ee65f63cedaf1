// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/project/projectcreator.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QProgressBar;

namespace looptide::app {

// Copies a project to the user's templates, where New Project lists it. The dialog is accepted only
// when the template is on disk.
class SaveTemplateDialog : public QDialog
{
    Q_OBJECT
public:
    // project: absolute, with a package.json. templates: the folder of the user's templates.
    SaveTemplateDialog(const QString &project, const QString &templates, QWidget *parent = nullptr);
    ~SaveTemplateDialog() override;

    // The name of a template's folder: its title without what folders cannot have.
    static QString idOf(const QString &title);

    void reject() override;

Q_SIGNALS:
    void jobStarted(looptide::core::Job *job);

private:
    void setup();
    void validate();
    void save();
    void end(const project::ProjectCreation &creation);
    QString problem() const;
    bool describe() const;

    const QString m_project;
    const QString m_templates;
    project::ProjectCreator m_creator;
    std::unique_ptr<core::Job> m_job;
    QLineEdit *m_title;
    QLineEdit *m_description;
    QCheckBox *m_packages;
    QLabel *m_problem;
    QProgressBar *m_progress;
    QDialogButtonBox *m_buttons;
};

} // namespace looptide::app
