// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"

#include "app/debug/breakpointdialog.h"
#include "app/debug/debugfile.h"
#include "app/runs/runcontroller.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/debugger/breakpointsmodel.h"
#include "runtime/inspector/valuetext.h"
#include "runtime/trace/requestrulelist.h"

#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QRegularExpression>
#include <QToolTip>

#include <algorithm>

namespace looptide::app {

using inspector::Binding;
using inspector::Breakpoint;
using inspector::DebugSession;

namespace {

constexpr int hoverTimeoutMs = 500;
constexpr qsizetype longestHover = 300;

editor::LineMark markOf(const Breakpoint &breakpoint, const Binding &binding)
{
    editor::LineMark mark;
    mark.id = breakpoint.id;
    mark.line = breakpoint.line;
    mark.kind = breakpoint.isLogpoint() ? editor::LineMark::Kind::Message
        : breakpoint.isPlain()          ? editor::LineMark::Kind::Stop
                                        : editor::LineMark::Kind::Conditional;
    mark.isEnabled = breakpoint.isEnabled;
    // Hollow only where a debugged program has not taken it.
    mark.isBound =
        binding.state == Binding::State::Bound || binding.state == Binding::State::NotDebugged;
    mark.tip = models::BreakpointsModel::description(breakpoint);
    const QString why = models::BreakpointsModel::bindingText(breakpoint, binding);
    if (!why.isEmpty() && breakpoint.isEnabled)
        mark.tip += QStringLiteral(". ") + why;
    return mark;
}

} // namespace

DebugController::DebugController(RunController *runs, editor::EditorArea *editor, QObject *parent)
    : QObject(parent), m_runs(runs), m_editor(editor), m_breakpoints(runs->breakpoints())
{
    for (RunSession *session : m_runs->sessions())
        follow(session);
    connect(m_runs, &RunController::sessionAdded, this, &DebugController::follow);
    connect(m_runs, &RunController::shownChanged, this, [this] {
        showAllMarks();
        showExecution();
    });
    connect(m_breakpoints, &inspector::BreakpointList::edited, this, [this] {
        showAllMarks();
        save();
    });
    connect(m_editor, &editor::EditorArea::lineMarkToggled, this, &DebugController::toggle);
    connect(m_editor, &editor::EditorArea::lineMarkMenuRequested, this, &DebugController::showMenu);
    connect(m_editor, &editor::EditorArea::lineMarkMoved, this,
            [this](const QString &, int id, int line) { moveMark(id, line); });
    connect(m_editor, &editor::EditorArea::hoverRequested, this, &DebugController::hover);
    connect(runs->rules(), &trace::RequestRuleList::changed, this, &DebugController::save);
    load();
}

DebugController::~DebugController() = default;

DebugSession *DebugController::shown() const
{
    return m_runs->shown()->debugger();
}

void DebugController::follow(RunSession *session)
{
    DebugSession *debugger = session->debugger();
    debugger->setOptions(m_options);
    connect(debugger, &DebugSession::bindingChanged, this, [this, debugger](int id) {
        const Breakpoint *breakpoint = m_breakpoints->find(id);
        if (breakpoint && breakpoint->kind == Breakpoint::Kind::Line && debugger == shown())
            showMarks(breakpoint->path);
    });
    connect(debugger, &DebugSession::pauseChanged, this, [this, session, debugger] {
        if (debugger->isPaused() && session != m_runs->shown())
            m_runs->show(session); // also shows the place
        else if (debugger == shown())
            Q_EMIT stateChanged();
        if (debugger->isPaused())
            Q_EMIT paused();
    });
    connect(session, &RunSession::pausedAtPhase, this, &DebugController::loopPaused);
    connect(debugger, &DebugSession::frameShown, this, [this, debugger] {
        if (debugger == shown())
            showExecution();
    });
    connect(debugger, &DebugSession::stateChanged, this, [this, debugger] {
        if (debugger == shown())
            Q_EMIT stateChanged();
    });
    connect(debugger, &DebugSession::failed, this, [this](const QString &reason) {
        Q_EMIT messageRequested(
            tr("The debugger could not reach the program: %1. Stop it and try again.")
                .arg(models::visibleText(reason)));
    });
}

void DebugController::setOptions(const inspector::DebugOptions &options)
{
    m_options = options;
    for (RunSession *session : m_runs->sessions())
        session->debugger()->setOptions(options);
    save();
}

void DebugController::setProject(const QString &project)
{
    m_project = project;
    load();
}

void DebugController::load()
{
    m_isLoading = true;
    const QJsonObject state = loadDebugState(m_project);
    m_breakpoints->setJson(state[QLatin1StringView("breakpoints")].toArray());
    m_runs->rules()->setJson(state[QLatin1StringView("requestRules")].toObject());
    inspector::DebugOptions options;
    options.pausesOnCaught = state[QLatin1StringView("pausesOnCaught")].toBool(false);
    options.pausesOnUncaught = state[QLatin1StringView("pausesOnUncaught")].toBool(true);
    options.skipsForeign = state[QLatin1StringView("skipsForeign")].toBool(true);
    options.asyncDepth = state[QLatin1StringView("asyncStacks")].toBool(true)
        ? inspector::DebugOptions().asyncDepth
        : 0;
    setOptions(options);
    m_isLoading = false;
    showAllMarks();
    Q_EMIT stateChanged();
}

void DebugController::save()
{
    if (m_isLoading)
        return;
    const QString problem =
        saveDebugState(m_project,
                       { { QStringLiteral("breakpoints"), m_breakpoints->toJson() },
                         { QStringLiteral("requestRules"), m_runs->rules()->toJson() },
                         { QStringLiteral("pausesOnCaught"), m_options.pausesOnCaught },
                         { QStringLiteral("pausesOnUncaught"), m_options.pausesOnUncaught },
                         { QStringLiteral("skipsForeign"), m_options.skipsForeign },
                         { QStringLiteral("asyncStacks"), m_options.asyncDepth > 0 } });
    if (!problem.isEmpty())
        Q_EMIT messageRequested(problem);
}

void DebugController::showMarks(const QString &path)
{
    QList<editor::LineMark> marks;
    const QList<Breakpoint> inFile = m_breakpoints->inFile(path);
    for (const Breakpoint &breakpoint : inFile)
        marks.append(markOf(breakpoint, shown()->bindingOf(breakpoint.id)));
    m_editor->setLineMarks(path, marks);
}

void DebugController::showAllMarks()
{
    QStringList paths = std::exchange(m_markedPaths, {});
    for (const Breakpoint &breakpoint : m_breakpoints->all()) {
        if (breakpoint.kind == Breakpoint::Kind::Line && !m_markedPaths.contains(breakpoint.path))
            m_markedPaths.append(breakpoint.path);
    }
    paths += m_markedPaths;
    paths.removeDuplicates();
    for (const QString &path : std::as_const(paths))
        showMarks(path);
}

void DebugController::showExecution()
{
    const DebugSession *debugger = shown();
    ++m_hover;
    QToolTip::hideText();
    m_editor->setHovering(debugger->isPaused());
    if (!debugger->isPaused()) {
        m_editor->clearExecution();
        Q_EMIT stateChanged();
        return;
    }
    const int shownFrame = debugger->shownFrame();
    for (const inspector::DebugFrame &frame : debugger->shown()->frames()) {
        if (frame.index != shownFrame)
            continue;
        m_editor->showExecution(frame.place.path, frame.place.line, frame.place.column,
                                frame.index == 0);
    }
    showValues();
    Q_EMIT stateChanged();
}

void DebugController::toggle(const QString &path, int line)
{
    if (const Breakpoint *breakpoint = m_breakpoints->at(path, line))
        m_breakpoints->remove(breakpoint->id);
    else
        m_breakpoints->add({ 0, path, line });
}

void DebugController::toggleBreakpoint()
{
    const QString path = m_editor->currentFile();
    const int line = m_editor->currentLine();
    if (path.isEmpty() || line == 0)
        Q_EMIT messageRequested(tr("A breakpoint needs a file: open or save one first."));
    else
        toggle(path, line);
}

namespace {

QString refusalText(const QString &name, const inspector::SourceChange &change)
{
    using State = inspector::SourceChange::State;
    QString why;
    switch (change.state) {
    case State::NotLoaded:
    case State::Applied:
        return {};
    case State::Compiled:
        why = DebugController::tr("Node.js runs JavaScript that was made from it");
        break;
    case State::CallsFunction:
        why = DebugController::tr("a function that has changed is being called");
        break;
    case State::AwaitsFunction:
        why = DebugController::tr("a function that has changed is waiting for something "
                                  "(an asynchronous function or a generator)");
        break;
    case State::NoScript:
        why = DebugController::tr("it has an error: %1").arg(change.reason);
        break;
    case State::Refused:
        why = DebugController::tr("the change is refused: %1").arg(change.reason);
        break;
    }
    return models::visibleText(
        DebugController::tr("The running program still has the old %1: %2.").arg(name, why));
}

} // namespace

void DebugController::applySaved(const QString &path)
{
    QFile file(path);
    const bool isAttached = std::ranges::any_of(m_runs->sessions(), [](const RunSession *session) {
        return session->debugger()->state() == DebugSession::State::Attached;
    });
    if (!isAttached || !file.open(QIODevice::ReadOnly))
        return;
    QString text = QString::fromUtf8(file.readAll());
    if (text.startsWith(QChar::ByteOrderMark))
        text.removeFirst(); // as Node.js does
    for (RunSession *session : m_runs->sessions()) {
        if (session->debugger()->state() != DebugSession::State::Attached)
            continue;
        session->debugger()->applyChange(
            path, text, session,
            [this, path, session = QPointer(session)](const inspector::SourceChange &change) {
                if (change.state == inspector::SourceChange::State::Applied)
                    Q_EMIT changeApplied(path);
                else if (change.state != inspector::SourceChange::State::NotLoaded && session)
                    Q_EMIT changeRefused(session, refusalText(QFileInfo(path).fileName(), change));
            });
    }
}

bool DebugController::runToCursor()
{
    return shown()->runTo(m_editor->currentFile(), m_editor->currentLine());
}

void DebugController::moveMark(int id, int line)
{
    const Breakpoint *breakpoint = m_breakpoints->find(id);
    if (!breakpoint)
        return;
    const Breakpoint *other = m_breakpoints->at(breakpoint->path, line);
    if (other && other->id != id)
        m_breakpoints->remove(id); // their lines were joined
    else
        m_breakpoints->move(id, line);
}

void DebugController::editBreakpoint(int id)
{
    const Breakpoint *breakpoint = m_breakpoints->find(id);
    if (!breakpoint)
        return;
    auto *dialog = new BreakpointDialog(*breakpoint, m_editor->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_breakpoints->change(dialog->breakpoint()); });
    dialog->open();
}

