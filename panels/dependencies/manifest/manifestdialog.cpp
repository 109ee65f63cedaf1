// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/manifest/manifestdialog.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/manifest/scriptseditor.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFile>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace looptide::panels {

using models::visibleText;
using project::JsonEdit;
using project::NpmCommand;

namespace {

QByteArray textOf(const QString &projectDir)
{
    QFile file(projectDir + QStringLiteral("/package.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString problemText(const QString &field, const QString &reason)
{
    if (field == QLatin1StringView("name"))
        return ManifestDialog::tr("npm does not accept this name: %1").arg(visibleText(reason));
    if (field == QLatin1StringView("version"))
        return ManifestDialog::tr("This is no version. Write three numbers, such as 1.0.0.");
    if (field == QLatin1StringView("node"))
        return ManifestDialog::tr("This is no range of versions. Write one such as >=20.");
    return ManifestDialog::tr("This is no licence that npm knows. Write one such as MIT, "
                              "UNLICENSED, or SEE LICENSE IN and a file.");
}

} // namespace

ManifestDialog::ManifestDialog(const QString &projectDir, models::PackageChanges *changes,
                               QWidget *parent)
    : QDialog(parent), m_project(projectDir), m_changes(changes), m_text(textOf(projectDir)),
      m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("package.json"));
    setup();
    connect(&m_question, &NpmCommand::finished, this, &ManifestDialog::showAnswer);
    resize(560, 620);
}

void ManifestDialog::setup()
{
    const JsonEdit json(m_text);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto path = [](const char *name) { return QStringList(QString::fromLatin1(name)); };
    addField(form, "name", tr("&Name:"), path("name"), {});
    addField(form, "version", tr("&Version:"), path("version"), QStringLiteral("1.0.0"));
    addField(form, "description", tr("&Description:"), path("description"), {});
    addField(form, "main", tr("&Main file:"), path("main"), QStringLiteral("index.js"));
    addField(form, "type", tr("M&odules (type):"), path("type"),
             tr("commonjs or module; empty: commonjs"));
    addField(form, "license", tr("&Licence:"), path("license"), QStringLiteral("MIT"));
    addField(form, "node", tr("Made for Node.&js:"),
             { QStringLiteral("engines"), QStringLiteral("node") }, QStringLiteral(">=20"));
    m_scripts = new ScriptsEditor(json, this);
    m_message->setObjectName(QStringLiteral("manifestMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("saveManifest"));
    m_save->setEnabled(json.isValid());
    if (!json.isValid())
        m_message->setText(tr("package.json cannot be read. Correct it as text first."));
    connect(buttons, &QDialogButtonBox::accepted, this, &ManifestDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_scripts, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
}

void ManifestDialog::addField(QFormLayout *form, const char *name, const QString &label,
                              const QStringList &path, const QString &hint)
{
    auto *edit = new QLineEdit(JsonEdit(m_text).value(path).value_or(QString()), this);
    edit->setObjectName(QLatin1StringView("manifest:") + QLatin1StringView(name));
    edit->setPlaceholderText(hint);
    auto *problem = new QLabel(this);
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->setObjectName(QLatin1StringView("problem:") + QLatin1StringView(name));
    problem->hide();
    form->addRow(label, edit);
    form->addRow(problem);
    connect(edit, &QLineEdit::textEdited, problem, &QLabel::hide);
    m_fields.insert(QString::fromLatin1(name), { path, edit, problem });
}

QString ManifestDialog::valueOf(const char *name) const
{
    return m_fields.value(QString::fromLatin1(name)).edit->text().trimmed();
}

void ManifestDialog::check()
{
    const QString type = valueOf("type");
    if (!type.isEmpty() && type != QLatin1StringView("commonjs")
        && type != QLatin1StringView("module")) {
        m_message->setText(tr("The type is commonjs or module."));
        return;
    }
    if (const QString problem = m_scripts->problem(); !problem.isEmpty()) {
        m_message->setText(problem);
        return;
    }
    m_save->setEnabled(false);
    m_message->clear();
    m_question.ask(m_project, QStringLiteral("manifest"),
                   { { QStringLiteral("name"), valueOf("name") },
                     { QStringLiteral("version"), valueOf("version") },
                     { QStringLiteral("node"), valueOf("node") },
                     { QStringLiteral("license"), valueOf("license") } });
}

void ManifestDialog::showAnswer(const NpmCommand::Result &result)
{
    m_save->setEnabled(true);
    const QJsonValue problems =
        QJsonDocument::fromJson(result.output).object().value(QLatin1StringView("problems"));
    if (!problems.isObject()) {
        m_message->setText(models::textOf(result.problem));
        return;
    }
    const QJsonObject found = problems.toObject();
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        it->problem->setVisible(found.contains(it.key()));
        it->problem->setText(problemText(it.key(), found.value(it.key()).toString()));
    }
    if (found.isEmpty())
        save();
}

void ManifestDialog::save()
{
    if (textOf(m_project) != m_text) {
        m_message->setText(tr("package.json has changed since this form was opened. Open the form "
                              "again."));
        return;
    }
    JsonEdit json(m_text);
    bool fits = true;
    for (const Field &field : std::as_const(m_fields)) {
        const QString text = field.edit->text().trimmed();
        // What is no text in the file, such as an object, stays unless something was written.
        if (text == json.value(field.path).value_or(QString()))
            continue;
        fits = json.set(field.path, text.isEmpty() ? std::nullopt : std::optional(text)) && fits;
    }
    if (!fits || !m_scripts->applyTo(json)) {
        m_message->setText(tr("package.json has something else where this form has a text. Change "
                              "it as text."));
        return;
    }
    if (json.text() != m_text)
        m_changes->changeManifest(json.text());
    accept();
}

} // namespace looptide::panels
