// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/installation.h"

#include <QProcess>
#include <QTemporaryDir>

namespace looptide::tests {

// The registry of registry.mjs on loopback, and a home folder and a cache of npm of its own, which
// the environment of this process names. The target needs REGISTRY (see tests/panels).
class LocalRegistry
{
public:
    static constexpr int timeoutMs = 60'000;

    explicit LocalRegistry(const QStringList &options = {})
    {
        m_process.start(core::nodeProgram(), QStringList { QStringLiteral(REGISTRY) } + options);
        if (m_process.waitForReadyRead(timeoutMs))
            m_address = "http://127.0.0.1:" + m_process.readLine().trimmed();
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("npm_config_registry", m_address);
        useCache(QStringLiteral("cache"));
        qputenv("npm_config_fetch_retries", "0");
        qputenv("npm_config_replace_registry_host", "never");
    }
    ~LocalRegistry() { stop(); }
    LocalRegistry(const LocalRegistry &) = delete;
    LocalRegistry &operator=(const LocalRegistry &) = delete;

    bool isRunning() const { return !m_address.isEmpty(); }
    // As if the network were gone.
    void stop()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(timeoutMs);
    }
    void useCache(const QString &name)
    {
        qputenv("npm_config_cache", m_home.filePath(name).toUtf8());
    }

private:
    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_address;
};

} // namespace looptide::tests
