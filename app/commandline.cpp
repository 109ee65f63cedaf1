// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace looptide::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

class Parser
{
public:
    Parser(const QStringList &arguments, const QString &workingDirectory)
        : m_arguments(arguments), m_base(workingDirectory)
    {
    }

    CommandLine parse()
    {
        while (!m_arguments.isEmpty() && m_result.action != CommandLine::Action::Refuse)
            takeArgument(m_arguments.takeFirst());
        return m_result;
    }

private:
    void takeArgument(const QString &word)
    {
        if (m_onlyPaths || !word.startsWith(u'-'))
            takePath(word);
        else if (word == QLatin1StringView("--"))
            m_onlyPaths = true;
        else if (word == QLatin1StringView("--version") || word == QLatin1StringView("-v"))
            m_result.action = CommandLine::Action::ShowVersion;
        else if (word == QLatin1StringView("--help") || word == QLatin1StringView("-h"))
            m_result.action = CommandLine::Action::ShowHelp;
        else if (word == QLatin1StringView("--demo"))
            m_result.action = CommandLine::Action::Demo;
        else if (word == QLatin1StringView("--screenshot"))
            takeScreenshot();
        else if (word == QLatin1StringView("--after-crash"))
            takeCrash();
        else
            refuse(tr("unknown option %1 (looptide --help lists the options)").arg(word));
    }

    void takeScreenshot()
    {
        if (m_arguments.isEmpty())
            return refuse(tr("--screenshot needs the name of a file to write"));
        m_result.screenshotFile = m_base.absoluteFilePath(m_arguments.takeFirst());
    }

    // An internal option, which the help does not list: app/crashreport.cpp starts this program
    // with it.
    void takeCrash()
    {
        if (m_arguments.size() < 2)
            return refuse(tr("--after-crash needs a report and the id of a process"));
        m_result.crashReport = m_arguments.takeFirst();
        m_result.crashedProcess = m_arguments.takeFirst().toLongLong();
        bool isCounted = false;
        const int crashes = m_arguments.value(0).toInt(&isCounted);
        m_result.crashes = qMax(1, crashes);
        if (isCounted)
            m_arguments.removeFirst();
    }

    void takePath(const QString &word)
    {
        const QFileInfo info(m_base, word);
        if (!info.exists())
            return refuse(tr("%1: no such file or folder, and no command of that name "
                             "(looptide --help lists the commands)")
                              .arg(word));
        if (!info.isReadable())
            return refuse(tr("%1: no permission to read it").arg(word));
        const QString path = QDir::cleanPath(info.absoluteFilePath());
        if (!info.isDir())
            m_result.files.append(path);
        else if (m_result.folder.isEmpty())
            m_result.folder = path;
        else
            refuse(tr("%1: one folder at a time, and %2 was given already")
                       .arg(word, QDir::toNativeSeparators(m_result.folder)));
    }

    void refuse(const QString &message)
    {
        m_result.action = CommandLine::Action::Refuse;
        m_result.error = message;
    }

    QStringList m_arguments;
    QDir m_base;
    CommandLine m_result;
    bool m_onlyPaths = false;
};

} // namespace

CommandLine parseCommandLine(const QStringList &arguments, const QString &workingDirectory)
{
    return Parser(arguments, workingDirectory).parse();
}

QString helpText()
{
    return tr(
        "Usage: looptide [FOLDER] [FILE…]     open a project folder and files\n"
        "       looptide COMMAND …            without a window\n"
        "\n"
        "Options:\n"
        "  --demo             make the Express sample in a temporary folder, run it, send it\n"
        "                     requests, print what was recorded, and end\n"
        "  --screenshot FILE  with --demo: where the picture of the window is written\n"
        "  --version, -v      print the version\n"
        "  --help, -h         print this text\n"
        "\n"
        "Commands:\n"
        "  new TEMPLATE DIR [--no-install]     make a project from a template, offline\n"
        "  templates [--json]                  list the templates\n"
        "  run [OPTION…] FILE|DIR [ARG…]       run a program on the built-in Node.js\n"
        "  trace FILE --summary|--json|--perfetto OUT\n"
        "                                      say what a recording holds\n");
}

} // namespace looptide::app
