// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/dotenv.h"
#include "runtime/project/packagejson.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace looptide::project {

// What Run starts in a package, or what `npm run NAME` starts. A plain value. The window and
// `looptide run DIR` both use it, so that they agree.
struct StartPlan
{
    enum class Kind : quint8 {
        Nothing, // startOffers() lists alternatives
        Node, // one program with Node, no shell: can run in process and be recorded
        Npm, // anything else: npm runs the script
    };

    Kind kind = Kind::Nothing;
    QString directory {}; // of the package, absolute: where the program runs
    // The name of the script in package.json. The program gets the environment that npm gives to
    // this script (NpmEnvironment). Empty for a file that no script names.
    QString script {};
    QStringList moreArguments {}; // in addition to those of the script
    // Node only:
    QString program {}; // absolute; exists
    QString entry {}; // the same as the script names it (`node .`, `node server`); absolute
    QStringList nodeOptions {}; // they require an isolated run
    QStringList arguments {}; // all of them
    Variables variables {}; // those that the script sets, in addition to npm's
    // The commands that npm runs before and after the script (prestart and poststart). An exit code
    // other than 0 ends the run.
    QList<PackageScript> before {};
    QList<PackageScript> after {};

    bool operator==(const StartPlan &) const = default;

    // What `npm start` starts: the start script, otherwise server.js. Without them `main`, then
    // index, app or server with a suffix of JavaScript or TypeScript. Also works for a folder whose
    // package.json is missing or malformed.
    static StartPlan ofProject(const PackageJson &package, const QStringList &arguments = {});
    static StartPlan ofScript(const PackageJson &package, const QString &script,
                              const QStringList &arguments = {});
    static StartPlan ofFile(const QString &directory, const QString &program,
                            const QStringList &arguments = {});
    // The plan in which npm runs the same script.
    StartPlan throughNpm() const;
    // The arguments of `npm` that run the script.
    QStringList npmWords() const;
};

// Something that a package without a start script can run.
struct StartOffer
{
    enum class Kind : quint8 { File, Script, Workspace };

    Kind kind;
    QString target; // the script's name, or a path relative to the package

    bool operator==(const StartOffer &) const = default;
};

// The most likely ones first: entry files, scripts for development, workspaces that can start.
QList<StartOffer> startOffers(const PackageJson &package);

// The folders of the workspaces, relative to the package, sorted. Only those with a package.json,
// and at most some hundreds.
QStringList workspaceFolders(const PackageJson &package);

} // namespace looptide::project
