// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;

namespace looptide::app {

// The page of an empty window: what Looptide is, how to start, and the recent projects.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    // Reads the recent projects again.
    void refresh();

Q_SIGNALS:
    void newProjectRequested();
    void openFolderRequested();
    void openFileRequested();
    void projectRequested(const QString &directory);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createHeading();
    QWidget *createButtons();
    QWidget *createRecent();
    void showRecentMenu(const QPoint &position);
    void openRow(int row);
    void removeRow(int row);

    QLabel *m_recentTitle = nullptr;
    QListWidget *m_recent = nullptr;
};

} // namespace looptide::app
