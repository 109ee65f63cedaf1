// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/commandline.h"
#include "app/launch.h"
#include "app/window/dockarea.h"
#include "panels/eventloop/loopstats.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/project/projectcreator.h"
#include "runtime/trace/tracesummary.h"

#include <QApplication>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <unistd.h>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

// The whole demo takes about five seconds on a slow machine.
constexpr auto timeLimit = 90s;
// Far enough apart for the plots to show something.
constexpr auto pause = 120ms;

struct DemoRequest
{
    const char *method;
    const char *target;
    const char *body;
    int status;
};

constexpr DemoRequest demoRequests[] = {
    { "GET", "/", "", 200 },
    { "GET", "/style.css", "", 200 },
    { "GET", "/client.js", "", 200 },
    { "GET", "/icon.svg", "", 200 },
    { "HEAD", "/", "", 200 },
    { "GET", "/api/tasks", "", 200 },
    { "GET", "/api/tasks?done=false&sort=title", "", 200 },
    { "POST", "/api/tasks", R"({"title":"Watch a request arrive"})", 201 },
    { "POST", "/api/tasks", R"({"title":"Watch the loop turn"})", 201 },
    { "GET", "/api/tasks/1", "", 200 },
    { "PATCH", "/api/tasks/1", R"({"done":true})", 200 },
    { "DELETE", "/api/tasks/2", "", 204 },
    { "POST", "/api/tasks", R"({"title":""})", 400 },
    { "POST", "/api/tasks", "{ this is not JSON", 400 },
    { "GET", "/api/tasks/999", "", 404 },
    { "GET", "/no/such/page?from=demo", "", 404 },
    { "GET", "/api/fail", "", 500 },
    { "OPTIONS", "/api/tasks", "", 200 },
    { "GET", "/?q=tide%20tables&lang=en", "", 200 },
    { "GET", "/api/tasks", "", 200 },
};
constexpr quint64 requestCount = std::size(demoRequests);

// While a program runs, everything that is written to the streams of this process counts as its
// output. The demo therefore writes to copies that were made before.
class Speech
{
public:
    Speech() : m_out(fdopen(dup(STDOUT_FILENO), "w")), m_err(fdopen(dup(STDERR_FILENO), "w")) { }

    void say(const QString &line) const { print(m_out, line); }
    void complain(const QString &line) const { print(m_err, line); }

private:
    static void print(FILE *stream, const QString &line)
    {
        std::fputs(qPrintable(line + u'\n'), stream);
        std::fflush(stream);
    }

    FILE *m_out;
    FILE *m_err;
};

const Speech &speech()
{
    static const Speech instance;
    return instance;
}

void say(const QString &line)
{
    speech().say(line);
}

QString milliseconds(double ns)
{
    return QString::number(ns / 1e6, 'f', 2) + QStringLiteral(" ms");
}

class Demo : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::Demo)
public:
    Demo(MainWindow *window, const QString &folder, const QString &screenshotFile)
        : m_window(window), m_folder(folder), m_screenshotFile(screenshotFile)
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        connect(m_window, &MainWindow::startupFinished, this, &Demo::createProject);
        const RunSession *session = m_window->runs()->shown(); // the only session of the demo
        connect(session, &RunSession::listeningChanged, this, &Demo::takeAddress);
        connect(session, &RunSession::finished, this, &Demo::takeEnd);
        connect(session, &RunSession::outputReceived, this,
                [this](const QByteArray &bytes) { m_output += bytes; });
        connect(m_window->runs()->requests(), &models::ServerConsoleModel::countsChanged, this,
                &Demo::takeRows);
        connect(m_window->runs()->requests(), &QAbstractItemModel::dataChanged, this,
                &Demo::takeRows);
        QTimer::singleShot(timeLimit, this, [this] {
            fail(tr("it did not get any further within %1 seconds").arg(timeLimit.count()));
        });
    }

