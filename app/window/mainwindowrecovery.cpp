// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/crashreport.h"
#include "app/window/mainwindow.h"
#include "editor/editorarea.h"
#include "runtime/process/crashhandler.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace looptide::app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::Recovery)
};

// As many as there is room for side by side.
constexpr qsizetype mostButtons = 3;
constexpr qsizetype mostNames = 6;

QString folderOf(const QString &path)
{
    QString folder = QFileInfo(path).path();
    const QString home = QDir::homePath();
    if (folder == home || folder.startsWith(home + u'/'))
        folder.replace(0, home.size(), u'~');
    return QDir::toNativeSeparators(folder);
}

// "a.js (~/shop), b.js (~/shop/lib) and 3 more"
QString joined(const QStringList &names)
{
    const QString list = names.first(qMin(mostNames, names.size())).join(u", "_s);
    const int more = int(names.size() - mostNames);
    return more > 0 ? Text::tr("%1 and %n more", nullptr, more).arg(list) : list;
}

QString nameWithFolder(const QString &title, const QString &path)
{
    return path.isEmpty() ? title : Text::tr("%1 (%2)").arg(title, folderOf(path));
}

QString namesText(const QStringList &paths)
{
    QStringList names;
    for (const QString &path : paths)
        names.append(nameWithFolder(QFileInfo(path).fileName(), path));
    return joined(names);
}

QString draftsText(const QList<editor::EditorArea::Draft> &drafts)
{
    QStringList names;
    for (const editor::EditorArea::Draft &draft : drafts)
        names.append(nameWithFolder(draft.title, draft.path));
    return Text::tr("Unsaved changes of the last session are back, and are not in the files until "
                    "you save them: %1.")
        .arg(joined(names));
}

} // namespace

// Before the first file is opened.
void MainWindow::recoverUnsaved(const CommandLine &commandLine)
{
    connect(m_editor, &editor::EditorArea::recentlyOpenedChanged, this, &process::setCrashFiles);
    if (!commandLine.crashReport.isEmpty()) {
        const bool holdsAll = commandLine.crashes >= crashesBeforeBareStart;
        const QStringList suspects =
            CrashReport::load(commandLine.crashReport).suspects(commandLine.crashes);
        m_editor->setHoldsBack([holdsAll, suspects](const QString &path) {
            return holdsAll || suspects.contains(path);
        });
        // It is what the user may still want to have.
        m_startsBare = holdsAll && std::exchange(m_parts.keepsSession, false);
    }
    m_editor->restoreUnsaved();
}

void MainWindow::reportRecovery(const CommandLine &commandLine)
{
    const QList<editor::EditorArea::Draft> drafts = m_editor->drafts();
    if (commandLine.crashReport.isEmpty()) {
        if (!drafts.isEmpty())
            m_message->showMessage(draftsText(drafts), draftOffers(drafts, mostButtons));
        return;
    }
    const CrashReport report = CrashReport::load(commandLine.crashReport);
    QStringList paragraphs { crashText(report, commandLine.crashes) };
    if (!drafts.isEmpty())
        paragraphs.append(draftsText(drafts));
    const QList<MessageBar::Offer> offers = crashOffers(report, commandLine.crashes);
    m_message->showMessage(paragraphs.join(u'\n'),
                           offers + draftOffers(drafts, mostButtons - offers.size()));
}

QString MainWindow::crashText(const CrashReport &report, int crashes) const
{
    if (m_startsBare)
        return tr("Looptide failed several times as it started, so the last session was not "
                  "opened. Nothing of it is lost.");
    const QStringList suspects = report.suspects(crashes);
    if (suspects.isEmpty())
        return report.message();
    return tr("Looptide failed twice when it opened %1, or soon after, so it was not opened again. "
              "All that you typed is kept.")
        .arg(namesText(suspects));
}

QList<MessageBar::Offer> MainWindow::crashOffers(const CrashReport &report, int crashes)
{
    using Fault = CrashReport::Fault;
    QList<MessageBar::Offer> offers;
    const QStringList suspects = m_startsBare ? QStringList() : report.suspects(crashes);
    if (m_startsBare)
        offers.append({ tr("Open the &Last Session"), [this] { openLastSession(); } });
    else if (!suspects.isEmpty())
        offers.append({ tr("&Open It All the Same"), [this, path = suspects.constLast()] {
                           if (!m_editor->openHeldBack(path))
                               openFile(path);
                       } });
    else if ((report.fault() == Fault::Addon || report.fault() == Fault::Node)
             && !m_project.isEmpty())
        offers.append(isolationOffer());
    offers.append({ tr("&Details"), [this, file = report.file] { openFile(file); }, true });
    return offers;
}

void MainWindow::openLastSession()
{
    m_startsBare = false;
    m_parts.keepsSession = m_session.isFirst();
    m_editor->setHoldsBack([](const QString &) { return false; });
    restoreSession({});
    updateCentralPage();
}

QList<MessageBar::Offer> MainWindow::draftOffers(const QList<editor::EditorArea::Draft> &drafts,
                                                 qsizetype most) const
{
    QList<MessageBar::Offer> offers;
    for (const editor::EditorArea::Draft &draft : drafts.first(qMin(most, drafts.size()))) {
        offers.append({ tr("Open %1").arg(QString(draft.title).replace(u'&', u"&&"_s)),
                        [this, id = draft.id] { m_editor->showDraft(id); }, true });
    }
    return offers;
}

// Only what the user has edited in this project: a run writes no other file.
bool MainWindow::saveBeforeRun()
{
    return !m_settings.savesBeforeRun || m_editor->saveEdited(m_project);
}

} // namespace looptide::app
