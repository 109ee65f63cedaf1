// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace looptide::cli {

// Forwards signals to the program of an isolated run, because they are sent to the process that the
// user started. What the user types on the terminal reaches the program without this: the terminal
// signals its whole foreground group.
//
// One for each process, for the rest of its life. Thread: main.
class SignalRelay : public QObject
{
    Q_OBJECT
public:
    explicit SignalRelay(QObject *parent = nullptr);
    ~SignalRelay() override;

    // Forwards signals to this process from now on, beginning with those that have already arrived.
    void relayTo(qint64 process);
    // Ends this process by the signal that ended the program, as if it were the program. Returns
    // when the signal does not end processes.
    static void endBy(int signal);

private:
    void relay();

    std::unique_ptr<QSocketNotifier> m_notifier;
    qint64 m_process = 0;
};

} // namespace looptide::cli
