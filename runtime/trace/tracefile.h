// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QFile>
#include <QString>
#include <QStringList>

namespace looptide::trace {

// What a trace file says about its run.
struct TraceInfo
{
    QString program; // script or command
    QStringList arguments;
    qint64 startedMs = 0; // since the epoch, UTC
};

// Writes a trace file: a head (magic, format version, TraceInfo) and a list of frames (size,
// checksum, one batch). Each frame is written with one system call as soon as its batch is known,
// so a killed program or IDE loses at most the frame that was being written. Requests contain
// headers and URLs, so only the owner may read the file. Owned and called by one thread.
class TraceWriter
{
public:
    // Replaces an existing file. Returns false on an error, see errorString().
    bool open(const QString &path, const TraceInfo &info);
    // Returns false after a write has failed (on a full disk, for example). It writes nothing more
    // then.
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

// Reads a file of TraceWriter, batch by batch. A file that ends within a frame (the writer was
// killed) is read up to that frame, and isTruncated() is true. Anything else that is wrong is an
// error.
class TraceReader
{
public:
    bool open(const QString &path);
    // Returns false at the end and on an error; errorString() is empty at the end.
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
