// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/runconfigurationform.h"

#include "app/dialogs/filedialogs.h"
#include "app/runs/runplan.h"
#include "app/runs/runproblemtext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>

namespace looptide::app {

using project::RunConfiguration;
using project::RunPlace;
using project::RunProblem;

namespace {

constexpr int environmentLines = 4;

QString relativeTo(const QString &project, const QString &path)
{
    const QString relative = QDir(project).relativeFilePath(path);
    return relative.startsWith(QLatin1StringView("../")) ? path : relative;
}

} // namespace

RunConfigurationForm::RunConfigurationForm(const project::PackageJson &package, QWidget *parent)
    : QWidget(parent), m_package(package), m_form(new QFormLayout(this)), m_name(new QLineEdit),
      m_kind(new QComboBox), m_target(new QStackedWidget), m_file(new QLineEdit),
      m_script(new QComboBox), m_entry(new QLabel), m_arguments(new QLineEdit),
      m_workingDirectory(new QLineEdit), m_environment(new QPlainTextEdit),
      m_environmentFile(new QLineEdit), m_nodeOptions(new QLineEdit), m_place(new QComboBox),
      m_restartsOnSave(new QCheckBox(tr("Restart when a file of the project is sa&ved")))
{
    m_form->setContentsMargins(4, 2, 12, 2);
    m_form->setHorizontalSpacing(14);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addRow(tr("&Name:"), m_name, m_name, Field::Name);
    setupTarget();
    setupProgram();
    setupEnvironment();
    setupPlace();
    for (QLineEdit *edit :
         { m_name, m_file, m_arguments, m_workingDirectory, m_environmentFile, m_nodeOptions })
        connect(edit, &QLineEdit::textChanged, this, &RunConfigurationForm::announce);
    for (QComboBox *box : { m_kind, m_script, m_place })
        connect(box, &QComboBox::currentIndexChanged, this, &RunConfigurationForm::announce);
    connect(m_environment, &QPlainTextEdit::textChanged, this, &RunConfigurationForm::announce);
    connect(m_restartsOnSave, &QCheckBox::toggled, this, &RunConfigurationForm::announce);
}

void RunConfigurationForm::addRow(const QString &label, QWidget *widget, QWidget *buddy,
                                  Field field)
{
    auto *message = new QLabel;
    message->setTextFormat(Qt::PlainText);
    message->setWordWrap(true);
    message->hide();
    m_messages.insert(field, message);
    auto *column = new QWidget;
    column->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(3);
    layout->addWidget(widget);
    layout->addWidget(message);
    auto *title = new QLabel(label);
    title->setBuddy(buddy);
    m_form->addRow(title, column);
    QString plain = label;
    buddy->setAccessibleName(plain.remove(u'&').remove(u':'));
}

void RunConfigurationForm::setupTarget()
{
    m_kind->addItem(tr("What the project starts by itself"), int(RunConfiguration::Kind::Project));
    m_kind->addItem(tr("A file"), int(RunConfiguration::Kind::File));
    m_kind->addItem(tr("A script of package.json"), int(RunConfiguration::Kind::Script));
    auto *title = new QLabel(tr("&Run:"));
    title->setBuddy(m_kind);
    m_kind->setAccessibleName(tr("Run"));
    m_kind->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_form->addRow(title, m_kind);

    const project::StartPlan start = project::StartPlan::ofProject(m_package);
    m_entry->setTextFormat(Qt::PlainText);
    m_entry->setForegroundRole(QPalette::PlaceholderText);
    m_entry->setText(start.kind == project::StartPlan::Kind::Nothing
                         ? tr("Nothing yet")
                         : tr("Now: %1").arg(titleOf(start)));
    for (const project::PackageScript &script : std::as_const(m_package.scripts)) {
        m_script->addItem(script.name);
        m_script->setItemData(m_script->count() - 1, script.command, Qt::ToolTipRole);
    }
    m_script->setAccessibleName(tr("Script"));
    m_file->setPlaceholderText(tr("src/server.js"));
    m_target->addWidget(m_entry);
    m_target->addWidget(withBrowseButton(m_file, tr("Choose the file"), false));
    m_target->addWidget(m_script);
    m_target->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    addRow(tr("&What:"), m_target, m_file, Field::Target);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RunConfigurationForm::updateKind);
}

void RunConfigurationForm::setupProgram()
{
    m_arguments->setPlaceholderText(QStringLiteral("--port 4000 \"two words\""));
    addRow(tr("&Arguments:"), m_arguments, m_arguments, Field::Arguments);
    m_workingDirectory->setPlaceholderText(tr("The project's folder"));
    addRow(tr("Wor&king folder:"),
           withBrowseButton(m_workingDirectory, tr("Choose the folder"), true), m_workingDirectory,
           Field::WorkingDirectory);
}

void RunConfigurationForm::setupEnvironment()
{
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_environment->setFont(font);
    m_environment->setTabChangesFocus(true);
    m_environment->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_environment->setPlaceholderText(QStringLiteral("PORT=4000\nDEBUG=express:*"));
    m_environment->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_environment->setFixedHeight(QFontMetrics(font).lineSpacing() * environmentLines + 16);
    addRow(tr("&Environment:"), m_environment, m_environment, Field::Environment);
    m_environmentFile->setPlaceholderText(tr("None; .env, for example"));
    addRow(tr(".env &file:"), withBrowseButton(m_environmentFile, tr("Choose the file"), false),
           m_environmentFile, Field::EnvironmentFile);
    m_environmentFile->setToolTip(
        tr("Read as by node --env-file: variables that are set already stay as they are"));
}

