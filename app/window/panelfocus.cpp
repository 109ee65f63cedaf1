// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panelfocus.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>

namespace looptide::app {

namespace {

bool takesKeys(const QWidget *widget)
{
    return widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus;
}

QWidget *mainView(QWidget *panel)
{
    QWidget *proxy = panel;
    while (proxy->focusProxy())
        proxy = proxy->focusProxy();
    if (takesKeys(proxy))
        return proxy;
    QList<QWidget *> candidates = proxy->findChildren<QWidget *>();
    candidates.removeIf([proxy](const QWidget *widget) {
        return !widget->isVisibleTo(proxy) || !takesKeys(widget);
    });
    const auto found = [&](auto isWanted) -> QWidget * {
        const auto it = std::ranges::find_if(candidates, isWanted);
        return it == candidates.end() ? nullptr : *it;
    };
    if (QWidget *view =
            found([](QWidget *widget) { return qobject_cast<QAbstractItemView *>(widget); }))
        return view;
    // The button of an empty panel.
    if (QWidget *button =
            found([](QWidget *widget) { return qobject_cast<QPushButton *>(widget); }))
        return button;
    return candidates.isEmpty() ? proxy : candidates.first();
}

bool isPlainEscape(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier;
}

} // namespace

void focusMainView(QWidget *panel)
{
    QWidget *view = mainView(panel);
    if (!view->isActiveWindow())
        view->activateWindow(); // a floating panel has its own window
    view->setFocus(Qt::ShortcutFocusReason);
}

bool hasFocus(const QWidget *panel)
{
    const QWidget *focused = QApplication::focusWidget();
    return focused && (focused == panel || panel->isAncestorOf(focused));
}

PanelFocus::PanelFocus(std::function<QWidget *()> editor, std::function<QList<QWidget *>()> panels,
                       QObject *parent)
    : QObject(parent), m_editor(std::move(editor)), m_panels(std::move(panels))
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *focused) { follow(focused); });
}

void PanelFocus::watch(QWidget *panel)
{
    m_watched.append(panel);
    panel->installEventFilter(this);
}

const QWidget *PanelFocus::panelOf(const QObject *object) const
{
    const auto *widget = qobject_cast<const QWidget *>(object);
    const auto panel = std::ranges::find_if(m_watched, [&](const QPointer<QWidget> &watched) {
        return widget && watched && (watched == widget || watched->isAncestorOf(widget));
    });
    return panel == m_watched.end() ? nullptr : panel->data();
}

// A list or table treats Esc as the start of a keyboard search. Other widgets leave the key to
// their panel.
void PanelFocus::follow(QWidget *focused)
{
    if (m_focused && !m_watched.contains(m_focused))
        m_focused->removeEventFilter(this);
    m_focused = qobject_cast<QAbstractItemView *>(focused) && panelOf(focused) ? focused : nullptr;
    if (m_focused)
        m_focused->installEventFilter(this);
}

bool PanelFocus::eventFilter(QObject *, QEvent *event)
{
    if (!isPlainEscape(event))
        return false;
    focusEditor();
    return true;
}

void PanelFocus::move(int steps)
{
    QList<QWidget *> stops = m_panels();
    stops.prepend(m_editor());
    const auto at = std::ranges::find_if(stops, [](const QWidget *stop) { return hasFocus(stop); });
    const qsizetype from = at == stops.end() ? 0 : std::distance(stops.begin(), at);
    const qsizetype to = (from + steps % stops.size() + stops.size()) % stops.size();
    if (to == 0)
        focusEditor();
    else
        focusMainView(stops[to]);
}

void PanelFocus::focusEditor()
{
    focusMainView(m_editor());
}

} // namespace looptide::app