private:
    void createProject()
    {
        const QString directory = m_folder + QStringLiteral("/hello-express");
        say(tr("Creating the Express sample in %1").arg(QDir::toNativeSeparators(directory)));
        connect(&m_creator, &project::ProjectCreator::finished, this,
                [this](const project::ProjectCreation &creation) {
                    if (creation.outcome != project::ProjectCreation::Outcome::Created)
                        return fail(tr("the project was not created: %1").arg(creation.error));
                    say(tr("  %L1 files in %L2 ms").arg(creation.files).arg(creation.durationMs));
                    run(creation);
                });
        m_creator.start(QStringLiteral("express"), directory);
    }

    void run(const project::ProjectCreation &creation)
    {
        m_step = tr("running the sample");
        if (!m_window->openProject(creation.directory) || !m_window->openFile(creation.mainFile))
            return fail(tr("the project did not open: %1").arg(m_window->message()));
        m_window->runProject();
        if (!m_window->runs()->isRunning())
            fail(tr("the program did not start: %1").arg(m_window->message()));
    }

    void takeAddress(const QList<trace::ListenAddress> &addresses)
    {
        if (!m_origin.isEmpty())
            return;
        for (const trace::ListenAddress &address : addresses) {
            if (address.url().isEmpty())
                continue;
            m_origin = QUrl(address.url());
            say(tr("Listening on %1").arg(m_origin.toString()));
            m_step = tr("sending requests");
            return sendNext();
        }
    }

    void sendNext()
    {
        if (m_sent == requestCount)
            return;
        const DemoRequest &request = demoRequests[m_sent];
        QNetworkRequest message(m_origin.resolved(QUrl(QString::fromLatin1(request.target))));
        message.setTransferTimeout(10s);
        message.setHeader(QNetworkRequest::ContentTypeHeader,
                          QByteArrayLiteral("application/json"));
        message.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("looptide-demo"));
        QNetworkReply *reply = m_network.sendCustomRequest(message, request.method, request.body);
        connect(reply, &QNetworkReply::finished, this, [this, reply, expected = request.status] {
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            reply->deleteLater();
            if (status != expected)
                return fail(tr("%1 answered %2 instead of %3 (%4)")
                                .arg(reply->url().toString())
                                .arg(status)
                                .arg(expected)
                                .arg(reply->errorString()));
            QTimer::singleShot(pause, this, &Demo::sendNext);
        });
        ++m_sent;
    }

    void takeRows()
    {
        const models::ServerConsoleModel *model = m_window->runs()->requests();
        if (m_stopping || m_sent < requestCount || model->totalCount() < requestCount)
            return;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->exchangeAt(row)->state == trace::HttpExchange::State::Open)
                return;
        }
        m_stopping = true;
        m_step = tr("stopping the program");
        // Lets the plots update once more before the screenshot.
        QTimer::singleShot(pause * 5, this, [this] {
            printRows();
            printLoop();
            takePicture();
            if (!m_failed)
                m_window->runs()->stop();
        });
    }

    void printRows() const
    {
        const models::ServerConsoleModel *model = m_window->runs()->requests();
        say(tr("\nServer console: %1 requests").arg(model->totalCount()));
        for (int row = 0; row < model->rowCount(); ++row) {
            const trace::HttpExchange exchange = *model->exchangeAt(row);
            say(QStringLiteral("  %1 %2 %3 %4 %5 B")
                    .arg(exchange.method, -8)
                    .arg(exchange.url, -36)
                    .arg(exchange.status, 4)
                    .arg(milliseconds(double(exchange.durationNs)), 11)
                    .arg(exchange.responseBytes, 7));
        }
    }

    void printLoop()
    {
        const trace::TraceSummary &loop = m_window->runs()->loop()->totals();
        if (loop.iterations() == 0)
            return fail(tr("the event loop recorded nothing"));
        say(tr("\nEvent loop: %1 iterations, utilisation %2 %, lag median %3, longest %4")
                .arg(loop.iterations())
                .arg(loop.utilisation() * 100, 0, 'f', 2)
                .arg(milliseconds(double(loop.lagNs().percentile(0.5))),
                     milliseconds(double(loop.lagNs().maximum()))));
        for (int i = 0; i < trace::loopPhaseCount; ++i) {
            const auto which = trace::LoopPhase(i);
            const trace::TraceSummary::Phase &phase = loop.phase(which);
            say(QStringLiteral("  %1 %2 visits %3 callbacks %4 busy")
                    .arg(QString(trace::phaseName(which)), -10)
                    .arg(phase.visits, 6)
                    .arg(phase.callbacks, 6)
                    .arg(milliseconds(double(phase.busyNs)), 12));
        }
    }

    void takePicture()
    {
        if (!m_window->grab().save(m_screenshotFile))
            return fail(tr("the picture could not be written to %1").arg(m_screenshotFile));
        say(tr("\nScreenshot: %1").arg(QDir::toNativeSeparators(m_screenshotFile)));
    }

    void takeEnd(const core::RunResult &result)
    {
        if (m_failed)
            return;
        if (!m_stopping)
            return fail(tr("the program ended by itself with code %1 %2\n%3")
                            .arg(result.exitCode)
                            .arg(result.message, QString::fromUtf8(m_output)));
        if (result.reason != core::RunResult::Reason::Stopped
            && result.reason != core::RunResult::Reason::Exited
            && result.reason != core::RunResult::Reason::Signalled)
            return fail(tr("the program did not stop as it should: %1").arg(result.message));
        say(tr("Stopped. All of it worked."));
        finish(0);
    }

    void fail(const QString &why)
    {
        if (std::exchange(m_failed, true))
            return;
        speech().complain(tr("looptide --demo failed while %1: %2").arg(m_step, why));
        finish(1);
    }

    void finish(int code)
    {
        m_window->close();
        QCoreApplication::exit(code);
    }

    MainWindow *m_window;
    QString m_folder;
    QString m_screenshotFile;
    QString m_step = tr("creating the project");
    project::ProjectCreator m_creator;
    QNetworkAccessManager m_network;
    QUrl m_origin;
    QByteArray m_output;
    quint64 m_sent = 0;
    bool m_stopping = false;
    bool m_failed = false;
};

// The user's settings, session and unsaved text are not touched.
void useSettingsOfItsOwn(const QString &folder)
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder + QStringLiteral("/config")));
    qputenv("XDG_DATA_HOME", QFile::encodeName(folder + QStringLiteral("/data")));
    qputenv("PORT", "0"); // any free one
}

} // namespace

int runDemo(int &argc, char **argv, const CommandLine &commandLine)
{
    speech();
    const QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/looptide-demo-XXXXXX"));
    if (!folder.isValid()) {
        speech().complain(
            Demo::tr("looptide --demo: no temporary folder: %1").arg(folder.errorString()));
        return 1;
    }
    useSettingsOfItsOwn(folder.path());
    const ProcessCare care;
    QApplication application(argc, argv);
    prepareApplication(application);
    const QString picture = commandLine.screenshotFile.isEmpty()
        ? QStringLiteral("%1/looptide-demo-%2.png")
              .arg(QDir::tempPath())
              .arg(application.applicationPid())
        : commandLine.screenshotFile;
    MainWindow window(realParts());
    window.begin({});
    Demo demo(&window, folder.path(), picture);
    window.show();
    return QApplication::exec();
}

} // namespace looptide::app
