// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/pagetabs.h"

#include "panels/common/icons.h"

#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace looptide::panels {

namespace {

constexpr int longestTitle = 180; // pixels

} // namespace

PageTabs::PageTabs(QWidget *parent)
    : QWidget(parent), m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this))
{
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setDocumentMode(true);
    // Where they have no room they scroll: shrunk, all of them would read "no…".
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setIconSize(QSize(14, 14));
    m_tabs->setAccessibleName(tr("Runs"));
    m_tabs->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (QWidget *page = pageAt(index)) {
            showPage(page);
            Q_EMIT pageSelected(page);
        }
    });
}

QWidget *PageTabs::pageAt(int index) const
{
    return m_tabs->tabData(index).value<QWidget *>();
}

int PageTabs::indexOf(QWidget *page) const
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        if (pageAt(index) == page)
            return index;
    }
    return -1;
}

void PageTabs::addPage(QWidget *page)
{
    const QSignalBlocker blocker(m_tabs);
    m_pages->addWidget(page);
    m_tabs->setTabData(m_tabs->addTab(QString()), QVariant::fromValue(page));
    m_tabs->setVisible(m_tabs->count() > 1);
    if (m_tabs->count() == 1)
        showPage(page);
}

void PageTabs::removePage(QWidget *page)
{
    const QSignalBlocker blocker(m_tabs);
    m_tabs->removeTab(indexOf(page));
    m_pages->removeWidget(page);
    page->deleteLater();
    m_tabs->setVisible(m_tabs->count() > 1);
    if (QWidget *current = pageAt(m_tabs->currentIndex()))
        showPage(current);
}

void PageTabs::showPage(QWidget *page)
{
    const QSignalBlocker blocker(m_tabs);
    m_tabs->setCurrentIndex(indexOf(page));
    m_pages->setCurrentWidget(page);
    setFocusProxy(page);
}

QWidget *PageTabs::shownPage() const
{
    return m_pages->currentWidget();
}

void PageTabs::setLabel(QWidget *page, const Label &label)
{
    const int index = indexOf(page);
    QString title = m_tabs->fontMetrics().elidedText(label.title, Qt::ElideMiddle, longestTitle);
    m_tabs->setTabText(index, title.replace(u'&', QStringLiteral("&&")));
    m_tabs->setTabToolTip(index,
                          label.toolTip.isEmpty()
                              ? QString()
                              : QStringLiteral("<p>%1</p>").arg(label.toolTip.toHtmlEscaped()));
    m_tabs->setTabIcon(index, label.icon);
    setClosable(index, label.isClosable);
}

void PageTabs::setClosable(int index, bool on)
{
    if (on == (m_tabs->tabButton(index, QTabBar::RightSide) != nullptr))
        return;
    if (!on)
        return m_tabs->setTabButton(index, QTabBar::RightSide, nullptr);
    auto *button = new QToolButton(m_tabs);
    button->setAutoRaise(true);
    button->setIcon(icon(QStringLiteral("x")));
    button->setIconSize(QSize(12, 12));
    button->setFixedSize(16, 16); // no higher than the text, or tabs jump as a run ends
    button->setToolTip(tr("Close this tab"));
    button->setAccessibleName(button->toolTip());
    connect(button, &QToolButton::clicked, this,
            [this, page = pageAt(index)] { Q_EMIT closeRequested(page); });
    m_tabs->setTabButton(index, QTabBar::RightSide, button);
}

} // namespace looptide::panels
