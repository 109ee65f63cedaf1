// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/npmproblem.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace looptide::project {

namespace {

using Kind = NpmProblem::Kind;

constexpr qsizetype maxDetailLines = 12;

Kind kindOfCode(const QString &code)
{
    static const QHash<QString, Kind> kinds {
        { QStringLiteral("ENOTFOUND"), Kind::NoNetwork },
        { QStringLiteral("EAI_AGAIN"), Kind::NoNetwork },
        { QStringLiteral("ECONNREFUSED"), Kind::NoNetwork },
        { QStringLiteral("ECONNRESET"), Kind::NoNetwork },
        { QStringLiteral("ENETUNREACH"), Kind::NoNetwork },
        { QStringLiteral("EHOSTUNREACH"), Kind::NoNetwork },
        { QStringLiteral("ETIMEDOUT"), Kind::NoNetwork },
        { QStringLiteral("ERR_SOCKET_TIMEOUT"), Kind::NoNetwork },
        { QStringLiteral("ENOTCACHED"), Kind::NoNetwork },
        { QStringLiteral("E407"), Kind::Proxy },
        { QStringLiteral("EINVALIDPROXY"), Kind::Proxy },
        { QStringLiteral("E404"), Kind::NotFound },
        { QStringLiteral("ETARGET"), Kind::NoSuchVersion },
        { QStringLiteral("ENOVERSIONS"), Kind::NoSuchVersion },
        { QStringLiteral("ERESOLVE"), Kind::Conflict },
        { QStringLiteral("EACCES"), Kind::NoPermission },
        { QStringLiteral("EPERM"), Kind::NoPermission },
        { QStringLiteral("EROFS"), Kind::NoPermission },
        { QStringLiteral("EINTEGRITY"), Kind::Integrity },
        { QStringLiteral("ENOSPC"), Kind::DiskFull },
        { QStringLiteral("EBADENGINE"), Kind::Engine },
        { QStringLiteral("EBADPLATFORM"), Kind::Engine },
    };
    if (code.contains(QLatin1StringView("CERT"))
        || code.startsWith(QLatin1StringView("UNABLE_TO_")))
        return Kind::Certificate;
    return kinds.value(code, Kind::Unknown);
}

Kind kindOf(const QString &code, const QString &output)
{
    const auto has = [&](QLatin1StringView text) { return output.contains(text); };
    if (has(QLatin1StringView("gyp ERR!")) || has(QLatin1StringView("node-gyp")))
        return Kind::NativeBuild;
    if (has(QLatin1StringView("can only install packages when your package.json")))
        return Kind::LockOutdated;
    const Kind kind = kindOfCode(code);
    const bool proxy =
        has(QLatin1StringView("tunneling socket")) || has(QLatin1StringView("HTTP proxy"));
    return kind == Kind::NoNetwork && proxy ? Kind::Proxy : kind;
}

} // namespace

NpmProblem NpmProblem::of(const QString &output)
{
    static const QRegularExpression prefix(QStringLiteral("^npm (?:error|ERR!) ?"));
    static const QRegularExpression notes(
        QStringLiteral("^(?:A complete log of this run|For a full report|Or with|code \\S+$|errno "
                       "|syscall |path )"));
    NpmProblem problem;
    QStringList details;
    for (const QString &line : output.split(u'\n')) {
        const auto match = prefix.match(line);
        if (!match.hasMatch())
            continue;
        const QString text = line.mid(match.capturedLength()).trimmed();
        if (problem.code.isEmpty() && text.startsWith(QLatin1StringView("code ")))
            problem.code = text.section(u' ', 1, 1);
        if (!text.isEmpty() && details.size() < maxDetailLines && !notes.match(text).hasMatch())
            details += text;
    }
    problem.kind = kindOf(problem.code, output);
    problem.details = details.join(u'\n');
    return problem;
}

} // namespace looptide::project
