// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/watchmodel.h"

namespace looptide::models {

namespace {

constexpr int timeoutMs = 1000;

} // namespace

WatchModel::WatchModel(inspector::DebugSession *session, QObject *parent)
    : ValueTreeModel(session, parent)
{
    connect(session, &inspector::DebugSession::frameShown, this, &WatchModel::refill);
    connect(session, &inspector::DebugSession::valuesChanged, this, &WatchModel::refill);
}

void WatchModel::setExpressions(const QStringList &expressions)
{
    if (m_expressions == expressions)
        return;
    m_expressions = expressions;
    refill();
    Q_EMIT expressionsChanged();
}

void WatchModel::add(const QString &expression)
{
    const QString text = expression.trimmed();
    if (!text.isEmpty() && !m_expressions.contains(text))
        setExpressions(m_expressions + QStringList(text));
}

void WatchModel::remove(int row)
{
    QStringList left = m_expressions;
    if (row < 0 || row >= left.size())
        return;
    left.removeAt(row);
    setExpressions(left);
}

void WatchModel::refill()
{
    ++m_round;
    QList<Root> roots;
    for (const QString &expression : std::as_const(m_expressions))
        roots.append({ expression, {}, Kind::Message, {}, QString(), expression });
    setRoots(roots);
    if (!session()->isPaused())
        return;
    for (int row = 0; row < roots.size(); ++row)
        evaluate(row);
}

void WatchModel::evaluate(int row)
{
    inspector::DebugTarget::EvaluationOptions options;
    options.frame = session()->shownFrame();
    options.isQuiet = true;
    options.timeoutMs = timeoutMs;
    const QString expression = m_expressions.at(row);
    session()->shown()->evaluate(
        expression, options, this,
        [this, row, expression, round = m_round](const inspector::Evaluation &result) {
            if (round != m_round)
                return;
            if (result.isGood())
                setRoot(row, { expression, result.value, Kind::Value, {}, {}, expression });
            else
                setRoot(row,
                        { expression,
                          {},
                          Kind::Message,
                          {},
                          result.hasSideEffects ? tr("not evaluated: it would change the program")
                                                : result.error,
                          expression });
        });
}

} // namespace looptide::models
