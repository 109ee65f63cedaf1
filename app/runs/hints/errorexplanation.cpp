// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/errorexplanation.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

#include <array>

namespace looptide::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::ErrorExplanation)
};

// In the order of project::ErrorKind. %1 and %2 are what the error names.
constexpr std::array explanations {
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The system allows no more watched files. Watch fewer folders (leave out "
                      "node_modules), close other programs that watch files, or raise the limit "
                      "fs.inotify.max_user_watches."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Port %1 is in use by another program. Stop that one, or let this one "
                      "listen elsewhere (many programs take the port from the environment "
                      "variable PORT)."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The system lets only the administrator listen on port %1: all ports below "
                      "1024 are reserved. Use a port such as 3000 or 8080."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "This machine has no address %1. Listen on 127.0.0.1, on 0.0.0.0 (all "
                      "addresses), or on no given address."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "%1 is no port: a port is a number from 0 to 65535. If it comes from an "
                      "environment variable, check that the variable is set and is a number."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "listen() was called for a server that listens already. Call it once, or "
                      "close the server first."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Nothing listens at %1. Start the service that should be there (a "
                      "database, for example), or correct the address and the port."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The name %1 has no address. Check its spelling and the network. In a "
                      "configuration, a scheme (https://) must not be part of a host name."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The address of %1 could not be asked for: no name server answered. The "
                      "machine is probably offline."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The other side did not answer in time. Check the address, the network and "
                      "firewalls; then handle the error and try again later."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The other side closed the connection in the middle. That happens on every "
                      "network: handle the error event, or catch the error, and try again."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The program wrote to a connection or a process that had closed its end. "
                      "Handle the error event of the stream, and stop writing when it is closed."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The certificate of the server is signed by nobody that Node.js trusts. "
                      "Give Node.js the certificate of the signer in NODE_EXTRA_CA_CERTS. Do not "
                      "switch the check off."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "There is no program “%1” in PATH, or the working directory (cwd) of the "
                      "call does not exist. Install the program, or give its full path."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "There is no “%1”. A relative path starts at the working directory of the "
                      "program, not at the file with the code: build paths from "
                      "import.meta.dirname or __dirname."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The user may not do this with “%1”. Check the owner and the permissions "
                      "of the file and of its folder."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The system does not permit this with “%1”. Another program may hold the "
                      "file, or only its owner may change it."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A folder was used where a file is needed. Check that the path names a "
                      "file, and that no part of it is empty."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A part of the path “%1” is a file, not a folder."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” exists already. Use { recursive: true } for mkdir(), another name, "
                      "or another flag when the file may be replaced."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The folder “%1” is not empty. fs.rm() with { recursive: true } removes a "
                      "folder with its contents."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The program has opened more files or connections at once than the system "
                      "allows. Close them when they are done with, or work on fewer at a time."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation", "The disk is full."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "An import must name the file as it is, with its ending. Write %1."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "import does not look for the index file of a folder. Write the path with "
                      "“/index.js” at its end."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "There is no file “%1”. Check the spelling, capital letters and the "
                      "ending; the path starts at the file with the import or require."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The package “%1” is not installed. Run “npm install” in the project's "
                      "folder; if package.json does not have it, “npm install %1”."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A module with await at its top level cannot be loaded by require(). Load "
                      "it with await import()."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "require() cannot load this ES module. Load it with await import(), or use "
                      "an older version of the package that has CommonJS."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Node.js takes this file for CommonJS, which has no import statement. Add "
                      "\"type\": \"module\" to package.json, or name the file .mjs."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Node.js takes this file for CommonJS, which has no export statement. Add "
                      "\"type\": \"module\" to package.json, or name the file .mjs."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "This file is an ES module, which has no require(). Use import, or name "
                      "the file .cjs."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "This file is an ES module, which has no __dirname and __filename. Use "
                      "import.meta.dirname and import.meta.filename."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "This file is an ES module, which has no module.exports. Use export, or "
                      "name the file .cjs."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” has no export with the name “%2”. Check the name; a CommonJS package "
                      "often has a default export only: import it without braces."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The package does not allow this path in its “exports”. Import the package "
                      "by its name, or a path that its documentation names."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "An import of JSON must say so: import data from './data.json' with { "
                      "type: 'json' }."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Node.js cannot run files with the ending “%1”. Compile the file first, or "
                      "use a loader."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A native addon was built for another version of Node.js. Remove "
                      "node_modules and install the packages again."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "await works in a function that is marked async, and at the top level of "
                      "an ES module."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The response had been sent already when the program tried to change or "
                      "send it again. Usually a return is missing after res.send(), res.json() "
                      "or res.end(), or next() is called after it."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The value of a header is undefined, or has a character that headers must "
                      "not have, such as a line break. Encode it, with encodeURIComponent() for "
                      "example."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The program wrote to a stream after end(). Something asynchronous "
                      "finished later than expected: await it before end()."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The text is no absolute URL. It needs a scheme (“https://…”), or a second "
                      "argument that says what it is relative to."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The argument “%1” is undefined. It probably comes from a variable, a "
                      "property or an environment variable that is not set."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The argument “%1” has the wrong type: it must be %2."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A promise was rejected and nobody handled that. Add a catch(), or await "
                      "the promise inside of try. Reject with an Error, so that there is a "
                      "stack."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "An assertion of the program or of a test does not hold. The lines below "
                      "compare what is with what was expected."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The value before “.%2” is %1. It was not set yet, a search found nothing, "
                      "or a function returned nothing. Check it first, or write “?.%2” where it "
                      "may be missing."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The value before “.%2” is %1, so that nothing can be set in it. Create "
                      "the object first."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%2” has no value, so that “%1” cannot be taken out of it. Pass an "
                      "object, or give the parameter a default: { %1 } = {}."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” is called, but it is no function. Check the spelling, what the "
                      "module exports (an import with braces or without), and whether an await "
                      "is missing before it."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” is used with new, but it is no class. Check what the module exports: "
                      "with braces or without."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” is no list. Check that it is an array; for the properties of an "
                      "object use Object.entries()."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” is used above the line that declares it. Move the declaration up. "
                      "Between two files that import each other, move what both need into a "
                      "third one."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "There is no variable “%1”. Check the spelling, import it, or declare it "
                      "with const or let."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A const cannot get another value. Declare the variable with let."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "“%1” is declared twice in the same block. Rename one of them, or remove "
                      "the second declaration."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The object contains itself, which JSON cannot express. Send only the "
                      "fields that are needed."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The text is no JSON. It may be empty, an HTML page of an error, or have a "
                      "trailing comma or single quotes. Print it before JSON.parse()."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A function calls itself without end. Check the condition that should end "
                      "the recursion, and setters or getters that use themselves."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A length is negative, no whole number, or larger than the memory allows."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The program used up its memory. Look for data that keeps growing: lists "
                      "and caches without a limit, listeners that are never removed."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "A closing parenthesis, a comma or a quote is missing in this call, in "
                      "this line or in the one before."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "The file ends inside of a block: a closing brace, bracket or parenthesis "
                      "is missing."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Node.js cannot read the code here. Look at the end of the line before: "
                      "often a comma, a quote, a parenthesis or a brace is missing there."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Node.js cannot read the code at this place, so that nothing of the file "
                      "was run."),
    QT_TRANSLATE_NOOP("looptide::app::ErrorExplanation",
                      "Something reported an error, and nobody listened to its error event. Add "
                      ".on('error', …) to the stream, socket, server or process."),
};
static_assert(explanations.size() == project::errorKindCount);

constexpr qsizetype longestDetail = 120;

} // namespace

QString explanationOf(const project::KnownError &error)
{
    QString text = Text::tr(explanations.at(static_cast<std::size_t>(error.kind)));
    // Not QString::arg(): a detail may contain %1 itself.
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isMark =
            text[i] == u'%' && i + 1 < text.size() && (text[i + 1] == u'1' || text[i + 1] == u'2');
        if (!isMark) {
            filled += text[i];
            continue;
        }
        filled += models::visibleText(error.details.value(text[i + 1].digitValue() - 1))
                      .left(longestDetail);
        ++i;
    }
    return filled;
}

} // namespace looptide::app
