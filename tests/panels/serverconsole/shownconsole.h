// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/emptystate.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"

#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

namespace looptide::tests {

// A server console in a visible panel.
struct ShownConsole
{
    models::ServerConsoleModel model;
    panels::ServerConsolePanel panel { &model };
    QTableView *table = panel.findChild<QTableView *>();

    ShownConsole()
    {
        panel.resize(1000, 300);
        panel.show();
    }
    QScrollBar *bar() const { return table->verticalScrollBar(); }
    int lastVisibleRow() const { return table->rowAt(table->viewport()->height() - 3); }
    // Shortcuts reach the active window only.
    bool activate()
    {
        panel.activateWindow();
        return QTest::qWaitForWindowActive(&panel);
    }
    QString emptyText() const
    {
        const auto labels = panel.findChild<panels::EmptyState *>()->findChildren<QLabel *>();
        QStringList texts;
        for (const QLabel *label : labels)
            texts.append(label->text());
        return texts.join(u' ');
    }
};

} // namespace looptide::tests
