// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

// All dialogs that ask for a file or a folder. Qt shows the platform's own dialog where there is
// one (a portal, GTK, KDE), and its own dialog otherwise, which furnishFileDialog() improves.
namespace looptide::app {

struct FileQuestion
{
    QString title;
    // The initial place of the dialog: a folder, or a file that is selected.
    QString start;
    // The folder of the last choice is remembered under this name and takes precedence over start.
    // Empty: it is not remembered.
    QString memory;
};

// Returns an empty string when the user cancels.
QString askForFolder(QWidget *parent, const FileQuestion &question);
QString askForFile(QWidget *parent, const FileQuestion &question);
QStringList askForFiles(QWidget *parent, const FileQuestion &question);

// Asks for a file to write. filter: in Qt's format ("Traces (*.x)"). suffix: is added to a name
// without one.
QString askForNewFile(QWidget *parent, const FileQuestion &question, const QString &filter,
                      const QString &suffix);

// The style calls it for each QFileDialog, whoever creates it. When Qt's own dialog is shown, this
// function adds icons, places and labels, makes columns wide enough, and restores the last size.
void furnishFileDialog(QFileDialog *dialog);

} // namespace looptide::app
