// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the program listens, and what the server console says while it has no requests.
#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/consoletexts.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"

#include <QLabel>
#include <QLayout>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QUrl>

namespace looptide::panels {

using models::Theme;
using namespace Qt::StringLiterals;

void ServerConsolePanel::setupAddressRow()
{
    m_origin = addGroup();
    QLayout *row = m_origin->layout();
    m_lamp = new QLabel(u"●"_s, m_origin);
    row->addWidget(m_lamp);
    m_address = addTool(row, u"external-link"_s, tr("Open in the browser"));
    m_address->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_address->setCursor(Qt::PointingHandCursor);
    connect(m_address, &QToolButton::clicked, this, [this] {
        if (const QList<QUrl> known = urls(); !known.isEmpty())
            Q_EMIT urlActivated(known.first());
    });
    m_copyAddress = addTool(row, u"copy"_s, tr("Copy the address"));
    connect(m_copyAddress, &QToolButton::clicked, this, [this] {
        if (const QList<QUrl> known = urls(); !known.isEmpty())
            copy(known.first().toString());
    });
}

void ServerConsolePanel::setListenAddresses(const QList<trace::ListenAddress> &addresses)
{
    m_addresses.clear();
    for (const trace::ListenAddress &address : addresses) {
        if (address.listening && !address.url().isEmpty())
            m_addresses.append(address);
    }
    updateAddress();
    updateEmptyState();
}

void ServerConsolePanel::setCoverage(const models::RunCoverage &coverage)
{
    if (m_coverage == coverage)
        return;
    m_coverage = coverage;
    updateAddress();
    updateEmptyState();
}

QList<QUrl> ServerConsolePanel::urls() const
{
    if (m_addresses.isEmpty())
        return m_coverage.isRunning ? m_coverage.printed : QList<QUrl>();
    QList<QUrl> seen;
    for (const trace::ListenAddress &address : m_addresses)
        seen.append(QUrl(address.url()));
    return seen;
}

void ServerConsolePanel::updateAddress()
{
    const QList<QUrl> known = urls();
    const bool any = !known.isEmpty();
    const bool isSeen = !m_addresses.isEmpty();
    const Theme theme(palette());
    QPalette lamp = palette();
    lamp.setColor(QPalette::WindowText, isSeen ? theme.good() : theme.grid());
    m_lamp->setPalette(lamp);
    m_address->setEnabled(any);
    m_copyAddress->setEnabled(any);
    m_address->setText(any ? models::visibleText(known.first().toString())
                           : models::noAddressText(m_coverage));
    m_address->setToolTip(any && !isSeen ? tr("Open in the browser; the output names this address")
                                         : tr("Open in the browser"));
    QPalette link = palette();
    link.setColor(QPalette::ButtonText, palette().color(QPalette::Link));
    link.setColor(QPalette::Disabled, QPalette::ButtonText, theme.mutedText());
    m_address->setPalette(link);
    arrange();
    delete m_address->menu();
    m_address->setPopupMode(QToolButton::DelayedPopup);
    if (known.size() < 2)
        return;
    m_address->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(m_address);
    for (const QUrl &url : known)
        connect(menu->addAction(models::visibleText(url.toString())), &QAction::triggered, this,
                [this, url] { Q_EMIT urlActivated(url); });
    m_address->setMenu(menu);
}

void ServerConsolePanel::updateEmptyState()
{
    if (m_model->rowCount() > 0) {
        m_empty->setOtherAction({}, {});
        m_empty->setText(tr("No request fits the filter"),
                         tr("Hidden requests: %1").arg(QLocale().toString(m_model->rowCount())));
        m_empty->setAction(tr("Clear filter"), u"x"_s);
        return;
    }
    using Action = models::EmptyConsole::Action;
    const models::EmptyConsole empty = models::emptyConsole(
        m_coverage, m_addresses.isEmpty() ? QString() : m_addresses.first().url());
    m_empty->setText(empty.title, empty.explanation);
    if (empty.action == Action::OpenAddress)
        m_empty->setAction(tr("Open in browser"), u"external-link"_s);
    else if (empty.action == Action::Run)
        m_empty->setAction(tr("Run"), u"play"_s);
    else
        m_empty->setAction({}, {});
    if (m_addresses.isEmpty())
        m_empty->setOtherAction({}, {});
    else
        m_empty->setOtherAction(tr("Send GET /"), u"send"_s);
}

} // namespace looptide::panels
