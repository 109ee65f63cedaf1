// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashreport.h"
#include "app/dialogs/settingsdialog.h"
#include "app/git/gitsupport.h"
#include "app/search/searchsupport.h"
#include "app/window/dockarea.h"
#include "app/window/mainwindow.h"
#include "app/window/picker.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/output/outputpanel.h"
#include "panels/predict/predictdialog.h"
#include "panels/projecttree/projectfiles.h"
#include "panels/projecttree/projecttreepanel.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QThreadPool>

namespace looptide::app {

namespace {

constexpr qsizetype maximumListedFiles = 50000;
constexpr qsizetype maximumShown = 100;
constexpr int longestPath = 420; // pixels, in a menu

QColor checkColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

// "&Run" -> "Run", "New Project…" -> "New Project"
QString plainText(const QString &text)
{
    QString plain = text;
    plain.remove(u'&');
    return plain;
}

} // namespace

QList<QAction *> MainWindow::commands() const
{
    QList<QAction *> all = m_commands;
    all += m_docks->toggleActions();
    all += m_git->actions();
    all += m_editor->fileActions();
    all += m_editor->editActions();
    all += m_editor->codeActions();
    all += m_editor->viewActions();
    all += output()->panelActions();
    all += m_tree->panelActions();
    all += m_editor->lineEndMenu()->actions();
    all.removeIf([](const QAction *action) { return action->isSeparator() || action->menu(); });
    return all;
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const QStringList projects = recentProjects();
    for (const QString &path : projects) {
        QString text = m_recentMenu->fontMetrics().elidedText(
            models::visibleText(models::pathText(path)), Qt::ElideMiddle, longestPath);
        QAction *action = m_recentMenu->addAction(text.replace(u'&', QStringLiteral("&&")), this,
                                                  [this, path] { openProject(path); });
        action->setStatusTip(QDir::toNativeSeparators(path));
        action->setToolTip(
            QStringLiteral("<p>%1</p>").arg(QDir::toNativeSeparators(path).toHtmlEscaped()));
        action->setEnabled(QFileInfo(path).isDir());
    }
    if (projects.isEmpty())
        m_recentMenu->addAction(tr("No projects yet"))->setEnabled(false);
}

void MainWindow::showGoToFile()
{
    if (!m_picker)
        m_picker = new Picker(this);
    m_picker->open(tr("Go to file"), [this](const QString &typed) {
        QList<PickerItem> items;
        const QStringList found = models::bestFileMatches(m_projectFiles, typed, maximumShown);
        for (const QString &path : found) {
            const QFileInfo info(path);
            const QString folder = info.path() == QLatin1StringView(".") ? QString() : info.path();
            items.append({ info.fileName(), folder,
                           panels::icon(models::fileIconName(info.fileName())),
                           [this, path] { openFile(QDir(m_project).filePath(path)); } });
        }
        return items;
    });
    if (m_project.isEmpty())
        return;
    // The list may be out of date. It is read again each time, while the old list is already
    // searched.
    QPointer<MainWindow> self(this);
    QThreadPool::globalInstance()->start([self, root = m_project] {
        const QStringList files = models::listProjectFiles(root, maximumListedFiles);
        QMetaObject::invokeMethod(
            qApp,
            [self, root, files] {
                if (!self || self->m_project != root || self->m_projectFiles == files)
                    return;
                self->m_projectFiles = files;
                if (self->m_picker->isVisible())
                    self->m_picker->refresh();
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::searchFiles(bool replacing)
{
    m_docks->show(QStringLiteral("search"));
    m_search->begin(replacing);
}

void MainWindow::showCommands()
{
    if (!m_picker)
        m_picker = new Picker(this);
    m_picker->open(tr("Run a command"), [this](const QString &typed) {
        QList<std::pair<int, PickerItem>> scored;
        const QList<QAction *> all = commands();
        for (QAction *action : all) {
            const QString text = plainText(action->text());
            const int score = typed.isEmpty() ? 0 : models::fileMatchScore(text, typed);
            if (score < 0 || !action->isEnabled())
                continue;
            scored.append(
                { -score,
                  { text, action->shortcut().toString(QKeySequence::NativeText),
                    action->isChecked() ? panels::icon(QStringLiteral("check"), &checkColor)
                                        : action->icon(),
                    [action = QPointer<QAction>(action)] {
                        if (action)
                            action->trigger();
                    } } });
        }
        std::ranges::stable_sort(scored, {}, &std::pair<int, PickerItem>::first);
        QList<PickerItem> items;
        for (const auto &[score, item] : std::as_const(scored))
            items.append(item);
        return items;
    });
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const Settings before = m_settings;
    const auto apply = [this](const Settings &settings) {
        m_settings = settings;
        applySettings();
    };
    connect(dialog, &SettingsDialog::settingsChanged, this, apply);
    connect(dialog, &QDialog::accepted, this, [dialog, apply] {
        apply(dialog->settings());
        dialog->settings().save();
    });
    connect(dialog, &QDialog::rejected, this, [before, apply] { apply(before); });
    dialog->open();
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::showCrashReport()
{
    const QString report = lastCrashReport();
    if (report.isEmpty())
        showMessage(tr("There is no crash report."));
    else
        openFile(report);
}

void MainWindow::showPredict()
{
    auto *dialog = findChild<panels::PredictDialog *>();
    if (!dialog) {
        dialog = new panels::PredictDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Looptide"),
        tr("<h3>Looptide %1</h3><p>An IDE for Node.js with the runtime inside: run a server and "
           "watch its requests and its event loop live.</p>")
            .arg(QCoreApplication::applicationVersion()),
        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::RichText);
    box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setInformativeText(
        tr("Built with Qt %1, KDDockWidgets, QScintilla, KSyntaxHighlighting, QTermWidget and "
           "Node.js 24. Icons by Lucide.\n\nNo account, no telemetry, no cloud. Free software "
           "under the GNU General Public License, version 3 or later.")
            .arg(QLatin1StringView(qVersion())));
    box->open();
}

} // namespace looptide::app
