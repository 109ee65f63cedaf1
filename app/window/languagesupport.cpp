// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/languagesupport.h"

#include "app/runs/runplan.h"
#include "editor/editorarea.h"
#include "editor/lsp/bundledservers.h"
#include "panels/problems/problemspanel.h"
#include "runtime/core/installation.h"

#include <QFileInfo>

#include <chrono>

namespace looptide::app {

using namespace std::chrono_literals;

namespace {

// An installation changes folders many times.
constexpr auto packagesDelay = 1500ms;

QString packagesOf(const QString &project)
{
    return project + QStringLiteral("/node_modules");
}

} // namespace

LanguageSupport::LanguageSupport(editor::EditorArea *editor, panels::ProblemsPanel *panel,
                                 QObject *parent)
    : QObject(parent), m_editor(editor), m_panel(panel)
{
    connect(m_editor, &editor::EditorArea::problemsChanged, this, &LanguageSupport::showProblems);
    connect(m_editor, &editor::EditorArea::languageStatusChanged, this,
            [this](const editor::LanguageStatus &status) {
                if (status.state != editor::LanguageStatus::State::None)
                    watch();
            });
    connect(&m_sources, &SourceWatcher::changed, m_editor, &editor::EditorArea::noteFilesChanged);
    m_packagesDelay.setSingleShot(true);
    m_packagesDelay.setInterval(packagesDelay);
    connect(&m_packages, &QFileSystemWatcher::directoryChanged, this,
            [this](const QString &directory) {
                // The project's folder matters only when packages appear in it.
                const bool hasPackages = QFileInfo::exists(packagesOf(m_project));
                const bool isKnown = m_packages.directories().contains(packagesOf(m_project));
                if (directory != m_project || hasPackages != isKnown)
                    m_packagesDelay.start();
            });
    connect(&m_packages, &QFileSystemWatcher::fileChanged, this,
            [this] { m_packagesDelay.start(); });
    connect(&m_packagesDelay, &QTimer::timeout, this, [this] {
        watchPackages();
        m_editor->noteFilesChanged({ packagesOf(m_project) });
    });
}

void LanguageSupport::start()
{
    const QString directory = core::shareDirectory() + QStringLiteral("/language");
    m_editor->setLanguageServers(
        lsp::bundledServers({ directory, core::nodeProgram(), personEnvironment() }),
        directory + QStringLiteral("/node_modules/@types"));
}

void LanguageSupport::setProject(const QString &directory)
{
    m_project = directory;
    if (m_panel) {
        m_panel->model()->clear();
        m_panel->model()->setFolder(directory);
    }
    m_isWatching = false;
    m_sources.setDirectory({});
    watchPackages();
}

// Nobody wants to know before a server runs.
void LanguageSupport::watch()
{
    if (std::exchange(m_isWatching, true))
        return;
    m_sources.setDirectory(m_project);
    watchPackages();
}

void LanguageSupport::watchPackages()
{
    const QStringList known = m_packages.directories() + m_packages.files();
    if (!known.isEmpty())
        m_packages.removePaths(known);
    if (m_project.isEmpty() || !m_isWatching)
        return;
    const QString packages = packagesOf(m_project);
    for (const QString &path :
         { m_project, packages, packages + QStringLiteral("/.package-lock.json") }) {
        if (QFileInfo::exists(path))
            m_packages.addPath(path);
    }
}

void LanguageSupport::showProblems(const QString &path, const QList<editor::FileProblem> &problems)
{
    if (!m_panel)
        return;
    QList<models::Problem> rows;
    for (const editor::FileProblem &problem : problems)
        rows.append({ problem.line, problem.column,
                      models::Problem::Severity(int(problem.severity)), problem.message,
                      problem.source, problem.code });
    m_panel->model()->setProblems(path, rows);
}

} // namespace looptide::app
