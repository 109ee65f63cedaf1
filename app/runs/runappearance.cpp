// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runappearance.h"

#include "app/runs/runsession.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/output/runtexts.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPalette>

namespace looptide::app {

namespace {

using core::RunState;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::RunLook)
};

QColor goodColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

QColor warningColor()
{
    return models::Theme(QGuiApplication::palette()).warning();
}

QColor errorColor()
{
    return models::Theme(QGuiApplication::palette()).error();
}

QColor accentColor()
{
    return models::Theme(QGuiApplication::palette()).accent();
}

QColor mutedColor()
{
    return models::Theme(QGuiApplication::palette()).mutedText();
}

bool hasFailed(const RunSession &session)
{
    return session.state() == RunState::Exited && session.result()
        && !models::endedWell(*session.result());
}

panels::IconColor colorOf(const RunSession &session)
{
    switch (session.state()) {
    case RunState::Running:
        return &goodColor;
    case RunState::Paused:
        return &accentColor;
    case RunState::Starting:
    case RunState::Stopping:
        return &warningColor;
    case RunState::Idle:
    case RunState::Exited:
        break;
    }
    return hasFailed(session) ? &errorColor : &mutedColor;
}

QString iconName(const RunSession &session)
{
    switch (session.state()) {
    case RunState::Running:
        return QStringLiteral("play");
    case RunState::Paused:
        return QStringLiteral("pause");
    case RunState::Starting:
    case RunState::Stopping:
        return QStringLiteral("ellipsis");
    case RunState::Idle:
    case RunState::Exited:
        break;
    }
    if (hasFailed(session))
        return QStringLiteral("circle-x");
    const bool byItself =
        session.result() && session.result()->reason == core::RunResult::Reason::Exited;
    return byItself ? QStringLiteral("circle-check") : QStringLiteral("square");
}

QString pauseText(core::PauseReason reason)
{
    switch (reason) {
    case core::PauseReason::AwaitsDebugger:
        return Text::tr("Waiting for a debugger: %1");
    case core::PauseReason::Stepping:
        return Text::tr("Event loop paused: %1");
    case core::PauseReason::None:
    case core::PauseReason::Debugger:
        break;
    }
    return Text::tr("Paused by a debugger: %1");
}

} // namespace

QString runStateText(const RunSession &session)
{
    const QString &title = session.title();
    switch (session.state()) {
    case RunState::Idle:
        return Text::tr("Idle");
    case RunState::Starting:
        return Text::tr("Starting %1").arg(title);
    case RunState::Running:
        return Text::tr("Running %1").arg(title);
    case RunState::Paused:
        return pauseText(session.pauseReason()).arg(title);
    case RunState::Stopping:
        return Text::tr("Stopping %1").arg(title);
    case RunState::Exited:
        break;
    }
    const QString end =
        session.result() ? models::shortEndText(*session.result()) : Text::tr("Stopped");
    return Text::tr("%1: %2").arg(end, title);
}

QIcon runIcon(const RunSession &session)
{
    return panels::icon(iconName(session), colorOf(session));
}

QColor runColor(const RunSession &session)
{
    return colorOf(session)();
}

} // namespace looptide::app
