// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QFile>
#include <QString>
#include <QStringList>

namespace looptide::trace {

// What a trace file says about the run it holds.
struct TraceInfo
{
    QString program; // script or command
    QStringList arguments;
    qint64 startedMs = 0; // since the epoch, UTC
};

// A trace file is a head (magic, format, TraceInfo) and a list of frames (size, checksum, one
// batch). Each frame goes to the system in one write as soon as it is known: a program or an IDE
// that is killed costs at most the frame that was being written. Requests carry headers and URLs,
// so only the owner may read the file. Owned and called by one thread.
class TraceWriter
{
public:
    // Replaces a file that is there. False: see errorString().
    bool open(const QString &path, const TraceInfo &info);
    // False once a write has failed (a full disk, say); nothing more is written then.
    bool append(const TraceBatch &batch);
    void close() { m_file.close(); }

    bool isOpen() const { return m_file.isOpen(); }
    QString errorString() const { return m_error; } // translated, names the file

private:
    bool writeFrame(const QByteArray &payload);
    bool fail();

    QFile m_file;
    QString m_error;
};

// Reads what TraceWriter wrote, batch by batch. A file that ends within a frame (the writer was
// killed) is read up to there and isTruncated() tells; anything else that is wrong is an error.
class TraceReader
{
public:
    bool open(const QString &path);
    // False at the end and on an error (errorString() is empty at the end).
    bool readNext(TraceBatch &batch);

    const TraceInfo &info() const { return m_info; }
    bool isTruncated() const { return m_truncated; }
    QString errorString() const { return m_error; } // translated, names the file

private:
    bool fail(const QString &message);
    bool readFrame(QByteArray &payload);
    bool readHead();

    QFile m_file;
    TraceInfo m_info;
    QString m_error;
    bool m_truncated = false;
};

} // namespace looptide::trace
