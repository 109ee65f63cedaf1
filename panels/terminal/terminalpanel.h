// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"

#include <QFont>
#include <QProcessEnvironment>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QStackedLayout;

namespace looptide::models {
class ShellSession;
}

namespace looptide::panels {

class EmptyState;
class OutputPanel;
class PageTabs;

// Terminals with the user's shell, in tabs. A shell starts when the user opens the panel or asks
// for another one.
class TerminalPanel : public QWidget
{
    Q_OBJECT
public:
    using Environment = std::function<QProcessEnvironment(const QString &folder)>;

    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit TerminalPanel(QWidget *parent = nullptr);
    ~TerminalPanel() override;

    // Where new shells start; empty: the home folder.
    void setFolder(const QString &folder) { m_folder = folder; }
    // Of new shells; that of this process at first.
    void setEnvironment(Environment environment) { m_environment = std::move(environment); }
    void setTerminalFont(const QFont &font);
    void setHistoryLines(int lines);

    void openTerminal();
    // Asks when a program runs in it.
    void closeShown();
    void rename(const QString &title); // the shown one
    // Asks when programs run; false when the user cancelled.
    bool mayCloseAll();

    int count() const { return int(m_terminals.size()); }
    QStringList titles() const;
    OutputPanel *shown() const; // null when there is none
    models::ShellSession *shownSession() const;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void urlActivated(const QUrl &url);
    void leaveRequested();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Terminal
    {
        OutputPanel *view = nullptr;
        models::ShellSession *session = nullptr;
        QString title {};
        bool hasFailed = false;
    };

    void setupActions();
    QAction *makeAction(const QString &iconName, const QString &text, const QString &tip,
                        void (TerminalPanel::*slot)());
    void connectTerminal(const Terminal &terminal);
    Terminal *find(const QWidget *view);
    QString freeTitle(const QString &shell) const;
    void close(QWidget *view);
    void askForTitle();
    void updateLabel(const Terminal &terminal);
    void updateFolders();
    void updateShown();
    bool mayClose(const QStringList &programs);

    QString m_folder;
    Environment m_environment;
    QFont m_font;
    int m_historyLines = 10000;
    std::vector<Terminal> m_terminals;
    QTimer m_folderTimer;
    EmptyState *m_empty;
    PageTabs *m_tabs;
    QStackedLayout *m_stack;
    QAction *m_new = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_close = nullptr;
};

} // namespace looptide::panels
