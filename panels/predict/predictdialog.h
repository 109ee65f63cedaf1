// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/predict/puzzle.h"
#include "panels/predict/snippetrun.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace looptide::panels {

// "What is printed first?" The user puts the lines that a program prints into the order that they
// expect, and the real event loop shows the right one, with the part of the loop that printed each.
// The program is one of the bundled puzzles, or what the user writes.
class PredictDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PredictDialog(QWidget *parent = nullptr);
    ~PredictDialog() override;

private:
    enum class State { Stale, Running, Ready, Checked };

    QWidget *makeProgram();
    QWidget *makeOrder();
    void setupShortcuts();
    void updateTitles();
    int firstUnsolved() const;
    void choose(int index);
    void run();
    void takeResult(const models::SnippetRun::Result &result);
    void showLines();
    void check();
    void showMarks();
    void move(int rows);
    void setState(State state, const QString &message = {});
    QStringList order() const;

    QList<models::Puzzle> m_puzzles;
    QStringList m_solved; // titles
    QString m_source; // the text in the editor
    QString m_own; // the user's own program
    int m_shown = -1; // index of the program in the editor
    models::SnippetRun *m_run;
    QList<models::PrintedLine> m_printed; // of the last run
    QComboBox *m_titles;
    QPlainTextEdit *m_code;
    QListWidget *m_order;
    QListWidget *m_answer;
    QLabel *m_message;
    QPushButton *m_main;
    QPushButton *m_next;
    State m_state = State::Stale;
    bool m_isChecking = false; // the run shows the right order
};

} // namespace looptide::panels
