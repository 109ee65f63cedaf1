// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/packagechanges.h"
#include "runtime/project/packages/jsonedit.h"

#include <QDialog>
#include <QHash>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace looptide::panels {

class ScriptsEditor;

// The main fields and the scripts of package.json as a form. What the form does not show, the order
// and the spaces of the file stay. npm's own libraries check the fields. Deletes itself when it is
// closed.
class ManifestDialog : public QDialog
{
    Q_OBJECT
public:
    ManifestDialog(const QString &projectDir, models::PackageChanges *changes, QWidget *parent);

private:
    struct Field
    {
        QStringList path {};
        QLineEdit *edit = nullptr;
        QLabel *problem = nullptr;
    };

    void setup();
    void addField(QFormLayout *form, const char *name, const QString &label,
                  const QStringList &path, const QString &hint);
    void check();
    void showAnswer(const project::NpmCommand::Result &result);
    void save();
    QString valueOf(const char *name) const;

    const QString m_project;
    models::PackageChanges *m_changes;
    const QByteArray m_text; // of the file when the dialog was opened
    project::NpmCommand m_question;
    QHash<QString, Field> m_fields; // by name
    ScriptsEditor *m_scripts = nullptr;
    QLabel *m_message;
    QPushButton *m_save = nullptr;
};

} // namespace looptide::panels
