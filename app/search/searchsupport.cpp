// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/searchsupport.h"

#include "editor/editorarea.h"
#include "panels/search/searchpanel.h"

#include <QFileInfo>
#include <QLocale>

namespace looptide::app {

SearchSupport::SearchSupport(editor::EditorArea *editor, panels::SearchPanel *panel,
                             QObject *parent)
    : QObject(parent), m_editor(editor), m_panel(panel), m_replacer(editor)
{
    if (!m_panel)
        return;
    m_panel->setUnsavedTexts(
        [this] { return m_editor->unsavedTexts(QFileInfo(m_project).canonicalFilePath()); });
    connect(m_panel, &panels::SearchPanel::replaceRequested, this, &SearchSupport::replace);
    connect(m_panel, &panels::SearchPanel::undoRequested, this, &SearchSupport::undo);
}

void SearchSupport::setProject(const QString &directory)
{
    m_project = directory;
    m_replacer = TextReplacer(m_editor);
    if (m_panel)
        m_panel->setProject(directory);
}

void SearchSupport::begin(bool replacing)
{
    if (m_panel)
        m_panel->begin(m_editor->selectedText(), replacing);
}

void SearchSupport::step(int direction)
{
    if (m_panel)
        m_panel->step(direction);
}

void SearchSupport::replace(const QList<models::FileReplacement> &files)
{
    const TextReplacer::Outcome outcome = m_replacer.replace(files);
    show(tr("Replaced %1 in %2")
             .arg(QLocale().toString(outcome.matches), tr("%n file(s)", nullptr, outcome.files)),
         outcome);
}

void SearchSupport::undo()
{
    const TextReplacer::Outcome outcome = m_replacer.undo();
    show(tr("Put back %1 in %2")
             .arg(QLocale().toString(outcome.matches), tr("%n file(s)", nullptr, outcome.files)),
         outcome);
}

void SearchSupport::show(const QString &text, const TextReplacer::Outcome &outcome)
{
    QString message = text;
    if (!outcome.problems.isEmpty())
        message += QStringLiteral(" · ")
            + tr("%n left alone: %1", nullptr, int(outcome.problems.size()))
                  .arg(outcome.problems.constFirst());
    m_panel->showOutcome(message, m_replacer.canUndo());
}

} // namespace looptide::app
