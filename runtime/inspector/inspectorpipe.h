// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>

namespace looptide::inspector {

// Carries messages of Node's inspector protocol to one V8 isolate and back. Owned by an
// InspectorClient. Thread: GUI.
class InspectorPipe : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void send(const QJsonObject &message) = 0;
    // Ends the connection. closed() follows, now or later.
    virtual void close() = 0;

Q_SIGNALS:
    void opened();
    void received(const QJsonObject &message);
    // reason: in the words of the transport; empty when it was asked for.
    void closed(const QString &reason);
};

} // namespace looptide::inspector
