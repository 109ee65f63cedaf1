// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectormessages.h"
#include "runtime/inspector/sourcemap.h"

#include <QHash>

#include <memory>

namespace looptide::inspector {

// The scripts that V8 has compiled for a target, with their source maps, which are read when they
// are needed first. Owned by a DebugTarget. Thread: GUI.
class ScriptList
{
public:
    void add(const ScriptInfo &script);
    void clear() { m_scripts.clear(); }

    bool hasSourceMap(const QString &script) const;
    // Where the user wrote what is at a place of a script.
    SourcePlace sourceOf(const ScriptPlace &place, const QString &url);
    SourcePlace sourceOf(const CallFrame &frame) { return sourceOf(frame.place, frame.url); }
    // Where a line (from 1) of this file is in the scripts that were made from it by a compiler:
    // not in the script of the file itself.
    QList<ScriptPlace> compiledPlaces(const QString &path, int line);
    // The same in one script.
    std::optional<ScriptPlace> compiledPlace(const QString &script, const QString &path, int line);
    // The scripts of the file itself; the newest last.
    QStringList scriptsOf(const QString &path) const;

    // Whether a script was made from this file by a compiler.
    bool isCompiledFrom(const QString &path);
    // All scripts of the user's own code.
    QStringList ownScripts() const;

    // Empty when the script is not in a file.
    static QString pathOf(const QString &url);
    // Part of Node.js, of Looptide or of a package.
    static bool isForeign(const QString &url);

private:
    struct Script
    {
        ScriptInfo info;
        QString path;
        bool wasMapRead = false;
        std::shared_ptr<const SourceMap> map {};
    };

    const SourceMap *mapOf(Script &script);

    QHash<QString, Script> m_scripts; // by V8's id
};

} // namespace looptide::inspector