void DebugController::addBreakpoint(int kind)
{
    Breakpoint breakpoint;
    breakpoint.kind = Breakpoint::Kind(kind);
    auto *dialog = new BreakpointDialog(breakpoint, m_editor->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Breakpoint added = dialog->breakpoint();
        m_breakpoints->add(added);
        if (added.kind != Breakpoint::Kind::Phase)
            Q_EMIT attachRequested();
    });
    dialog->open();
}

void DebugController::breakOnRequests(const QString &method, const QString &path)
{
    Breakpoint breakpoint;
    breakpoint.kind = Breakpoint::Kind::Request;
    breakpoint.method = method;
    breakpoint.name = path;
    m_breakpoints->add(breakpoint);
    Q_EMIT attachRequested();
}

void DebugController::addEdited(const QString &path, int line, bool isMessage)
{
    Breakpoint breakpoint { 0, path, line };
    if (isMessage)
        breakpoint.logMessage = tr("line %1 was reached").arg(line);
    editBreakpoint(m_breakpoints->add(breakpoint));
}

void DebugController::showMenu(const QString &path, int line, const QPoint &position)
{
    QMenu menu(m_editor);
    if (const Breakpoint *known = m_breakpoints->at(path, line)) {
        const Breakpoint breakpoint = *known;
        menu.addAction(tr("&Remove Breakpoint"), this,
                       [this, id = breakpoint.id] { m_breakpoints->remove(id); });
        menu.addAction(breakpoint.isEnabled ? tr("&Disable Breakpoint") : tr("&Enable Breakpoint"),
                       this, [this, breakpoint] {
                           Breakpoint changed = breakpoint;
                           changed.isEnabled = !breakpoint.isEnabled;
                           m_breakpoints->change(changed);
                       });
        menu.addAction(tr("Edit &Breakpoint…"), this,
                       [this, id = breakpoint.id] { editBreakpoint(id); });
    } else {
        menu.addAction(tr("&Add Breakpoint"), this, [this, path, line] { toggle(path, line); });
        menu.addAction(tr("Add &Conditional Breakpoint…"), this,
                       [this, path, line] { addEdited(path, line, false); });
        menu.addAction(tr("Add &Message…"), this,
                       [this, path, line] { addEdited(path, line, true); });
    }
    menu.addSeparator();
    menu.addAction(tr("Run &to Here"), this, [this, path, line] { shown()->runTo(path, line); })
        ->setEnabled(shown()->isPaused());
    menu.exec(position);
}

