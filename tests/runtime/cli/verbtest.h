// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// A test of the command line: runs `looptide` and `node` in a folder of its own.
class VerbTest : public QObject
{
protected:
    static constexpr int timeoutMs = 30'000;

    struct Outcome
    {
        QByteArray out;
        QByteArray err;
        int code = 0;
        QProcess::ExitStatus status = QProcess::NormalExit;
    };

    static QString looptideProgram()
    {
        return QFileInfo(looptide::core::nodeProgram()).dir().filePath(QStringLiteral("looptide"));
    }

    // False when the programs are not there.
    bool prepare() const
    {
        using looptide::core::nodeProgram;
        // A name that the two do not differ in: Node's warnings contain it.
        return QFile::exists(looptideProgram()) && QFile::exists(nodeProgram())
            && QFile::link(nodeProgram(), m_folder.filePath(QStringLiteral("node")));
    }

    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }

    Outcome run(const QString &program, const QStringList &arguments,
                const QByteArray &input = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(timeoutMs))
            process.kill();
        return { process.readAllStandardOutput(), process.readAllStandardError(),
                 process.exitCode(), process.exitStatus() };
    }

    void startListening(QProcess &process, const QStringList &arguments) const
    {
        process.setWorkingDirectory(m_folder.path());
        process.setReadChannel(QProcess::StandardOutput);
        process.start(looptideProgram(), QStringList { QStringLiteral("run") } + arguments);
        while (!process.canReadLine() && process.waitForReadyRead(timeoutMs)) { }
    }
    Outcome looptideRun(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return run(looptideProgram(), QStringList { QStringLiteral("run") } + arguments, input);
    }

    QTemporaryDir m_folder;
};
