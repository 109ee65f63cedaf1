// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagejson.h"
#include "runtime/project/runconfiguration.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace looptide::app {

// The fields of one run configuration. Below each field is room for what is wrong with it.
class RunConfigurationForm : public QWidget
{
    Q_OBJECT
public:
    explicit RunConfigurationForm(const project::PackageJson &package, QWidget *parent = nullptr);

    void setConfiguration(const project::RunConfiguration &configuration);
    project::RunConfiguration configuration() const;
    void showProblems(const QList<project::RunProblem> &problems);
    void focusName();

Q_SIGNALS:
    // The user edited a field.
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    using Field = project::RunProblem::Field;

    void setupTarget();
    void setupProgram();
    void setupEnvironment();
    void setupPlace();
    void addRow(const QString &label, QWidget *widget, QWidget *buddy, Field field);
    QWidget *withBrowseButton(QLineEdit *edit, const QString &toolTip, bool wantsFolder);
    void browse(QLineEdit *edit, bool wantsFolder);
    void updateKind();
    void announce();
    void colorMessages();

    project::PackageJson m_package;
    QString m_id;
    bool m_isLoading = false;
    QFormLayout *m_form;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QStackedWidget *m_target;
    QLineEdit *m_file;
    QComboBox *m_script;
    QLabel *m_entry;
    QLineEdit *m_arguments;
    QLineEdit *m_workingDirectory;
    QPlainTextEdit *m_environment;
    QLineEdit *m_environmentFile;
    QLineEdit *m_nodeOptions;
    QComboBox *m_place;
    QCheckBox *m_restartsOnSave;
    QHash<Field, QLabel *> m_messages;
    QList<project::RunProblem> m_problems;
};

} // namespace looptide::app
