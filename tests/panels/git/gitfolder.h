// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

namespace looptide::tests {

// A folder for a repository, and a home without any other configuration of Git.
class GitFolder
{
public:
    GitFolder()
    {
        QDir(m_dir.path()).mkdir(QStringLiteral("home"));
        QDir(m_dir.path()).mkdir(QStringLiteral("project"));
        setIdentity(true);
    }

    QString path() const
    {
        return QFileInfo(m_dir.filePath(QStringLiteral("project"))).canonicalFilePath();
    }
    QString outside(const QString &name) const { return m_dir.filePath(name); }
    QString file(const QString &name) const { return path() + u'/' + name; }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_dir.filePath(QStringLiteral("home")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                           m_dir.filePath(QStringLiteral("home")));
        environment.insert(QStringLiteral("GIT_CONFIG_NOSYSTEM"), QStringLiteral("1"));
        environment.insert(QStringLiteral("GIT_CEILING_DIRECTORIES"), m_dir.path());
        return environment;
    }

    void setIdentity(bool known) const
    {
        QFile config(m_dir.filePath(QStringLiteral("home/.gitconfig")));
        if (!config.open(QIODevice::WriteOnly))
            qFatal("no configuration");
        config.write("[init]\n defaultBranch = main\n[protocol \"file\"]\n allow = always\n");
        config.write(known ? "[user]\n name = Ann\n email = ann@example.org\n"
                           : "[user]\n useConfigOnly = true\n");
    }

    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = file(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(text);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    // Waits for Git; its output.
    QByteArray git(const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(path());
        process.start(QStringLiteral("git"), arguments);
        if (!process.waitForFinished())
            qFatal("Git did not end");
        return process.readAllStandardOutput().trimmed();
    }

    void commitAll(const QString &message) const
    {
        git({ QStringLiteral("add"), QStringLiteral("-A") });
        git({ QStringLiteral("commit"), QStringLiteral("-qm"), message });
    }

    // A repository with a commit of these files.
    void begin(const QStringList &names) const
    {
        git({ QStringLiteral("init"), QStringLiteral("-q") });
        for (const QString &name : names)
            write(name, "one\ntwo\nthree\n");
        commitAll(QStringLiteral("First"));
    }

private:
    QTemporaryDir m_dir;
};

} // namespace looptide::tests
