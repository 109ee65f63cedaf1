// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace KDDockWidgets::QtWidgets {
class DockWidget;
class MainWindow;
} // namespace KDDockWidgets::QtWidgets

namespace looptide::app {

// The panels around the editor as docks: their initial places, show and hide, and saved layouts.
// Owned by the window.
class DockArea : public QObject
{
    Q_OBJECT
public:
    explicit DockArea(KDDockWidgets::QtWidgets::MainWindow *window);
    ~DockArea() override;

    // Call it before the first dock is made.
    static void configure();

    void add(const panels::PanelDescriptor &panel, QWidget *widget);
    // One action for each panel. It moves the focus to the panel, or hides the panel if it already
    // has the focus.
    QList<QAction *> toggleActions() const;
    // Puts all panels into their initial places, sized for a window of windowSize.
    void arrange(QSize windowSize);
    void show(const QString &id);
    // Shows the panel and moves the focus to its main view.
    void activate(const QString &id);
    bool isShown(const QString &id) const; // visible, not behind another tab
    QList<QWidget *> shownPanels() const;

    QByteArray save() const;
    // Returns false when the bytes are not a layout of these panels; call arrange() then.
    bool restore(const QByteArray &layout);
    // Call it after the first paint. A window that starts maximised had another size before, in
    // which panels shrank.
    void restoreAtFinalSize();

Q_SIGNALS:
    // The panel that had the focus was hidden.
    void focusReleased();

private:
    struct Dock
    {
        panels::PanelDescriptor panel;
        QWidget *widget;
        QPointer<KDDockWidgets::QtWidgets::DockWidget> dock;
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
