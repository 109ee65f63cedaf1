// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectorpipe.h"

namespace looptide::inspector {

class InspectorClient;

// The messages of a worker thread, which travel inside of those of its main thread (the NodeWorker
// domain). Owned by the client of the worker; must not outlive the client of the main thread.
class WorkerPipe : public InspectorPipe
{
    Q_OBJECT
public:
    WorkerPipe(InspectorClient *main, const QString &session, QObject *parent = nullptr);

    QString session() const { return m_session; }
    void send(const QJsonObject &message) override;
    void close() override;

private:
    void takeEvent(const QString &method, const QJsonObject &params);

    InspectorClient *m_main;
    QString m_session;
};

} // namespace looptide::inspector
