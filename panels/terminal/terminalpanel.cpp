// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/terminal/terminalpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"
#include "panels/output/runtexts.h"
#include "panels/terminal/shellsession.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabBar>

#include <algorithm>
#include <chrono>

namespace looptide::panels {

using models::ShellSession;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto folderDelay = 300ms;
constexpr qsizetype longestTitle = 60;

} // namespace

PanelDescriptor TerminalPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new TerminalPanel;
        connect(panel, &TerminalPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &TerminalPanel::urlActivated, host, &PanelHost::urlActivated);
        connect(panel, &TerminalPanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = u"terminal"_s,
             .title = tr("Terminal"),
             .icon = u"terminal"_s,
             .shortcut = QKeySequence(Qt::CTRL | Qt::Key_QuoteLeft),
             .place = PanelPlace::Bottom,
             .create = create };
}

TerminalPanel::TerminalPanel(QWidget *parent)
    : QWidget(parent),
      m_environment([](const QString &) { return QProcessEnvironment::systemEnvironment(); }),
      m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont)),
      m_empty(new EmptyState(u"terminal"_s)), m_tabs(new PageTabs),
      m_stack(new QStackedLayout(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setupActions();
    m_empty->setText(tr("No terminal is open"),
                     tr("A terminal runs your shell in the folder of the project, with the "
                        "product's node and npm."));
    m_empty->setAction(tr("New Terminal"), u"plus"_s);
    m_empty->setBackgroundRole(QPalette::Base);
    m_empty->setAutoFillBackground(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tabs);
    m_tabs->tabBar()->setAccessibleName(tr("Terminals"));
    m_tabs->tabBar()->installEventFilter(this);
    connect(m_empty, &EmptyState::actionRequested, this, &TerminalPanel::openTerminal);
    connect(m_tabs, &PageTabs::closeRequested, this, &TerminalPanel::close);
    connect(m_tabs, &PageTabs::pageSelected, this, &TerminalPanel::updateShown);
    m_folderTimer.setSingleShot(true);
    m_folderTimer.setInterval(folderDelay);
    connect(&m_folderTimer, &QTimer::timeout, this, &TerminalPanel::updateFolders);
}

TerminalPanel::~TerminalPanel() = default;

QAction *TerminalPanel::makeAction(const QString &iconName, const QString &text, const QString &tip,
                                   void (TerminalPanel::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void TerminalPanel::setupActions()
{
    m_new = makeAction(u"plus"_s, tr("New Terminal"), tr("Open another terminal"),
                       &TerminalPanel::openTerminal);
    m_rename = makeAction(u"pencil"_s, tr("Rename Terminal…"), tr("Give the terminal a name"),
                          &TerminalPanel::askForTitle);
    m_close = makeAction(u"x"_s, tr("Close Terminal"), tr("End the shell and close its tab"),
                         &TerminalPanel::closeShown);
}

void TerminalPanel::openTerminal()
{
    const QString folder = m_folder.isEmpty() ? QDir::homePath() : m_folder;
    const QProcessEnvironment environment = m_environment(folder);
    const QString shell = ShellSession::userShell(environment);
    auto *view = new OutputPanel;
    view->setTerminalFont(m_font);
    view->setHistoryLines(m_historyLines);
    view->addTools({ m_new, m_rename, m_close });
    auto *session = new ShellSession(view);
    m_terminals.push_back({ view, session, freeTitle(QFileInfo(shell).fileName()) });
    connectTerminal(m_terminals.back());
    m_tabs->addPage(view);
    m_tabs->showPage(view);
    m_stack->setCurrentWidget(m_tabs);
    view->beginShell(folder);
    const QSize size = view->terminalSize();
    session->start({ shell, folder, environment, size.width(), size.height() });
    updateLabel(m_terminals.back());
    updateShown();
    view->setFocus();
}

void TerminalPanel::connectTerminal(const Terminal &terminal)
{
    OutputPanel *view = terminal.view;
    ShellSession *session = terminal.session;
    connect(view, &OutputPanel::inputTyped, session, &ShellSession::write);
    connect(view, &OutputPanel::outputHoldRequested, session, &ShellSession::hold);
    connect(view, &OutputPanel::terminalResized, session, &ShellSession::resize);
    connect(view, &OutputPanel::fileLinkActivated, this, &TerminalPanel::fileActivated);
    connect(view, &OutputPanel::urlActivated, this, &TerminalPanel::urlActivated);
    connect(session, &ShellSession::outputReceived, view, [this, view](const QByteArray &bytes) {
        view->appendOutput(bytes);
        if (!m_folderTimer.isActive())
            m_folderTimer.start();
    });
    connect(session, &ShellSession::ended, view, [this, view](const core::RunResult &result) {
        view->endRun(result);
        if (Terminal *ended = find(view)) {
            ended->hasFailed = !models::endedWell(result);
            updateLabel(*ended);
        }
    });
}

TerminalPanel::Terminal *TerminalPanel::find(const QWidget *view)
{
    const auto terminal = std::ranges::find(m_terminals, view, &Terminal::view);
    return terminal == m_terminals.end() ? nullptr : &*terminal;
}

QString TerminalPanel::freeTitle(const QString &shell) const
{
    const QStringList taken = titles();
    QString title = shell;
    for (int number = 2; taken.contains(title); ++number)
        title = u"%1 %2"_s.arg(shell).arg(number);
    return title;
}

void TerminalPanel::updateLabel(const Terminal &terminal)
{
    const auto good = [] { return models::Theme(QGuiApplication::palette()).good(); };
    const auto bad = [] { return models::Theme(QGuiApplication::palette()).error(); };
    const QIcon picture = terminal.session->isRunning() ? icon(u"terminal"_s, good)
        : terminal.hasFailed                            ? icon(u"circle-x"_s, bad)
                                                        : icon(u"square"_s);
    m_tabs->setLabel(terminal.view, { models::visibleText(terminal.title), {}, picture, true });
}

// Relative paths in the output start where the shell is.
void TerminalPanel::updateFolders()
{
    for (const Terminal &terminal : m_terminals) {
        const QString folder = terminal.session->currentFolder();
        if (!folder.isEmpty())
            terminal.view->setWorkingDirectory(folder);
    }
}

void TerminalPanel::updateShown()
{
    const bool isEmpty = m_terminals.empty();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_tabs);
    setFocusProxy(isEmpty ? nullptr : shown());
}

OutputPanel *TerminalPanel::shown() const
{
    return m_terminals.empty() ? nullptr : qobject_cast<OutputPanel *>(m_tabs->shownPage());
}

ShellSession *TerminalPanel::shownSession() const
{
    const OutputPanel *view = shown();
    return view ? view->findChild<ShellSession *>() : nullptr;
}

QStringList TerminalPanel::titles() const
{
    QStringList titles;
    for (const Terminal &terminal : m_terminals)
        titles.append(terminal.title);
    return titles;
}

void TerminalPanel::setTerminalFont(const QFont &font)
{
    m_font = font;
    for (const Terminal &terminal : m_terminals)
        terminal.view->setTerminalFont(font);
}

void TerminalPanel::setHistoryLines(int lines)
{
    m_historyLines = lines;
    for (const Terminal &terminal : m_terminals)
        terminal.view->setHistoryLines(lines);
}

void TerminalPanel::rename(const QString &title)
{
    Terminal *terminal = find(shown());
    if (!terminal || title.trimmed().isEmpty())
        return;
    terminal->title = title.trimmed().left(longestTitle);
    updateLabel(*terminal);
}

void TerminalPanel::askForTitle()
{
    const Terminal *terminal = find(shown());
    if (!terminal)
        return;
    bool isAccepted = false;
    const QString title = QInputDialog::getText(this, tr("Rename Terminal"), tr("Name:"),
                                                QLineEdit::Normal, terminal->title, &isAccepted);
    if (isAccepted)
        rename(title);
}

bool TerminalPanel::mayClose(const QStringList &programs)
{
    if (programs.isEmpty())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Close?"), QString(), QMessageBox::Cancel, this);
    box.setObjectName(u"terminal.close"_s);
    box.setTextFormat(Qt::PlainText);
    box.setText(programs.size() == 1
                    ? tr("“%1” is running in the terminal.").arg(programs.first())
                    : tr("%n programs are running in terminals.", nullptr, int(programs.size())));
    box.setInformativeText(programs.size() == 1 ? tr("It is ended when the terminal is closed.")
                                                : programs.join(u", "_s) + u"\n\n"_s
                                   + tr("They are ended when the terminals are closed."));
    QPushButton *close = box.addButton(tr("&Close"), QMessageBox::AcceptRole);
    box.setDefaultButton(close);
    box.setEscapeButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == close;
}

bool TerminalPanel::mayCloseAll()
{
    QStringList programs;
    for (const Terminal &terminal : m_terminals) {
        if (const QString program = terminal.session->busyProgram(); !program.isEmpty())
            programs.append(models::visibleText(program));
    }
    return mayClose(programs);
}

void TerminalPanel::closeShown()
{
    if (QWidget *view = shown())
        close(view);
}

void TerminalPanel::close(QWidget *view)
{
    const Terminal *terminal = find(view);
    if (!terminal)
        return;
    const QString program = terminal->session->busyProgram();
    if (!mayClose(program.isEmpty() ? QStringList() : QStringList { models::visibleText(program) }))
        return;
    // The question has let other things happen.
    const auto place = std::ranges::find(m_terminals, view, &Terminal::view);
    if (place == m_terminals.end())
        return;
    place->session->disconnect(view);
    m_terminals.erase(place);
    setFocusProxy(nullptr);
    m_tabs->removePage(view);
    updateShown();
}

// The user came here by the panel's key.
void TerminalPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_terminals.empty() && event->reason() == Qt::ShortcutFocusReason)
        openTerminal();
}

void TerminalPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT leaveRequested();
    else
        QWidget::keyPressEvent(event);
}

bool TerminalPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tabs->tabBar() && event->type() == QEvent::MouseButtonDblClick) {
        askForTitle();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace looptide::panels
