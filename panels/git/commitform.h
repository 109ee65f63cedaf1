// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace looptide::panels {

// The message of a commit, and the button that makes it. Ctrl+Enter does the same.
class CommitForm : public QWidget
{
    Q_OBJECT
public:
    explicit CommitForm(QWidget *parent = nullptr);

    QString message() const;
    void setMessage(const QString &text);
    bool isAmending() const;
    void setAmending(bool on);
    // What the button says, and whether a commit is possible.
    void setState(const QString &buttonText, bool canCommit, bool canAmend);
    // In a low panel, the message has one line.
    void fitInto(int height);
    QPlainTextEdit *field() const { return m_message; }

Q_SIGNALS:
    void commitRequested();
    // Its message can be the text of the last commit.
    void amendChosen(bool on);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    QPlainTextEdit *m_message;
    QCheckBox *m_amend;
    QPushButton *m_commit;
    bool m_canCommit = false;
};

} // namespace looptide::panels