// Runs nothing that changes the program.
void DebugController::hover(const QString &expression, const QPoint &position)
{
    const DebugSession *debugger = shown();
    if (!debugger->isPaused())
        return;
    inspector::DebugTarget::EvaluationOptions options;
    options.frame = debugger->shownFrame();
    options.isQuiet = true;
    options.timeoutMs = hoverTimeoutMs;
    debugger->shown()->evaluate(
        expression, options, this,
        [this, expression, position, round = ++m_hover](const inspector::Evaluation &result) {
            if (round != m_hover || !result.isGood() || !shown()->isPaused())
                return;
            const QString value = models::visibleText(inspector::valueText(result.value));
            const QString text = models::visibleText(expression) + QStringLiteral(" = ")
                + value.left(longestHover)
                + (value.size() > longestHover ? QStringLiteral("…") : QString());
            QToolTip::showText(position, text.toHtmlEscaped(), m_editor);
        });
}

// The variables of the frame, behind the lines above the place that name them.
void DebugController::showValues()
{
    constexpr int mostLines = 200;
    const DebugSession *debugger = shown();
    const int shownFrame = debugger->shownFrame();
    const auto &scopes = debugger->shown()->pause()->frames.at(shownFrame).scopes;
    if (scopes.isEmpty() || scopes.first().type == u"global")
        return;
    QString path;
    int line = 0;
    for (const inspector::DebugFrame &frame : debugger->shown()->frames()) {
        if (frame.index == shownFrame) {
            path = frame.place.path;
            line = frame.place.line;
        }
    }
    debugger->shown()->listProperties(
        scopes.first().object, false, this,
        [this, path, line, round = m_hover](const QList<inspector::Property> &all,
                                            const QString &) {
            if (round > m_hover || !shown()->isPaused())
                return;
            QHash<int, QString> values;
            for (const inspector::Property &variable : all) {
                if (!variable.value.isValid() || variable.isInternal
                    || variable.value.type == u"function" || variable.value.type == u"undefined")
                    continue;
                const QRegularExpression name(QStringLiteral(R"((?<![\w$.])%1(?![\w$]))")
                                                  .arg(QRegularExpression::escape(variable.name)));
                for (int each = line - 1; each > qMax(0, line - mostLines); --each) {
                    if (!m_editor->lineText(path, each).contains(name))
                        continue;
                    QString &text = values[each];
                    text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + variable.name
                        + QStringLiteral(" = ")
                        + models::visibleText(inspector::valueText(variable.value)).left(60);
                    break;
                }
            }
            m_editor->showValues(path, values);
        });
}

} // namespace looptide::app
