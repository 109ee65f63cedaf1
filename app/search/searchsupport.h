// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/textreplacer.h"

#include <QObject>
#include <QPointer>

namespace looptide::editor {
class EditorArea;
}
namespace looptide::panels {
class SearchPanel;
}

namespace looptide::app {

// Connects the Search panel with the editor: unsaved texts, the selection, and replacing.
class SearchSupport : public QObject
{
    Q_OBJECT
public:
    // panel: null when the window has none.
    SearchSupport(editor::EditorArea *editor, panels::SearchPanel *panel,
                  QObject *parent = nullptr);

    void setProject(const QString &directory);
    // The panel must be in sight.
    void begin(bool replacing);
    void step(int direction);

private:
    void replace(const QList<models::FileReplacement> &files);
    void undo();
    void show(const QString &text, const TextReplacer::Outcome &outcome);

    editor::EditorArea *m_editor;
    QPointer<panels::SearchPanel> m_panel;
    TextReplacer m_replacer;
    QString m_project;
};

} // namespace looptide::app
