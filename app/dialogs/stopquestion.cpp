// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/stopquestion.h"

#include "app/runs/runcontroller.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace looptide::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::StopQuestion)
};

QStringList runningTitles(const RunController &runs)
{
    QStringList titles;
    for (const RunSession *session : runs.sessions()) {
        if (session->isRunning())
            titles.append(session->title());
    }
    return titles;
}

} // namespace

bool mayStopPrograms(const RunController &runs, QWidget *window)
{
    const QStringList titles = runningTitles(runs);
    if (titles.isEmpty())
        return true;
    // Short: a message box does not grow for its title.
    QMessageBox box(QMessageBox::Question, Text::tr("Stop?"), QString(), QMessageBox::Cancel,
                    window);
    box.setObjectName(QStringLiteral("window.stopPrograms"));
    box.setTextFormat(Qt::PlainText);
    box.setText(titles.size() == 1
                    ? Text::tr("“%1” is running.").arg(titles.first())
                    : Text::tr("%n programs are running.", nullptr, int(titles.size())));
    box.setInformativeText(
        titles.size() == 1
            ? Text::tr("It belongs to this project, and is stopped when the project is closed.")
            : titles.join(u'\n') + QStringLiteral("\n\n")
                + Text::tr("They are stopped when the project is closed."));
    QPushButton *stop = box.addButton(Text::tr("&Stop and Continue"), QMessageBox::AcceptRole);
    box.setDefaultButton(stop);
    box.setEscapeButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == stop;
}

} // namespace looptide::app
