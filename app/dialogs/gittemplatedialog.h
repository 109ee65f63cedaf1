// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"

#include <QDialog>
#include <QProcess>

#include <memory>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace looptide::app {

// Adds a Git repository to the user's templates, with the user's own git. Only the files of its
// newest commit are kept; nothing in it runs. The dialog is accepted only when the template is on
// disk.
class GitTemplateDialog : public QDialog
{
    Q_OBJECT
public:
    // templates: the folder of the user's templates.
    explicit GitTemplateDialog(const QString &templates, QWidget *parent = nullptr);
    ~GitTemplateDialog() override;

    // The name of the template of a repository: "https://host/a/shop.git" is "shop".
    static QString nameOf(const QString &address);

    void reject() override;

Q_SIGNALS:
    void jobStarted(looptide::core::Job *job);

private:
    void setup();
    void validate();
    QString problem() const;
    void clone();
    void end();
    QString keepFiles();
    void finish(core::Job::State state, const QString &text);

    const QString m_templates;
    QProcess m_git;
    std::unique_ptr<core::Job> m_job;
    QString m_partial; // the folder that git fills
    bool m_cancelled = false;
    QLineEdit *m_address;
    QLineEdit *m_name;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_add = nullptr;
};

} // namespace looptide::app
