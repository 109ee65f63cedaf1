// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace looptide::app {

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(const Settings &settings, QWidget *parent = nullptr);

    // The settings as they are in the dialog now.
    Settings settings() const;

Q_SIGNALS:
    // Emitted with each change in the dialog, so that its effect is visible at once.
    void settingsChanged(const looptide::app::Settings &settings);

private:
    void addGeneral(QFormLayout *form);
    void addEditing(QFormLayout *form);
    void addRunning(QFormLayout *form);
    void chooseFolder();
    void load(const Settings &settings);
    void announce();

    Settings m_settings;
    QComboBox *m_appearance = nullptr;
    QSpinBox *m_fontSize = nullptr;
    QSpinBox *m_history = nullptr;
    QSpinBox *m_recording = nullptr;
    QCheckBox *m_savesBeforeRun = nullptr;
    QCheckBox *m_restoresSession = nullptr;
    QCheckBox *m_formatsOnSave = nullptr;
    QLineEdit *m_folder = nullptr;
};

} // namespace looptide::app
