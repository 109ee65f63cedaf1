// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/settingsdialog.h"

#include "app/dialogs/filedialogs.h"
#include "panels/common/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

namespace looptide::app {

namespace {

void addHeading(QFormLayout *form, const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    if (form->rowCount() > 0)
        label->setContentsMargins(0, 10, 0, 0);
    form->addRow(label);
}

} // namespace

SettingsDialog::SettingsDialog(const Settings &settings, QWidget *parent)
    : QDialog(parent), m_settings(settings)
{
    setWindowTitle(tr("Settings"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addGeneral(form);
    addEditing(form);
    addRunning(form);
    load(settings);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel
                                         | QDialogButtonBox::RestoreDefaults);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] {
                Settings defaults;
                defaults.projectsFolder = QDir::homePath() + QStringLiteral("/Looptide");
                load(defaults);
            });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(500, sizeHint().height());

    connect(m_appearance, &QComboBox::currentIndexChanged, this, &SettingsDialog::announce);
    connect(m_fontSize, &QSpinBox::valueChanged, this, &SettingsDialog::announce);
}

void SettingsDialog::addGeneral(QFormLayout *form)
{
    addHeading(form, tr("General"));
    m_appearance = new QComboBox;
    m_appearance->addItem(tr("As the system"), int(Appearance::System));
    m_appearance->addItem(tr("Light"), int(Appearance::Light));
    m_appearance->addItem(tr("Dark"), int(Appearance::Dark));
    form->addRow(tr("&Appearance:"), m_appearance);
    m_restoresSession = new QCheckBox(tr("Open the last project and its files at &start"));
    form->addRow(QString(), m_restoresSession);
    m_folder = new QLineEdit;
    auto *browse = new QToolButton;
    browse->setIcon(panels::icon(QStringLiteral("folder-open")));
    browse->setToolTip(tr("Choose the folder"));
    browse->setAccessibleName(browse->toolTip());
    connect(browse, &QToolButton::clicked, this, &SettingsDialog::chooseFolder);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_folder, 1);
    row->addWidget(browse);
    form->addRow(tr("New &projects in:"), row);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(row)))
        label->setBuddy(m_folder);
    m_folder->setAccessibleName(tr("Folder for new projects"));
}

void SettingsDialog::addEditing(QFormLayout *form)
{
    addHeading(form, tr("Editor and output"));
    m_fontSize = new QSpinBox;
    m_fontSize->setRange(6, 40);
    m_fontSize->setSuffix(tr(" pt"));
    form->addRow(tr("&Font size:"), m_fontSize);
    m_history = new QSpinBox;
    m_history->setRange(100, 1'000'000);
    m_history->setSingleStep(1000);
    m_history->setGroupSeparatorShown(true);
    m_history->setSuffix(tr(" lines"));
    form->addRow(tr("Output &keeps:"), m_history);
    m_formatsOnSave = new QCheckBox(tr("&Format a file when it is saved"));
    m_formatsOnSave->setToolTip(
        tr("With the bundled formatter; a file with a syntax error stays as it is"));
    form->addRow(QString(), m_formatsOnSave);
}

void SettingsDialog::addRunning(QFormLayout *form)
{
    addHeading(form, tr("Running"));
    m_savesBeforeRun = new QCheckBox(tr("Save all files &before a run"));
    form->addRow(QString(), m_savesBeforeRun);
    m_recording = new QSpinBox;
    m_recording->setRange(Settings::leastRecording, Settings::mostRecording);
    m_recording->setSingleStep(Settings::leastRecording);
    m_recording->setSuffix(tr(" MiB"));
    m_recording->setToolTip(tr("Memory for what is recorded of each program. When it is full, the "
                               "oldest records are dropped."));
    form->addRow(tr("&Recordings keep:"), m_recording);
}

void SettingsDialog::load(const Settings &settings)
{
    m_appearance->setCurrentIndex(m_appearance->findData(int(settings.appearance)));
    m_fontSize->setValue(settings.codeFontSize);
    m_history->setValue(settings.historyLines);
    m_savesBeforeRun->setChecked(settings.savesBeforeRun);
    m_recording->setValue(settings.recordingMebibytes);
    m_restoresSession->setChecked(settings.restoresSession);
    m_formatsOnSave->setChecked(settings.formatsOnSave);
    m_folder->setText(QDir::toNativeSeparators(settings.projectsFolder));
}

Settings SettingsDialog::settings() const
{
    Settings settings = m_settings;
    settings.appearance = Appearance(m_appearance->currentData().toInt());
    settings.codeFontSize = m_fontSize->value();
    settings.historyLines = m_history->value();
    settings.savesBeforeRun = m_savesBeforeRun->isChecked();
    settings.recordingMebibytes = m_recording->value();
    settings.restoresSession = m_restoresSession->isChecked();
    settings.formatsOnSave = m_formatsOnSave->isChecked();
    const QString folder = QDir::cleanPath(QDir::fromNativeSeparators(m_folder->text().trimmed()));
    if (QDir::isAbsolutePath(folder))
        settings.projectsFolder = folder;
    return settings;
}

void SettingsDialog::announce()
{
    Q_EMIT settingsChanged(settings());
}

void SettingsDialog::chooseFolder()
{
    const QString folder =
        askForFolder(this, { tr("Folder for New Projects"), m_folder->text(), {} });
    if (!folder.isEmpty())
        m_folder->setText(QDir::toNativeSeparators(folder));
}

} // namespace looptide::app
