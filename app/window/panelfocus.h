// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace looptide::app {

// Moves the keyboard focus to the part of a panel that a user works with: its focus proxy,
// otherwise its first list or table, otherwise the first widget that accepts the focus.
void focusMainView(QWidget *panel);
// Whether the panel contains the focus.
bool hasFocus(const QWidget *panel);

// Moves the keyboard focus between the editor and the panels around it: forwards, backwards, and to
// the editor with Esc from any panel that does not use that key itself. Owned by the window.
class PanelFocus : public QObject
{
    Q_OBJECT
public:
    // editor: the page that is in the middle of the window now. panels: the visible ones, in the
    // order in which they are visited.
    PanelFocus(std::function<QWidget *()> editor, std::function<QList<QWidget *>()> panels,
               QObject *parent = nullptr);

    // Makes Esc in this panel move the focus to the editor.
    void watch(QWidget *panel);
    // Moves the focus by steps stops. The editor is one of the stops, and the last stop is followed
    // by the first.
    void move(int steps);
    void focusEditor();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focused);
    const QWidget *panelOf(const QObject *widget) const;

    std::function<QWidget *()> m_editor;
    std::function<QList<QWidget *>()> m_panels;
    QList<QPointer<QWidget>> m_watched;
    QPointer<QWidget> m_focused; // in one of the panels
};

} // namespace looptide::app
