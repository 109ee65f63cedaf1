// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// window_typist PROJECT FILE [run]: the real window, in which numbered lines are typed into FILE,
// one key in five milliseconds, while PROJECT runs. Prints "typed COUNT at MILLISECONDS" after each
// key, and ends by being killed or by crashing.
//
// window_typist --after-crash REPORT PID COUNT: what Looptide starts when it has crashed. Writes
// what the window shows to window.json in XDG_DATA_HOME, and ends.
//
// With TYPIST_CRASHES=open it crashes whenever bad.js is opened, at first a little later; with
// TYPIST_CRASHES=start in each of its first three processes, whatever is open.
#include "app/commandline.h"
#include "app/crashreport.h"
#include "app/launch.h"
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "runtime/process/crashhandler.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace looptide;

namespace {

using namespace std::chrono_literals;

// A program that runs in this process has the standard streams.
FILE *report()
{
    static FILE *const stream = fdopen(dup(STDOUT_FILENO), "w");
    return stream;
}

void print(const QByteArray &line)
{
    std::fprintf(report(), "%s\n", line.constData());
    std::fflush(report());
}

qint64 nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

class Typist : public QObject
{
public:
    explicit Typist(app::MainWindow *window) : m_window(window)
    {
        connect(&m_keyboard, &QTimer::timeout, this, &Typist::type);
        m_keyboard.start(5ms);
    }

private:
    void type()
    {
        auto *view = m_window->editor()->findChild<editor::CodeView *>();
        if (!view)
            return; // still being read
        if (m_typed == m_text.size())
            m_text += QStringLiteral("line %1 is here\n").arg(m_line++);
        const QChar c = m_text.at(m_typed++);
        c == u'\n' ? QTest::keyClick(view, Qt::Key_Return) : QTest::keyClick(view, c.toLatin1());
        print("typed " + QByteArray::number(m_typed) + " at " + QByteArray::number(nowMs()));
    }

    app::MainWindow *m_window;
    QTimer m_keyboard;
    QString m_text;
    qsizetype m_typed = 0;
    int m_line = 0;
};

// The window as it came back; asked for when the editor has read its files, or says why it has not.
void writeWindow(app::MainWindow *window)
{
    auto *poll = new QTimer(window);
    QObject::connect(poll, &QTimer::timeout, window, [window] {
        auto *view = window->editor()->findChild<editor::CodeView *>();
        const bool isWithout = window->message().contains(QLatin1StringView("not opened"));
        if (!isWithout && (!view || window->project().isEmpty()))
            return;
        QSaveFile file(qEnvironmentVariable("XDG_DATA_HOME") + QStringLiteral("/window.json"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("window.json cannot be written");
        file.write(QJsonDocument(QJsonObject {
                                     { QStringLiteral("text"),
                                       QString::fromUtf8(view ? view->textBytes() : QByteArray()) },
                                     { QStringLiteral("file"), window->editor()->currentFile() },
                                     { QStringLiteral("project"), window->project() },
                                     { QStringLiteral("message"), window->message() },
                                 })
                       .toJson());
        file.commit();
        QCoreApplication::exit();
    });
    poll->start(10ms);
    QTimer::singleShot(30s, window, [] { QCoreApplication::exit(1); });
}

void crashOnPurpose(app::MainWindow *window, int crashes)
{
    const QString when = qEnvironmentVariable("TYPIST_CRASHES");
    const auto crash = [] { std::raise(SIGSEGV); };
    QObject::connect(window->editor(), &editor::EditorArea::recentlyOpenedChanged, window,
                     [=](const QStringList &paths) {
                         const bool isBad = paths.join(u'\n').contains(QLatin1StringView("bad.js"));
                         if (crashes > 0 && isBad && when == QLatin1StringView("open"))
                             QTimer::singleShot(0, window, crash); // after all others know the file
                     });
    // By then the session has been saved.
    if (crashes == 0 && !when.isEmpty())
        QTimer::singleShot(1s, window, crash);
    else if (crashes < 3 && when == QLatin1StringView("start"))
        crash();
}

} // namespace

int main(int argc, char **argv)
{
    report();
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    const bool runs = words.removeAll(QStringLiteral("run")) > 0;
    const app::CommandLine commandLine = app::parseCommandLine(words, QStringLiteral("/"));
    if (commandLine.crashedProcess > 0)
        process::waitForCrashedProcess(commandLine.crashedProcess);
    const app::ProcessCare care;
    QApplication application(argc, argv);
    app::prepareApplication(application);
    app::handleCrashes(commandLine);
    app::MainWindow window(app::realParts());
    crashOnPurpose(&window, commandLine.crashes);
    window.begin(commandLine);
    std::unique_ptr<Typist> typist;
    if (words.value(0) == QLatin1StringView("--after-crash")) {
        writeWindow(&window);
    } else {
        QObject::connect(&window, &app::MainWindow::startupFinished, &window, [&] {
            typist = std::make_unique<Typist>(&window);
            if (runs)
                window.runProject();
        });
    }
    window.show();
    return QApplication::exec();
}
