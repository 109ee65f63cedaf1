// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace KDDockWidgets::QtWidgets {
class DockWidget;
class MainWindow;
} // namespace KDDockWidgets::QtWidgets

namespace looptide::app {

// The panels around the editor: where they are at first, how they are shown and hidden, and how
// their places are kept. Owned by the window.
class DockArea : public QObject
{
    Q_OBJECT
public:
    explicit DockArea(KDDockWidgets::QtWidgets::MainWindow *window);
    ~DockArea() override;

    // To be called before the first dock exists.
    static void configure();

    void add(const panels::PanelDescriptor &panel, QWidget *widget);
    // One for each panel: goes to it, and hides it when the keyboard is already there.
    QList<QAction *> toggleActions() const;
    // All panels at their first places, sized for a window of that size.
    void arrange(QSize windowSize);
    void show(const QString &id);
    bool isShown(const QString &id) const; // in view, not behind another tab
    QList<QWidget *> shownPanels() const;

    QByteArray save() const;
    // False when the bytes are no layout of these panels; then arrange() is what remains.
    bool restore(const QByteArray &layout);
    // After the first paint: a window that starts maximised has had another size before, in which
    // panels lost room.
    void restoreAtFinalSize();

Q_SIGNALS:
    // The panel that had the keyboard is hidden.
    void focusReleased();

private:
    struct Dock
    {
        panels::PanelDescriptor panel;
        QWidget *widget;
        KDDockWidgets::QtWidgets::DockWidget *dock;
        QAction *toggle;
    };

    void addAsTabs();
    void layOutWindow();
    QWidget *layoutView() const;
    void setLayoutSize(QSize size);
    void prepareFor(QJsonObject *saved);
    KDDockWidgets::QtWidgets::DockWidget *dockAt(panels::PanelPlace place) const;
    const Dock *find(const QString &id) const;
    void toggle(const QString &id);
    void updateToggles();

    KDDockWidgets::QtWidgets::MainWindow *m_window;
    QList<Dock> m_docks;
    QByteArray m_layoutForFinalSize; // restored before the window had its size
};

} // namespace looptide::app
