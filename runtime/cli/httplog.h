// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QFile>
#include <QMap>

namespace looptide::cli {

// The file of `looptide run --http-log`: one JSON object a line for each exchange that has ended,
// written as soon as it is known. Readable by its owner only.
class HttpLog
{
public:
    bool open(const QString &path);
    QString errorString() const { return m_file.errorString(); }
    // Returns false when the file cannot take it.
    bool add(const trace::TraceBatch &batch);
    void close() { m_file.close(); }

private:
    QFile m_file;
    QMap<quint16, trace::AgentInfo> m_agents; // by id
};

} // namespace looptide::cli
