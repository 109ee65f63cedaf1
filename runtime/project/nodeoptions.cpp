// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/nodeoptions.h"

#include <algorithm>
#include <array>

namespace looptide::project {

namespace {

// Options of Node that take the next word as their value (tests/fidelity checks the list against
// Node).
constexpr std::array valueOptions {
    "--allow-fs-read",
    "--allow-fs-write",
    "--build-snapshot-config",
    "--conditions",
    "--cpu-prof-dir",
    "--cpu-prof-interval",
    "--cpu-prof-name",
    "--debug-port",
    "--diagnostic-dir",
    "--disable-proto",
    "--disable-warning",
    "--dns-result-order",
    "--env-file",
    "--env-file-if-exists",
    "--eval",
    "--experimental-config-file",
    "--experimental-default-config-file",
    "--experimental-loader",
    "--experimental-package-map",
    "--experimental-sea-config",
    "--experimental-test-isolation",
    "--experimental-test-tag-filter",
    "--heap-prof-dir",
    "--heap-prof-interval",
    "--heap-prof-name",
    "--heapsnapshot-near-heap-limit",
    "--heapsnapshot-signal",
    "--icu-data-dir",
    "--import",
    "--input-type",
    "--inspect-port",
    "--inspect-publish-uid",
    "--loader",
    "--localstorage-file",
    "--max-http-header-size",
    "--max-old-space-size-percentage",
    "--network-family-autoselection-attempt-timeout",
    "--openssl-config",
    "--redirect-warnings",
    "--report-dir",
    "--report-directory",
    "--report-filename",
    "--report-signal",
    "--require",
    "--run",
    "--secure-heap",
    "--secure-heap-min",
    "--security-revert",
    "--security-reverts",
    "--snapshot-blob",
    "--stack-trace-limit",
    "--test-concurrency",
    "--test-coverage-branches",
    "--test-coverage-exclude",
    "--test-coverage-functions",
    "--test-coverage-include",
    "--test-coverage-lines",
    "--test-global-setup",
    "--test-isolation",
    "--test-name-pattern",
    "--test-random-seed",
    "--test-reporter",
    "--test-reporter-destination",
    "--test-rerun-failures",
    "--test-shard",
    "--test-skip-pattern",
    "--test-timeout",
    "--title",
    "--tls-cipher-list",
    "--tls-keylog",
    "--trace-event-categories",
    "--trace-event-file-pattern",
    "--trace-require-module",
    "--unhandled-rejections",
    "--use-largepages",
    "--v8-pool-size",
    "--watch-kill-signal",
    "--watch-path",
    "-C",
    "-e",
    "-pe",
    "-r",
};

} // namespace

bool nodeOptionTakes(const QString &option, const QString &next)
{
    if (option == QLatin1StringView("-p") || option == QLatin1StringView("--print"))
        return !next.isEmpty() && !next.startsWith(u'-');
    QString name = option;
    if (name.startsWith(QLatin1StringView("--")))
        name.replace(u'_', u'-');
    return std::ranges::any_of(valueOptions, [&](const char *valueOption) {
        return name == QLatin1StringView(valueOption);
    });
}

bool runsNoFile(const QStringList &nodeOptions)
{
    static constexpr std::array modes { "-e", "--eval", "-p", "--print", "-pe", "--run", "--test" };
    return std::ranges::any_of(nodeOptions, [](const QString &option) {
        const QString name = option.section(u'=', 0, 0);
        return std::ranges::any_of(
            modes, [&](const char *mode) { return name == QLatin1StringView(mode); });
    });
}

} // namespace looptide::project
