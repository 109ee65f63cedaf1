// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menu of the server console: what is recorded, which columns are shown.
#include "panels/common/displaytext.h"
#include "panels/serverconsole/exchange/eventtable.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"

#include <QActionGroup>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <array>

namespace looptide::panels {

using models::ConsoleSettings;
using models::ServerConsoleModel;

void ServerConsolePanel::setupMenu()
{
    auto *menu = new QMenu(m_more);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        addRecordingMenu(menu);
        addColumnMenu(menu->addMenu(tr("Columns")));
        menu->addSeparator();
        addRulesMenu(menu);
        QAction *calls = menu->addAction(
            tr("Calls without a request (%1)").arg(m_model->eventsOfProgram().size()));
        calls->setToolTip(tr("The requests that the program sends by itself"));
        calls->setCheckable(true);
        calls->setChecked(m_callsOfProgram
                          && m_lists->currentWidget() == static_cast<QWidget *>(m_callsOfProgram));
        connect(calls, &QAction::triggered, this, [this](bool on) {
            if (on)
                showCallsOfProgram();
            else
                setGrouped(false);
        });
        menu->addSeparator();
        addFileActions(menu);
    });
}

void ServerConsolePanel::addRecordingMenu(QMenu *menu)
{
    menu->setToolTipsVisible(true);
    QAction *all = menu->addAction(tr("Record all headers and bodies"));
    all->setCheckable(true);
    all->setChecked(m_settings.recordsAll);
    all->setToolTip(tr("Otherwise, under load, headers and bodies are recorded of a sample. Every "
                       "request is listed in any case"));
    connect(all, &QAction::triggered, this, [this](bool on) {
        ConsoleSettings settings = m_settings;
        settings.recordsAll = on;
        changeSettings(settings);
    });
    QAction *causes = menu->addAction(tr("Record calls, output and handlers"));
    causes->setCheckable(true);
    causes->setChecked(m_settings.recordsCauses);
    causes->setToolTip(tr("What a request makes the program do: the requests that it sends, what "
                          "it writes, the handlers that run. Of the requests whose headers are "
                          "recorded"));
    connect(causes, &QAction::triggered, this, [this](bool on) {
        ConsoleSettings settings = m_settings;
        settings.recordsCauses = on;
        changeSettings(settings);
    });
    const auto addChoices = [&](const QString &title, const auto &values,
                                int ConsoleSettings::*field, auto &&textOf) {
        QMenu *choices = menu->addMenu(title);
        auto *group = new QActionGroup(choices);
        for (const int value : values) {
            QAction *action = choices->addAction(textOf(value));
            action->setCheckable(true);
            action->setChecked(m_settings.*field == value);
            group->addAction(action);
            connect(action, &QAction::triggered, this, [this, field, value] {
                ConsoleSettings settings = m_settings;
                settings.*field = value;
                changeSettings(settings);
            });
        }
    };
    addChoices(tr("Record of each body"), std::array { 0, 4, 64, 1024 },
               &ConsoleSettings::bodyKilobytes, [](int kilobytes) {
                   return kilobytes == 0 ? tr("Nothing") : tr("At most %1 KiB").arg(kilobytes);
               });
    addChoices(tr("Keep requests"), std::array { 10'000, 100'000, 1'000'000 },
               &ConsoleSettings::rows,
               [](int rows) { return tr("The newest %1").arg(QLocale().toString(rows)); });
    addChoices(tr("Memory for headers and bodies"), std::array { 32, 256, 1024 },
               &ConsoleSettings::detailMegabytes,
               [](int megabytes) { return tr("%1 MiB").arg(megabytes); });
    menu->addSeparator();
}

void ServerConsolePanel::addColumnMenu(QMenu *menu)
{
    for (int column = 0; column < ServerConsoleModel::ColumnCount; ++column) {
        if (column == ServerConsoleModel::UrlColumn)
            continue; // what a row is about
        const QString name = ConsoleSettings::columnName(column);
        QAction *action = menu->addAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_settings.hiddenColumns.contains(name));
        connect(action, &QAction::triggered, this, [this, name](bool isShown) {
            ConsoleSettings settings = m_settings;
            settings.hiddenColumns.removeAll(name);
            if (!isShown)
                settings.hiddenColumns.append(name);
            changeSettings(settings);
        });
    }
}

void ServerConsolePanel::changeSettings(const ConsoleSettings &settings)
{
    const trace::RequestDetail before = m_settings.detail();
    m_settings = settings;
    m_model->setLimits(settings.limits());
    m_settings.save();
    updateColumns();
    if (before != settings.detail())
        Q_EMIT requestDetailChanged(settings.detail());
}

} // namespace looptide::panels
