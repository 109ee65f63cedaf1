// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/predict/prediction.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

class QProcess;

namespace looptide::models {

// Runs a snippet with the bundled Node.js in a folder of its own, and reads what it prints. Bounded
// in time and in output. Thread: GUI.
class SnippetRun : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostLines = 100;
    static constexpr qsizetype mostBytes = 100'000;
    static constexpr int longestMs = 10'000;

    struct Result
    {
        QList<PrintedLine> lines;
        QString error; // for users; empty when it has ended well
    };

    explicit SnippetRun(QObject *parent = nullptr);
    ~SnippetRun() override;

    // Ends the one that runs.
    void start(const QString &source);
    void cancel();
    bool isRunning() const { return m_process != nullptr; }

Q_SIGNALS:
    void finished(const looptide::models::SnippetRun::Result &result);

private:
    QString write(const QString &source);
    void read();
    void readErrors();
    void end(const QString &error);
    QString failure() const;

    QTemporaryDir m_folder;
    QProcess *m_process = nullptr;
    QTimer m_limit;
    QByteArray m_output;
    QByteArray m_errors; // the begin of standard error
};

} // namespace looptide::models
