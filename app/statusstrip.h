// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QStatusBar>

class QLabel;
class QMenu;
class QToolButton;
class QUrl;

namespace looptide::app {

class RunSession;

// The line at the bottom: what runs and where it listens on the left, the caret and the file on the
// right.
class StatusStrip : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void setRun(const RunSession &session);
    void setModes(bool isIsolated, bool restartsOnSave);
    void setListening(const QList<trace::ListenAddress> &addresses);
    // Instead: addresses that the output of a program names whose servers are not seen.
    void setPrinted(const QList<QUrl> &urls);
    void setRequestCount(quint64 count);
    void setCaret(int line, int column);
    void setDocument(const QString &language, const QString &encoding, const QString &eol,
                     const QString &indentation);
    // What a click on the encoding and on the line ends opens.
    void setDocumentMenus(QMenu *encodings, QMenu *lineEnds);
    // What the command under the pointer does.
    void setTip(const QString &tip);
    QString runText() const;

Q_SIGNALS:
    void urlActivated(const QUrl &url);

private:
    class StateDot;

    void showAddresses(const QStringList &parts, const QString &toolTip);
    QLabel *addLabel(const QString &accessibleName, const QString &toolTip, bool permanent);
    QToolButton *addButton(const QString &accessibleName, const QString &toolTip);
    QLabel *addMode(const QString &text, const QString &name, const QString &toolTip);

    StateDot *m_dot;
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
};

} // namespace looptide::app
