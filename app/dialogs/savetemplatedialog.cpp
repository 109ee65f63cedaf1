// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/savetemplatedialog.h"

#include "panels/common/displaytext.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>

namespace looptide::app {

namespace {

// The project alone, as a template of its own.
project::TemplateStore storeOf(const QString &project)
{
    return project::TemplateStore(QString(), QFileInfo(project).path());
}

} // namespace

SaveTemplateDialog::SaveTemplateDialog(const QString &project, const QString &templates,
                                       QWidget *parent)
    : QDialog(parent), m_project(QDir::cleanPath(project)), m_templates(templates),
      m_creator(storeOf(m_project)), m_title(new QLineEdit(this)),
      m_description(new QLineEdit(this)),
      m_packages(new QCheckBox(tr("With the installed &packages, so that new projects need no "
                                  "network"),
                               this)),
      m_problem(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Save as Template"));
    setup();
    m_title->setText(QFileInfo(m_project).fileName());
    m_title->selectAll();
    validate();
}

SaveTemplateDialog::~SaveTemplateDialog() = default;

void SaveTemplateDialog::setup()
{
    m_title->setObjectName(QStringLiteral("templateTitle"));
    m_description->setObjectName(QStringLiteral("templateDescription"));
    m_packages->setObjectName(QStringLiteral("templatePackages"));
    const bool hasPackages = QFileInfo(m_project + QStringLiteral("/node_modules")).isDir();
    m_packages->setChecked(hasPackages);
    m_packages->setEnabled(hasPackages);
    auto *note = new QLabel(tr("All files of the project are copied but .git. Remove passwords, "
                               "such as those in .env, before you pass the template on."),
                            this);
    note->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("templateProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_progress->hide();
    auto *save = m_buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveTemplate"));
    save->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Title:"), m_title);
    form->addRow(tr("&Description:"), m_description);
    form->addRow(m_packages);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(m_problem);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    setMinimumWidth(440);
    connect(m_title, &QLineEdit::textChanged, this, &SaveTemplateDialog::validate);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SaveTemplateDialog::save);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &SaveTemplateDialog::reject);
    connect(&m_creator, &project::ProjectCreator::finished, this, &SaveTemplateDialog::end);
    connect(&m_creator, &project::ProjectCreator::progressed, this,
            [this](int done, int total, const QString &current) {
                m_progress->setRange(0, total);
                m_progress->setValue(done);
                m_job->setProgress(done, total);
                m_job->setStep(models::visibleText(current));
            });
}

QString SaveTemplateDialog::idOf(const QString &title)
{
    static const QRegularExpression unfit(QStringLiteral("[^\\p{L}\\p{N}._-]+"));
    static const QRegularExpression edges(QStringLiteral("^[.-]+|-+$"));
    QString id = title.trimmed().toLower();
    id.replace(unfit, QStringLiteral("-"));
    id.remove(edges);
    return id;
}

QString SaveTemplateDialog::problem() const
{
    const QString id = idOf(m_title->text());
    if (id.isEmpty())
        return tr("Give the template a title.");
    if (storeOf(m_project).find(QFileInfo(m_project).fileName()) == std::nullopt)
        return tr("The project has no package.json.");
    if (QFileInfo::exists(m_templates + u'/' + id))
        return tr("There is a template %1 already. Choose another title.").arg(id);
    return {};
}

void SaveTemplateDialog::validate()
{
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_buttons->button(QDialogButtonBox::Cancel)->setEnabled(true);
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(text.isEmpty() && !m_creator.isRunning());
    }
}

void SaveTemplateDialog::save()
{
    if (!problem().isEmpty() || m_creator.isRunning())
        return;
    m_job = std::make_unique<core::Job>(
        tr("Saving the template %1").arg(models::visibleText(m_title->text())));
    connect(m_job.get(), &core::Job::cancelRequested, &m_creator, &project::ProjectCreator::cancel);
    Q_EMIT jobStarted(m_job.get());
    m_progress->setRange(0, 0);
    m_progress->show();
    m_creator.start(QFileInfo(m_project).fileName(), m_templates + u'/' + idOf(m_title->text()),
                    { .install = m_packages->isChecked() });
    validate();
}

void SaveTemplateDialog::end(const project::ProjectCreation &creation)
{
    using Outcome = project::ProjectCreation::Outcome;
    using State = core::Job::State;
    m_progress->hide();
    if (creation.outcome == Outcome::Created && describe()) {
        m_job->finish(State::Succeeded);
        accept();
        return;
    }
    m_job->finish(creation.outcome == Outcome::Cancelled ? State::Cancelled : State::Failed,
                  creation.error);
    validate();
    m_problem->setText(creation.outcome == Outcome::Created
                           ? tr("The description of the template cannot be written.")
                           : creation.error);
    m_problem->setVisible(!m_problem->text().isEmpty());
}

bool SaveTemplateDialog::describe() const
{
    const QJsonObject description { { QStringLiteral("title"), m_title->text().trimmed() },
                                    { QStringLiteral("description"),
                                      m_description->text().trimmed() } };
    QSaveFile file(m_templates + u'/' + idOf(m_title->text()) + QStringLiteral("/template.json"));
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(description).toJson()) > 0
        && file.commit();
}

void SaveTemplateDialog::reject()
{
    if (m_creator.isRunning())
        m_creator.cancel();
    else
        QDialog::reject();
}

} // namespace looptide::app