void RunConfigurationForm::setupPlace()
{
    m_nodeOptions->setPlaceholderText(QStringLiteral("--max-old-space-size=512"));
    addRow(tr("Node &options:"), m_nodeOptions, m_nodeOptions, Field::NodeOptions);
    m_place->addItem(tr("As the Run menu says"), int(RunPlace::AsProject));
    m_place->addItem(tr("Inside Looptide: starts fastest"), int(RunPlace::InProcess));
    m_place->addItem(tr("Isolated: in a process of its own"), int(RunPlace::Isolated));
    addRow(tr("W&here:"), m_place, m_place, Field::Place);
    m_form->addRow(QString(), m_restartsOnSave);
}

QWidget *RunConfigurationForm::withBrowseButton(QLineEdit *edit, const QString &toolTip,
                                                bool wantsFolder)
{
    auto *button = new QToolButton;
    button->setIcon(panels::icon(QStringLiteral("folder-open")));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    connect(button, &QToolButton::clicked, this,
            [this, edit, wantsFolder] { browse(edit, wantsFolder); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(edit, 1);
    layout->addWidget(button);
    return row;
}

void RunConfigurationForm::browse(QLineEdit *edit, bool wantsFolder)
{
    const QString start = QDir(m_package.directory).absoluteFilePath(edit->text().trimmed());
    const QString chosen = wantsFolder ? askForFolder(this, { tr("Working Folder"), start, {} })
                                       : askForFile(this, { tr("Choose a File"), start, {} });
    if (!chosen.isEmpty())
        edit->setText(relativeTo(m_package.directory, chosen));
}

void RunConfigurationForm::updateKind()
{
    const auto kind = RunConfiguration::Kind(m_kind->currentData().toInt());
    m_target->setCurrentIndex(m_kind->currentIndex());
    // npm always runs scripts in the project's folder.
    m_workingDirectory->parentWidget()->setEnabled(kind != RunConfiguration::Kind::Script);
}

void RunConfigurationForm::setConfiguration(const RunConfiguration &configuration)
{
    m_isLoading = true;
    m_id = configuration.id;
    m_name->setText(configuration.name);
    m_kind->setCurrentIndex(m_kind->findData(int(configuration.kind)));
    m_file->setText(configuration.kind == RunConfiguration::Kind::File ? configuration.target
                                                                       : QString());
    if (configuration.kind == RunConfiguration::Kind::Script) {
        if (m_script->findText(configuration.target) < 0)
            m_script->addItem(configuration.target); // no longer in package.json
        m_script->setCurrentText(configuration.target);
    }
    m_arguments->setText(configuration.arguments);
    m_workingDirectory->setText(configuration.workingDirectory);
    m_environment->setPlainText(configuration.environment);
    m_environmentFile->setText(configuration.environmentFile);
    m_nodeOptions->setText(configuration.nodeOptions);
    m_place->setCurrentIndex(m_place->findData(int(configuration.place)));
    m_restartsOnSave->setChecked(configuration.restartsOnSave);
    updateKind();
    m_isLoading = false;
}

RunConfiguration RunConfigurationForm::configuration() const
{
    RunConfiguration configuration;
    configuration.id = m_id;
    configuration.name = m_name->text().trimmed();
    configuration.kind = RunConfiguration::Kind(m_kind->currentData().toInt());
    if (configuration.kind == RunConfiguration::Kind::File)
        configuration.target = m_file->text().trimmed();
    else if (configuration.kind == RunConfiguration::Kind::Script)
        configuration.target = m_script->currentText();
    configuration.arguments = m_arguments->text();
    configuration.workingDirectory = m_workingDirectory->text().trimmed();
    configuration.environment = m_environment->toPlainText();
    configuration.environmentFile = m_environmentFile->text().trimmed();
    configuration.nodeOptions = m_nodeOptions->text();
    configuration.place = RunPlace(m_place->currentData().toInt());
    configuration.restartsOnSave = m_restartsOnSave->isChecked();
    return configuration;
}

void RunConfigurationForm::announce()
{
    if (!m_isLoading)
        Q_EMIT edited();
}

void RunConfigurationForm::showProblems(const QList<RunProblem> &problems)
{
    m_problems = problems;
    QHash<Field, QStringList> texts;
    for (const RunProblem &problem : problems)
        texts[problem.field].append(textOf(problem));
    for (auto it = m_messages.cbegin(); it != m_messages.cend(); ++it) {
        it.value()->setText(texts.value(it.key()).join(u'\n'));
        it.value()->setVisible(texts.contains(it.key()));
    }
    colorMessages();
}

void RunConfigurationForm::colorMessages()
{
    const models::Theme theme(palette());
    for (const RunProblem &problem : std::as_const(m_problems)) {
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText,
                        problem.severity == RunProblem::Severity::Wrong ? theme.error()
                            : problem.severity == RunProblem::Severity::Missing
                            ? theme.warning()
                            : theme.mutedText());
        m_messages.value(problem.field)->setPalette(colors);
    }
}

void RunConfigurationForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void RunConfigurationForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorMessages();
}

} // namespace looptide::app
