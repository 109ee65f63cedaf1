// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace looptide::panels {

// Pages behind tabs, each with an icon for its state and, when it may be closed, a button for that.
// A single page shows no tab. Knows nothing of what is on the pages.
class PageTabs : public QWidget
{
    Q_OBJECT
public:
    struct Label
    {
        QString title;
        QString toolTip; // plain text
        QIcon icon;
        bool isClosable = false;
    };

    explicit PageTabs(QWidget *parent = nullptr);

    // Takes ownership of the page.
    void addPage(QWidget *page);
    // Deletes it.
    void removePage(QWidget *page);
    void setLabel(QWidget *page, const Label &label);
    void showPage(QWidget *page);
    QWidget *shownPage() const;
    QTabBar *tabBar() const { return m_tabs; }

Q_SIGNALS:
    // The user selected a page.
    void pageSelected(QWidget *page);
    void closeRequested(QWidget *page);

private:
    int indexOf(QWidget *page) const;
    QWidget *pageAt(int index) const;
    void setClosable(int index, bool on);

    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

} // namespace looptide::panels
