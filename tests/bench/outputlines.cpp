// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// outputlines PROJECT [isolated]: runs PROJECT in the real window until it ends, and prints by how
// many milliseconds the window's event loop was late meanwhile: the latest time, and how often it
// was more than 50 ms; then the most memory that the process had resident, in MiB, and how the run
// ended: 0 when the program ended by itself; last the most processor time, in milliseconds, that
// the window's thread took between two beats, which other programs on the machine hardly change.
#include "app/commandline.h"
#include "app/launch.h"
#include "app/runs/runlauncher.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

using namespace looptide;
using namespace std::chrono_literals;

namespace {

// A frame at 100 Hz: what a window does between two of these is felt as a delay.
constexpr auto beat = 10ms;
constexpr double lateMs = 50;

double threadCpuMs()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(beat);
        m_timer.callOnTimeout(&m_timer, [this] {
            const double late = double(m_clock.nsecsElapsed()) / 1e6 - double(beat.count());
            m_clock.restart();
            m_worst = qMax(m_worst, late);
            const double cpu = threadCpuMs();
            m_busiest = qMax(m_busiest, cpu - std::exchange(m_cpu, cpu));
            m_lateBeats += late > lateMs ? 1 : 0;
        });
    }
    void start()
    {
        m_clock.start();
        m_cpu = threadCpuMs();
        m_timer.start();
    }
    double worst() const { return m_worst; }
    int lateBeats() const { return m_lateBeats; }
    double busiest() const { return m_busiest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_worst = 0;
    double m_cpu = 0;
    double m_busiest = 0;
    int m_lateBeats = 0;
};

long peakMiB()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

int main(int argc, char **argv)
{
    FILE *const report = fdopen(dup(STDOUT_FILENO), "w"); // the program has the streams meanwhile
    QStandardPaths::setTestModeEnabled(true);
    const app::ProcessCare care;
    QApplication application(argc, argv);
    app::prepareApplication(application);
    app::MainWindow::Parts parts = app::realParts();
    parts.keepsSession = false;
    app::MainWindow window(std::move(parts));
    app::CommandLine commandLine;
    commandLine.folder = QString::fromLocal8Bit(argv[1]);
    window.begin(commandLine);
    Heartbeat heartbeat;
    QObject::connect(&window, &app::MainWindow::startupFinished, &window, [&] {
        project::ProjectRuns runs;
        runs.isolates = argc > 2;
        window.launcher()->setProjectRuns(runs);
        window.runProject();
        QObject::connect(window.runs()->shown(), &app::RunSession::finished, &window,
                         [&](const core::RunResult &result) {
                             std::fprintf(report, "%.1f %d %ld %d %.1f\n", heartbeat.worst(),
                                          heartbeat.lateBeats(), peakMiB(), int(result.reason),
                                          heartbeat.busiest());
                             std::fflush(report);
                             QCoreApplication::exit();
                         });
        heartbeat.start();
    });
    window.show();
    return QApplication::exec();
}
