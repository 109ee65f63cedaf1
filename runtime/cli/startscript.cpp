// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/startscript.h"

#include "runtime/cli/console.h"
#include "runtime/cli/verbs.h"
#include "runtime/core/installation.h"
#include "runtime/project/npmenvironment.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QRegularExpression>

#include <unistd.h>
#include <vector>

namespace looptide::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::StartScript)
};

// Sets a variable only if it differs, so that values which are not text stay unchanged.
void setVariable(const QString &name, const QString &value)
{
    const QByteArray key = name.toLocal8Bit();
    if (qEnvironmentVariable(key.constData()) != value || !qEnvironmentVariableIsSet(key))
        qputenv(key, value.toLocal8Bit());
}

// Quotes a word for a shell; names in package.json can contain anything.
QString shellWord(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w@%+=:,./-]+$"));
    static const QRegularExpression control(QStringLiteral("[\\p{C}]"));
    if (plain.match(word).hasMatch())
        return word;
    QString shown = word;
    shown.replace(control, QStringLiteral("?")).replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + shown + u'\'';
}

QString commandLine(const project::StartOffer &offer, const QString &folder)
{
    const QString path = folder == QLatin1StringView(".")
        ? offer.target
        : QDir::cleanPath(folder + u'/' + offer.target);
    return offer.kind == project::StartOffer::Kind::Script
        ? QStringLiteral("looptide run --script %1 %2")
              .arg(shellWord(offer.target), shellWord(folder))
        : QStringLiteral("looptide run ") + shellWord(path);
}

} // namespace

void putShimsFirst()
{
    const QByteArray path = qgetenv("PATH");
    const QByteArray shims = QFile::encodeName(core::shimDirectory());
    qputenv("PATH", path.isEmpty() ? shims : shims + ':' + path);
}

std::optional<StartStages> takeScriptEnvironment(const project::StartPlan &plan)
{
    putShimsFirst();
    qputenv("PWD", QFile::encodeName(plan.directory));
    project::NpmEnvironment npm;
    QEventLoop loop;
    QObject::connect(&npm, &project::NpmEnvironment::answered, &loop, &QEventLoop::quit);
    npm.ask(plan.directory, QProcessEnvironment::systemEnvironment());
    loop.exec();
    const auto run = npm.forPlan(plan);
    if (!run)
        return {};
    for (const QString &name : run->environment.keys())
        setVariable(name, run->environment.value(name));
    return StartStages { run->before, run->after };
}

int becomeNpm(const project::StartPlan &plan)
{
    putShimsFirst();
    return becomeProgram(core::shimDirectory() + QStringLiteral("/npm"), QStringLiteral("npm"),
                         plan.npmWords());
}

int becomeProgram(const QString &program, const QString &name, const QStringList &arguments)
{
    std::vector<QByteArray> words { QFile::encodeName(name) };
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(QFile::encodeName(program).constData(), pointers.data());
    printError(Text::tr("cannot start “%1”: %2").arg(program, qt_error_string()));
    return badInput;
}

QString nothingToRun(const project::PackageJson &package, const QString &folder)
{
    QString text = Text::tr("nothing to run in “%1”: no “start” script and no “main” file in "
                            "package.json, and no index, app or server file of JavaScript or "
                            "TypeScript")
                       .arg(folder);
    const QList<project::StartOffer> offers = project::startOffers(package);
    if (offers.isEmpty())
        return text;
    text += u'\n' + Text::tr("These would run something of it:");
    for (const project::StartOffer &offer : offers)
        text += QStringLiteral("\n  ") + commandLine(offer, folder);
    return text;
}

} // namespace looptide::cli
