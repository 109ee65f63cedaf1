// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace looptide::app {

// Gives the keyboard to the view of a panel that a user works with: its focus proxy, or else its
// list or table, or else the first widget that takes the keyboard.
void focusMainView(QWidget *panel);
// Whether the keyboard is in there.
bool hasFocus(const QWidget *panel);

// Moves the keyboard between the editor and the panels around it: forwards, backwards, and with Esc
// from any panel that has no other use for that key. Owned by the window.
class PanelFocus : public QObject
{
    Q_OBJECT
public:
    // editor: the page in the middle of the window as it is now. panels: those in view, in the
    // order in which they are visited.
    PanelFocus(std::function<QWidget *()> editor, std::function<QList<QWidget *>()> panels,
               QObject *parent = nullptr);

    // Esc in this panel goes to the editor.
    void watch(QWidget *panel);
    // By so many stops, of which the editor is one; around at the end.
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
