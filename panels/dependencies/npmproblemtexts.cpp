// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/npmproblemtexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

namespace looptide::models {

namespace {

using project::NpmProblem;
using Kind = NpmProblem::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::NpmProblemTexts)
};

QString explanationOf(Kind kind)
{
    switch (kind) {
    case Kind::NoNetwork:
        return Text::tr(
            "The npm registry cannot be reached, and the package is not in npm's cache. "
            "Check the network, or the address of the registry in .npmrc.");
    case Kind::Proxy:
        return Text::tr("The proxy refuses the connection. Check https-proxy in .npmrc, or the "
                        "variable HTTPS_PROXY, with name and password if the proxy wants them.");
    case Kind::Certificate:
        return Text::tr("The certificate of the registry is not trusted. In a company, name the "
                        "file with its certificates: cafile=FILE in .npmrc.");
    case Kind::NotFound:
        return Text::tr("The registry has no such package. Check the spelling, and whether it is "
                        "private.");
    case Kind::NoSuchVersion:
        return Text::tr("The package has no version like this. Choose another one.");
    case Kind::Conflict:
        return Text::tr("Two packages need versions of a third that do not fit together. Choose "
                        "another version of one of those named below.");
    case Kind::NoPermission:
        return Text::tr("A file or folder may not be written. Check the owner and the permissions "
                        "of the project and of npm's cache.");
    case Kind::Integrity:
        return Text::tr(
            "A package is not the one that package-lock.json describes: it was changed "
            "on its way, or the lock file is wrong. Do not use it before you know why.");
    case Kind::DiskFull:
        return Text::tr("The disk is full. Free some space.");
    case Kind::NativeBuild:
        return Text::tr("The package has native code and has to be compiled here. Install a C++ "
                        "compiler, make and Python 3.");
    case Kind::Engine:
        return Text::tr("The package is not made for this version of Node.js or this system. "
                        "Choose another version.");
    case Kind::LockOutdated:
        return Text::tr("package.json and package-lock.json do not fit together. Install the "
                        "packages to bring the lock file up to date.");
    case Kind::Unknown:
        break;
    }
    return Text::tr("npm has failed.");
}

} // namespace

QString textOf(const NpmProblem &problem)
{
    QString text = explanationOf(problem.kind);
    if (!problem.code.isEmpty())
        text += QStringLiteral(" (%1)").arg(visibleText(problem.code));
    for (const QString &line : problem.details.split(u'\n', Qt::SkipEmptyParts))
        text += u'\n' + visibleText(line);
    return text;
}

QString summaryOf(const QByteArray &output)
{
    static constexpr qsizetype mostLines = 3;
    QStringList lines;
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        if (!line.trimmed().isEmpty() && lines.size() < mostLines)
            lines += line.trimmed();
    }
    return lines.join(QStringLiteral(" "));
}

} // namespace looptide::models
