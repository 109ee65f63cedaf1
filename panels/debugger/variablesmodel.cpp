// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/variablesmodel.h"

namespace looptide::models {

VariablesModel::VariablesModel(inspector::DebugSession *session, QObject *parent)
    : ValueTreeModel(session, parent)
{
    connect(session, &inspector::DebugSession::frameShown, this, &VariablesModel::refill);
    connect(session, &inspector::DebugSession::valuesChanged, this, &VariablesModel::refill);
    refill();
}

void VariablesModel::refill()
{
    QList<Root> roots;
    const inspector::DebugSession *debugger = session();
    const int shown = debugger->shownFrame();
    if (!debugger->isPaused() || shown < 0) {
        if (rowCount() > 0)
            setRoots({});
        return;
    }
    const inspector::PauseInfo &pause = *debugger->shown()->pause();
    const inspector::CallFrame &frame = pause.frames.at(shown);
    if (pause.exception.isValid() && shown == 0)
        roots.append({ tr("Exception"), pause.exception });
    if (frame.returnValue.isValid())
        roots.append({ tr("Return value"), frame.returnValue });
    for (const inspector::Scope &scope : frame.scopes)
        roots.append({ scopeText(scope), scope.object, Kind::Scope, scope });
    if (frame.self.isValid() && frame.self.type != QLatin1StringView("undefined"))
        roots.insert(
            qMin<qsizetype>(1, roots.size()),
            { QStringLiteral("this"), frame.self, Kind::Value, {}, {}, QStringLiteral("this") });
    setRoots(roots);
}

QString VariablesModel::scopeText(const inspector::Scope &scope)
{
    if (scope.type == u"local")
        return tr("Local");
    if (scope.type == u"closure")
        return scope.name.isEmpty() ? tr("Closure") : tr("Closure (%1)").arg(scope.name);
    if (scope.type == u"block")
        return tr("Block");
    if (scope.type == u"catch")
        return tr("Catch");
    if (scope.type == u"script")
        return tr("Script");
    if (scope.type == u"module")
        return tr("Module");
    if (scope.type == u"global")
        return tr("Global");
    return scope.type;
}

} // namespace looptide::models
