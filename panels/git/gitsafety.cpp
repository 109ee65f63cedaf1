// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitsafety.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QByteArray scope;
    QByteArray key;
    QByteArray value;
};

// Each entry is "SCOPE NUL KEY LF VALUE NUL"; a key without a value has no LF.
QList<Entry> entriesOf(const QByteArray &config)
{
    QList<Entry> entries;
    const QList<QByteArray> parts = config.split('\0');
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2) {
        const QByteArray &pair = parts[i + 1];
        const qsizetype lineEnd = pair.indexOf('\n');
        entries.append({ parts[i], lineEnd < 0 ? pair : pair.first(lineEnd),
                         lineEnd < 0 ? QByteArray() : pair.sliced(lineEnd + 1) });
    }
    return entries;
}

// The section and the variable of a key are in lower case; what is between them is as written.
bool namesProgram(const QByteArray &key)
{
    static constexpr std::array exact {
        "core.fsmonitor",
        "core.hookspath",
        "core.sshcommand",
        "core.gitproxy",
        "core.askpass",
        "core.editor",
        "core.pager",
        "core.alternaterefscommand",
        "diff.external",
        "gpg.program",
        "sequence.editor",
        "credential.helper",
        "uploadpack.packobjectshook",
    };
    if (std::ranges::any_of(exact, [&](const char *name) { return key == name; }))
        return true;
    const QByteArray section = key.first(qMax(qsizetype(0), key.indexOf('.')));
    const QByteArray variable = key.sliced(key.lastIndexOf('.') + 1);
    static const QHash<QByteArray, QList<QByteArray>> variables {
        { "filter", { "clean", "smudge", "process" } },
        { "diff", { "command", "textconv" } },
        { "merge", { "driver" } },
        { "gpg", { "program", "defaultkeycommand" } },
        { "credential", { "helper" } },
        { "remote", { "uploadpack", "receivepack", "vcs", "proxy" } },
        { "protocol", { "allow" } },
        { "submodule", { "update" } },
        { "trailer", { "command", "cmd" } },
        { "hook", { "command" } },
        { "url", { "insteadof", "pushinsteadof" } },
    };
    return variables.value(section).contains(variable);
}

// What makes Git run nothing for this key. Keys of remotes need nothing: an untrusted repository
// does not reach the network.
QStringList overridesOf(const QByteArray &key)
{
    const QByteArray section = key.first(qMax(qsizetype(0), key.indexOf('.')));
    const QByteArray variable = key.sliced(key.lastIndexOf('.') + 1);
    const QString name = QString::fromUtf8(key);
    if (section == "filter") {
        const QString filter = name.first(name.lastIndexOf(u'.'));
        return { u"-c"_s, name + u'=', u"-c"_s, filter + u".required=false"_s };
    }
    if (variable == "fsmonitor")
        return {};
    if (section == "diff" || section == "merge" || section == "gpg" || section == "core")
        return { u"-c"_s, name + u'=' };
    return {};
}

} // namespace

QStringList GitSafety::options(bool isTrusted) const
{
    // A folder whose files only look like a bare repository is none.
    QStringList options { u"--no-pager"_s,     u"-c"_s, u"core.quotePath=false"_s,        u"-c"_s,
                          u"color.ui=false"_s, u"-c"_s, u"safe.bareRepository=explicit"_s };
    // Hooks and a file system monitor of the user's own configuration stay in force.
    if (isTrusted || isHarmless())
        return options;
    options << u"-c"_s << u"core.fsmonitor=false"_s << u"-c"_s << u"core.hooksPath=/dev/null"_s
            << u"-c"_s << u"log.showSignature=false"_s;
    for (const QString &key : programs) {
        if (key != "core.hookspath"_L1)
            options << overridesOf(key.toUtf8());
    }
    return options;
}

GitSafety GitSafety::read(const QByteArray &config, const QStringList &hookFiles)
{
    GitSafety safety;
    for (const Entry &entry : entriesOf(config)) {
        const bool isOwn = entry.scope == "local" || entry.scope == "worktree";
        const bool isOff = entry.value.isEmpty()
            || (entry.key == "core.fsmonitor" && (entry.value == "false" || entry.value == "0"));
        if (!isOwn || isOff || !namesProgram(entry.key))
            continue;
        const QString key = QString::fromUtf8(entry.key);
        if (!safety.programs.contains(key))
            safety.programs.append(key);
    }
    safety.hasHooks = std::ranges::any_of(
        hookFiles, [](const QString &name) { return !name.endsWith(".sample"_L1); });
    return safety;
}

bool hasGitIdentity(const QByteArray &config)
{
    const QList<Entry> entries = entriesOf(config);
    const auto has = [&](const char *key) {
        return std::ranges::any_of(
            entries, [key](const Entry &e) { return e.key == key && !e.value.isEmpty(); });
    };
    return has("user.name") && has("user.email");
}

} // namespace looptide::models
