// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace looptide::panels {

class EmptyState;

// Takes the place of the tree while there are no files to show: no folder is open, or it is gone.
class ProjectPlaceholder : public QStackedWidget
{
    Q_OBJECT
public:
    explicit ProjectPlaceholder(QWidget *parent = nullptr);

    void showThatNoneIsOpen();
    void showThatItIsGone(const QString &folder);

Q_SIGNALS:
    void openFolderRequested();
    void newProjectRequested();
    void closeProjectRequested();

private:
    EmptyState *createEmptyPage();
    EmptyState *createGonePage();

    EmptyState *m_emptyPage;
    EmptyState *m_gonePage;
};

} // namespace looptide::panels
