// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/transport.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace looptide::lsp {

struct ServerCommand
{
    QString program;
    QStringList arguments;
    QString directory;
    /// Complete. A program of the user may change the environment of this process.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

/// A server as a child process, on its standard input and output.
///
/// A thread that all transports share reads, writes and parses, so that neither a large message nor
/// a server that does not read its input keeps the window waiting. The process ends with this
/// object.
class ProcessTransport : public Transport
{
    Q_OBJECT

public:
    explicit ProcessTransport(const ServerCommand &command, QObject *parent = nullptr);
    ~ProcessTransport() override;

    void open() override;
    void send(const QJsonObject &message) override;
    void close() override;
    qint64 processId() const override { return m_processId; }

private:
    class Worker;

    Worker *m_worker;
    qint64 m_processId = 0;
};

} // namespace looptide::lsp
