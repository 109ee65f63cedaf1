// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QStatusBar>

class QLabel;
class QMenu;
class QToolButton;
class QUrl;

namespace looptide::core {
class JobList;
}
namespace looptide::editor {
struct LanguageStatus;
}

namespace looptide::app {

class RunSession;

// The status bar: what runs and where it listens on the left, the caret and the file on the right.
class StatusStrip : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    // Shows the running ones of these.
    void setJobs(core::JobList *jobs);
    void setRun(const RunSession &session);
    void setModes(bool isIsolated, bool restartsOnSave);
    void setListening(const QList<trace::ListenAddress> &addresses);
    // Shows addresses that the output names, for programs whose listening addresses are not
    // recorded.
    void setPrinted(const QList<QUrl> &urls);
    void setRequestCount(quint64 count);
    void setCaret(int line, int column);
    void setDocument(const QString &language, const QString &encoding, const QString &eol,
                     const QString &indentation);
    void setLanguageStatus(const editor::LanguageStatus &status);
    // The menus that a click on the encoding and on the line ends opens.
    void setDocumentMenus(QMenu *encodings, QMenu *lineEnds);
    // The description of the command under the pointer.
    void setTip(const QString &tip);
    // The branch of the project's repository; empty: none.
    void setBranch(const QString &text, const QString &toolTip);
    QString runText() const;

Q_SIGNALS:
    void branchActivated();
    void urlActivated(const QUrl &url);

private:
    class StateDot;

    void showAddresses(const QStringList &parts, const QString &toolTip);
    QLabel *addLabel(const QString &accessibleName, const QString &toolTip, bool permanent);
    QToolButton *addButton(const QString &accessibleName, const QString &toolTip);
    QLabel *addMode(const QString &text, const QString &name, const QString &toolTip);

    StateDot *m_dot;
    QToolButton *m_branch;
    QLabel *m_run;
    QLabel *m_isolated;
    QLabel *m_restarts;
    QLabel *m_address;
    QLabel *m_requests;
    QLabel *m_tip;
    QLabel *m_caret;
    QLabel *m_indentation;
    QToolButton *m_encoding;
    QToolButton *m_eol;
    QLabel *m_language;
    QLabel *m_server;
};

} // namespace looptide::app
