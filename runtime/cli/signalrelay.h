// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace looptide::cli {

// Takes the signals that are meant for the program of an isolated run, and hands them on, since
// they are sent to the process that the person started. What is typed on the terminal reaches the
// program by itself: the terminal signals all of its foreground group.
//
// One a process, for its remaining life. Thread: main.
class SignalRelay : public QObject
{
    Q_OBJECT
public:
    explicit SignalRelay(QObject *parent = nullptr);
    ~SignalRelay() override;

    // Where signals go from here on, those that have come already first.
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
