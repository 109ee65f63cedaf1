// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/crashhandler.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstring>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace looptide::process {

namespace {

constexpr std::array crashSignals { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
// Unwinding and naming frames take some 20 KiB.
constexpr std::size_t signalStackSize = 256 * 1024;
// When a step of the handler hangs, in a lock that the crashed thread holds, the next step begins
// after this time.
constexpr unsigned stepSeconds = 2;
constexpr int maxFrames = 64;

// All that the handler needs, made ready before: it may not allocate. Never freed.
struct Preparation
{
    std::string reportFile;
    std::vector<std::string> words;
    std::vector<char *> arguments; // into words, null-ended
    std::vector<std::string> variables;
    std::vector<char *> environment;
    int directory = -1;
    std::array<int, 3> streams { -1, -1, -1 };
};

std::atomic<const Preparation *> s_preparation { nullptr };
std::array<char, 256> s_context {};
// Lines of the report, ready to be written.
std::array<char, 8192> s_files {};
std::atomic<int> s_step { 0 };

std::vector<char *> pointersTo(std::vector<std::string> &words)
{
    std::vector<char *> pointers;
    for (std::string &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

void handle(int signal, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigaction(signal, &action, nullptr);
}

// From here on: inside of the signal handler. Only what POSIX calls async-signal-safe, and
// backtrace(), which is so in practice once it has been called.

const char *meaningOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV (an address that is not there was used)";
    case SIGBUS:
        return "SIGBUS (memory that cannot be reached was used)";
    case SIGFPE:
        return "SIGFPE (an impossible calculation, such as a division by zero)";
    case SIGILL:
        return "SIGILL (an instruction that the processor does not have)";
    default:
        return "SIGABRT (native code gave up)";
    }
}

void put(int file, const char *text)
{
    [[maybe_unused]] const ssize_t written = write(file, text, strlen(text));
}

void putNumber(int file, quintptr number, int base)
{
    std::array<char, 32> digits {};
    std::to_chars(digits.data(), digits.data() + digits.size() - 1, number, base);
    put(file, digits.data());
}

int openReport()
{
    return open(s_preparation.load()->reportFile.c_str(),
                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
}

void writeHead(int signal, const siginfo_t *info)
{
    const int file = openReport();
    if (file < 0)
        return;
    std::array<char, 17> thread {};
    prctl(PR_GET_NAME, thread.data());
    put(file, "signal: ");
    put(file, meaningOf(signal));
    if (signal == SIGSEGV || signal == SIGBUS) {
        put(file, "\naddress: 0x");
        putNumber(file, reinterpret_cast<quintptr>(info->si_addr), 16);
    }
    if (info->si_code == SI_USER && info->si_pid != getpid()) {
        put(file, "\nsender: ");
        putNumber(file, quintptr(info->si_pid), 10);
    }
    put(file, "\nthread: ");
    put(file, gettid() == getpid() ? "window" : thread.data());
    if (s_context.front() != '\0') {
        put(file, "\nprogram: ");
        put(file, s_context.data());
    }
    put(file, "\n");
    put(file, s_files.data());
    close(file);
}

void writeStack()
{
    const int file = openReport();
    if (file < 0)
        return;
    put(file, "native stack:\n");
    std::array<void *, maxFrames> frames {};
    const int count = backtrace(frames.data(), maxFrames);
    backtrace_symbols_fd(frames.data(), count, file);
    close(file);
}

void startAgain()
{
    const Preparation &preparation = *s_preparation.load();
    if (preparation.arguments.size() < 2)
        return;
    // Not fork(): that runs handlers which may wait for a lock of the crashed thread.
    if (_Fork() != 0)
        return;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    alarm(0);
    for (std::size_t stream = 0; stream < preparation.streams.size(); ++stream)
        dup2(preparation.streams[stream], static_cast<int>(stream));
    if (preparation.directory >= 0) [[maybe_unused]]
        const int changed = fchdir(preparation.directory);
    execve(preparation.arguments[0], preparation.arguments.data(), preparation.environment.data());
    _exit(127);
}

void endBy(int signal)
{
    alarm(0);
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, nullptr);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    raise(signal);
    _exit(128 + signal);
}

// Each step is done once: a crash within one and an alarm, on whichever thread, lead to the next.
void handleCrash(int signal, siginfo_t *info, void *)
{
    static std::atomic<int> firstSignal { 0 };
    int none = 0;
    firstSignal.compare_exchange_strong(none, signal);
    for (;;) {
        alarm(stepSeconds);
        switch (s_step.fetch_add(1)) {
        case 0:
            handle(SIGALRM, handleCrash);
            writeHead(signal, info);
            break;
        case 1:
            writeStack();
            break;
        case 2:
            startAgain();
            break;
        default:
            endBy(firstSignal);
        }
    }
}

} // namespace

void installCrashHandler(const CrashPlan &plan)
{
    auto &preparation = *new Preparation; // a handler may be reading the one before
    preparation.reportFile = QFile::encodeName(plan.reportFile).toStdString();
    for (const QString &word : plan.restart)
        preparation.words.push_back(QFile::encodeName(word).toStdString());
    preparation.arguments = pointersTo(preparation.words);
    for (char **variable = environ; *variable; ++variable)
        preparation.variables.emplace_back(*variable);
    preparation.environment = pointersTo(preparation.variables);
    preparation.directory = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (std::size_t stream = 0; stream < preparation.streams.size(); ++stream)
        preparation.streams[stream] = fcntl(static_cast<int>(stream), F_DUPFD_CLOEXEC, 3);
    s_preparation = &preparation;

    // The first call loads libgcc, which allocates.
    std::array<void *, 1> frame {};
    backtrace(frame.data(), 1);
    [[maybe_unused]] static const SignalStack &stackOfThisThread = *new SignalStack;
    for (const int signal : crashSignals)
        handle(signal, handleCrash);
}

void setCrashContext(const QString &context)
{
    const QByteArray text = context.simplified().toUtf8().left(qsizetype(s_context.size()) - 1);
    std::copy_n(text.constData(), text.size() + 1, s_context.begin());
}

void setCrashFiles(const QStringList &paths)
{
    QByteArray lines;
    for (qsizetype i = paths.size() - 1; i >= 0; --i) {
        const QByteArray path = QFile::encodeName(paths[i]);
        const QByteArray line = "opened: " + path + '\n';
        if (!path.contains('\n') && lines.size() + line.size() < qsizetype(s_files.size()))
            lines += line;
    }
    s_files.front() = '\0'; // a crash on another thread sees no mixture
    std::copy_n(lines.constData() + 1, lines.size(), s_files.begin() + 1);
    s_files.front() = *lines.constData();
}

void waitForCrashedProcess(qint64 id)
{
    constexpr int patienceMs = 10'000; // a core dump of a gigabyte
    const auto process = static_cast<int>(syscall(SYS_pidfd_open, static_cast<pid_t>(id), 0));
    if (process < 0)
        return; // the process has ended
    pollfd ended { process, POLLIN, 0 };
    poll(&ended, 1, patienceMs);
    close(process);
}

SignalStack::SignalStack() : m_memory(std::make_unique<char[]>(signalStackSize))
{
    const stack_t stack { m_memory.get(), 0, signalStackSize };
    sigaltstack(&stack, nullptr);
}

SignalStack::~SignalStack()
{
    const stack_t none { nullptr, SS_DISABLE, 0 };
    sigaltstack(&none, nullptr);
}

} // namespace looptide::process
