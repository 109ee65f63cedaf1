// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/composer/requestdraft.h"

#include <QObject>

#include <optional>

class QProcess;

namespace looptide::models {

// How a request is sent again and again.
struct LoadPlan
{
    static constexpr int mostConnections = 1000;
    static constexpr int mostSeconds = 600;
    static constexpr int highestRate = 1'000'000;

    RequestDraft draft; // without variables
    int connections = 10;
    int seconds = 10;
    int rate = 0; // requests a second; 0: as many as possible
};

// What has been measured since the begin.
struct LoadSample
{
    quint64 durationNs = 0;
    quint64 responses = 0;
    quint64 failed = 0; // responses with a status of 400 or more
    quint64 errors = 0; // requests without a response
    double perSecond = 0; // of the last quarter of a second; of the whole time in the last sample
    quint64 p50Ns = 0;
    quint64 p90Ns = 0;
    quint64 p99Ns = 0;
    quint64 longestNs = 0;
    bool isLast = false;
};

// A line of resources/load/load.mjs. Nothing for another line.
std::optional<LoadSample> readLoadSample(const QByteArray &line);

// Why this URL gets no load, for users; empty for a server on this machine.
QString reasonNotToLoad(const QString &url);

// Sends a request again and again with the bundled load generator, in a process of its own.
// Thread: GUI.
class LoadRun : public QObject
{
    Q_OBJECT
public:
    explicit LoadRun(QObject *parent = nullptr);
    ~LoadRun() override;

    void start(const LoadPlan &plan);
    // The last sample follows.
    void stop();
    bool isRunning() const { return m_process != nullptr; }

Q_SIGNALS:
    void sampled(const looptide::models::LoadSample &sample);
    // error: for users; empty when it has ended well.
    void ended(const QString &error);

private:
    void read();
    void end();

    QProcess *m_process = nullptr;
    QByteArray m_line;
};

} // namespace looptide::models
