// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmproblem.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>

namespace looptide::project {

// One command of the bundled npm in a project, without a terminal, or a question to its modules.
//
// Thread: the owner's. The destructor kills npm.
class NpmCommand : public QObject
{
    Q_OBJECT
public:
    enum class Outcome : quint8 { Succeeded, Failed, Cancelled };
    enum class Scripts : quint8 { Ignored, Run }; // install scripts of packages

    struct Result
    {
        Outcome outcome = Outcome::Failed;
        int exitCode = -1;
        QByteArray output {}; // standard output
        NpmProblem problem {}; // of a failure
    };

    explicit NpmCommand(QObject *parent = nullptr);
    ~NpmCommand() override;

    // words: "install", options, and what to install. One at a time.
    void start(const QString &projectDir, const QStringList &words,
               Scripts scripts = Scripts::Ignored);
    // Runs a script of resources/npm/tools instead, which uses npm's modules and configuration and
    // answers with JSON on standard output. script: "search".
    void ask(const QString &projectDir, const QString &script, const QJsonObject &question);
    // Ends npm, by force when it does not end within some seconds.
    void cancel();
    void stop(); // kills npm at once, without finished()
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

Q_SIGNALS:
    void lineReceived(const QString &line); // of npm's log
    void fetched(int count); // so many requests to the registry or the cache are done
    void finished(const looptide::project::NpmCommand::Result &result);

private:
    static QStringList options();
    void launch(const QString &projectDir, const QString &program, const QStringList &arguments);
    void readLog();
    void takeLine(const QString &line);
    void end(int exitCode, QProcess::ExitStatus status);

    QProcess m_process;
    QByteArray m_rest; // of the log, without the end of its line
    QString m_errors; // lines for NpmProblem
    int m_fetched = 0;
    bool m_cancelled = false;
};

} // namespace looptide::project
