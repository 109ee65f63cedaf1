// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/core/programoutput.h"
#include "runtime/core/run.h"

#include <QUrl>
#include <QWidget>

class QAction;
class QKeyEvent;
class QScrollBar;
class QStackedLayout;
class QTermWidget;
class QToolBar;

namespace looptide::panels {

class TerminalFeed;
class TerminalLinks;

// A terminal that shows the output of the running program and sends it the user's input. The
// terminal widget is created with the first output, because it costs more than the rest of the
// window.
class OutputPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit OutputPanel(QWidget *parent = nullptr);
    ~OutputPanel() override;

    // The panel itself draws the begin and the end of a run, so that they look the same for every
    // program.
    void beginRun(const QString &title, const QString &workingDirectory);
    // Call it when the program is restarted. Draws a rule with the time between the old and the new
    // output.
    void beginAgain(const QString &title, const QString &workingDirectory, const QString &cause);
    // For a shell: nothing is drawn, and keys with Ctrl or Alt and a letter belong to the shell as
    // long as it runs.
    void beginShell(const QString &workingDirectory);
    // Where relative paths in the output start.
    void setWorkingDirectory(const QString &directory);
    // errors: what of it the program wrote to standard error.
    void appendOutput(const QByteArray &bytes, const core::ByteRanges &errors = {});
    void endRun(const core::RunResult &result);
    // Shows a line of Looptide's own in the output ("Port 3000 is in use…").
    void showHint(const QString &text);

    void setHistoryLines(int lines);
    void setTerminalFont(const QFont &font);
    // The size in characters that the program's terminal should have.
    QSize terminalSize() const;
    // The last lines as plain text, for tests and the demo.
    QString visibleText() const;
    QList<QAction *> panelActions() const { return m_actions; }
    // Before the panel's own.
    void addTools(const QList<QAction *> &actions);
    void clear();

Q_SIGNALS:
    void inputTyped(const QByteArray &bytes);
    // Too much output waits to be shown, so the program should wait; or it may continue.
    void outputHoldRequested(bool hold);
    void terminalResized(int columns, int rows);
    void fileLinkActivated(const QString &path, int line, int column);
    void urlActivated(const QUrl &url);
    void runRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setupActions();
    void setupViews();
    QAction *addPanelAction(const QString &icon, const QString &text, const QString &toolTip,
                            const QKeySequence &shortcut, void (OutputPanel::*slot)());
    void ensureTerminal();
    void setupTerminal();
    void applyColors();
    void copy();
    void paste();
    void find();
    void toggleFollow();
    void updateFollow();
    void reportSize();
    void setRunning(bool on);
    void scrollToEnd();
    void startLine();
    bool belongsToShell(const QKeyEvent &key) const;

    QStackedLayout *m_stack = nullptr;
    QWidget *m_terminalPage = nullptr;
    QTermWidget *m_terminal = nullptr;
    QWidget *m_display = nullptr; // the part of m_terminal that shows the text
    QScrollBar *m_scrollBar = nullptr;
    TerminalFeed *m_feed = nullptr;
    TerminalLinks *m_links = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_paste = nullptr;
    QAction *m_find = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_clear = nullptr;
    QList<QAction *> m_actions;
    QToolBar *m_tools = nullptr;
    QFont m_font;
    QSize m_reportedSize;
    int m_historyLines = 10000;
    bool m_running = false;
    bool m_isShell = false;
    bool m_atLineStart = true;
    bool m_darkColors = false;
};

} // namespace looptide::panels
