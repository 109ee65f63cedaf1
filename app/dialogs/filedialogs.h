// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

// Every dialog that asks for a file or a folder. Where the platform has its own (a portal, GTK,
// KDE), Qt shows that one; else Qt's, which furnishFileDialog() brings up to date.
namespace looptide::app {

struct FileQuestion
{
    QString title;
    // Where the dialog begins: a folder, or a file that is selected.
    QString start;
    // The folder of the last choice is remembered under this name and comes before start; empty:
    // it is not remembered.
    QString memory;
};

// Empty when the user cancels.
QString askForFolder(QWidget *parent, const FileQuestion &question);
QString askForFile(QWidget *parent, const FileQuestion &question);
QStringList askForFiles(QWidget *parent, const FileQuestion &question);

// A file to be written. filter: as Qt has them ("Traces (*.x)"); suffix: added to a name without
// one.
QString askForNewFile(QWidget *parent, const FileQuestion &question, const QString &filter,
                      const QString &suffix);

// The style calls it for each QFileDialog, whoever makes it. When Qt's own dialog is shown, it gets
// icons, places, labels, columns that are not cut, and the size that the user gave the last one.
void furnishFileDialog(QFileDialog *dialog);

} // namespace looptide::app
