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

// A pseudo terminal: the program gets the slave as its standard streams, we keep the master.
struct Pty
{
    FileDescriptor master; // non-blocking
    FileDescriptor slave; // cooked, UTF-8 aware; never our controlling terminal
    QByteArray name; // of the slave
};

// Empty with errno set when the system has no terminal left to give.
std::optional<Pty> openPty(int columns, int rows);

// The variables of a program on such a terminal, which is an xterm whatever Looptide was started
// in.
QProcessEnvironment terminalEnvironment(QProcessEnvironment environment);

// Our side of a pty: hands out what the program writes and takes what the person types.
//
// Owned by the Runtime that opened the pty. Thread: GUI. Reads a bounded bite for each wake-up, so
// that a program that never stops writing blocks itself and not the window. Reads at once: the
// kernel hands over 4 KiB at a time, and the program waits when nobody takes them.
class PtyMaster : public QObject
{
    Q_OBJECT
public:
    explicit PtyMaster(FileDescriptor master, QObject *parent = nullptr);
    ~PtyMaster() override;

    // What the program brackets with these marks is what it writes to standard error. Before the
    // first output.
    void setMarks(const core::StderrMarks &marks) { m_marks = core::StderrMarkReader(marks); }
    // Queued while the program does not read; when a MiB is waiting, more is dropped (a program can
    // make the terminal answer without end).
    void write(const QByteArray &bytes);
    void resize(int columns, int rows);
    // The signal that the terminal makes of a typed byte in its present mode; 0 for ordinary input.
    int signalOf(char byte) const;
    // Returns when the kernel has taken what was written, as far as there is room. With a key that
    // stands for a signal it drops all output that was not read yet: who delivers the signal itself
    // must wait for that, or what the program prints in answer is lost.
    void settleInput() const;
    // The program has ended: hands out what is left, then emits drained(). Children of the program
    // that still hold the terminal can delay this by a moment only.
    void drain();
    // While held nothing is read: a program that goes on writing waits.
    void hold(bool held);
    // Reads and drops what is there, for an owner that waits for its program without an event loop.
    // Returns after at most timeoutMs.
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
