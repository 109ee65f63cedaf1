// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/stderrmarks.h"

#include <QByteArray>
#include <QObject>
#include <QProcessEnvironment>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

class QSocketNotifier;

namespace looptide::process {

// Owns one file descriptor.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) { }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FileDescriptor() { reset(); }

    bool isValid() const { return m_descriptor >= 0; }
    int get() const { return m_descriptor; }
    int release() { return std::exchange(m_descriptor, -1); }
    void reset();

private:
    int m_descriptor = -1;
};

// A pseudo terminal: the program gets the slave as its standard streams, and Looptide keeps the
// master.
struct Pty
{
    FileDescriptor master; // non-blocking
    FileDescriptor slave; // cooked, UTF-8 aware; never our controlling terminal
    QByteArray name; // of the slave
};

// Returns nothing, with errno set, when the system has no terminal left.
std::optional<Pty> openPty(int columns, int rows);

// The environment of a program on such a terminal. It is an xterm, whatever terminal Looptide was
// started in.
QProcessEnvironment terminalEnvironment(QProcessEnvironment environment);

// Looptide's side of a pty: emits what the program writes and accepts what the user types.
//
// Owned by the Runtime that opened the pty. Thread: GUI. Each wake-up reads a bounded amount, so
// that a program that never stops writing blocks itself and not the window. It reads at once: the
// kernel passes on 4 KiB at a time, and the program waits until they are read.
class PtyMaster : public QObject
{
    Q_OBJECT
public:
    explicit PtyMaster(FileDescriptor master, QObject *parent = nullptr);
    ~PtyMaster() override;

    // What the program writes between these marks is standard error. Call it before the first
    // output.
    void setMarks(const core::StderrMarks &marks) { m_marks = core::StderrMarkReader(marks); }
    // Queues the bytes while the program does not read. When 1 MiB waits, further bytes are dropped
    // (a program can make the terminal respond without end).
    void write(const QByteArray &bytes);
    void resize(int columns, int rows);
    // The signal that the terminal makes of this typed byte in its current mode; 0 for ordinary
    // input.
    int signalOf(char byte) const;
    // The process group in the foreground of the terminal; 0 when there is none.
    qint64 foregroundGroup() const;
    // Returns when the kernel has processed what was written, as far as there is room. For a key
    // that stands for a signal, the kernel drops all output that was not read yet. Code that
    // delivers the signal itself must wait for that; otherwise what the program prints in response
    // is lost.
    void settleInput() const;
    // Call it when the program has ended. Emits the rest of the output, then drained(). Children of
    // the program that still hold the terminal delay this only briefly.
    void drain();
    // While held, nothing is read, and a program that continues to write waits.
    void hold(bool held);
    // Reads and drops the available output, for an owner that waits for its program without an
    // event loop. Returns after at most timeoutMs.
    void discard(int timeoutMs);

Q_SIGNALS:
    // Without marks; errors: what was between them.
    void outputReceived(const QByteArray &bytes, const looptide::core::ByteRanges &errors);
    void drained();

private:
    void read();
    void updateReading();
    void flushInput();
    void finish();
    void pass(const core::ProgramOutput &output);

    FileDescriptor m_master;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    core::StderrMarkReader m_marks;
    QByteArray m_input; // not yet taken by the terminal
    QTimer m_silence; // runs while draining
    bool m_held = false;
    bool m_draining = false;
    bool m_hungUp = false;
};

} // namespace looptide::process
