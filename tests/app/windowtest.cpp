// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/windowtest.h"

#include "app/launch.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

using namespace looptide;
using app::MainWindow;

void WindowTest::prepareApplication(const QString &name)
{
    QStandardPaths::setTestModeEnabled(true);
    app::prepareApplication(*qApp);
    QCoreApplication::setApplicationName(name);
}

void WindowTest::forgetEverything()
{
    for (const auto place : { QStandardPaths::AppDataLocation, QStandardPaths::AppConfigLocation })
        QDir(QStandardPaths::writableLocation(place)).removeRecursively();
}

QString WindowTest::write(const QString &path, const QByteArray &text) const
{
    const QString full = m_dir->filePath(path);
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write the fixture");
    return full;
}

void WindowTest::open(MainWindow::Parts parts, const app::CommandLine &commandLine)
{
    m_window = std::make_unique<MainWindow>(std::move(parts));
    m_window->begin(commandLine);
    QSignalSpy started(m_window.get(), &MainWindow::startupFinished);
    m_window->show();
    QTRY_COMPARE(started.size(), 1);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowTest::close()
{
    if (m_window)
        m_window->close();
    m_window.reset();
}

bool WindowTest::letPass(std::chrono::milliseconds time)
{
    QTimer timer;
    timer.setSingleShot(true);
    QSignalSpy elapsed(&timer, &QTimer::timeout);
    timer.start(time);
    return elapsed.wait(time * 20);
}

QAction *WindowTest::command(const char *name) const
{
    for (QAction *action : m_window->commands()) {
        if (action->objectName() == QLatin1StringView(name))
            return action;
    }
    return nullptr;
}

void FakeRunsTest::begin(const QByteArray &packageJson)
{
    forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    write(QStringLiteral("p/package.json"), packageJson);
    write(QStringLiteral("p/app.js"), "console.log(1)\n");
    write(QStringLiteral("p/lib/util.js"));
    openWindow();
}

void FakeRunsTest::openWindow(const app::CommandLine &commandLine)
{
    m_runtimes.clear();
    m_requests.clear();
    MainWindow::Parts parts;
    parts.runtimeFactory = [this](app::RuntimeKind) {
        auto runtime = std::make_unique<tests::FakeRuntime>();
        m_runtimes.append(runtime.get());
        connect(runtime.get(), &core::Runtime::stateChanged, this,
                [this, started = runtime.get()](core::RunState state) {
                    if (state == core::RunState::Starting)
                        m_requests.append(started->requests.constLast());
                });
        return runtime;
    };
    parts.panels += m_extraPanels;
    open(std::move(parts), commandLine);
}

void FakeRunsTest::reopen()
{
    close();
    openWindow();
}

void RealRunsTest::begin(const QString &name)
{
    prepareApplication(name);
    m_network.setProxy(QNetworkProxy::NoProxy);
    MainWindow::Parts parts = app::realParts();
    parts.keepsSession = false;
    open(std::move(parts));
}

RealRunsTest::Answer RealRunsTest::get(const app::RunSession *session, const QString &target)
{
    if (session->listening().isEmpty())
        return {};
    const QUrl origin(session->listening().constFirst().url());
    QNetworkReply *reply = m_network.get(QNetworkRequest(origin.resolved(QUrl(target))));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (finished.isEmpty())
        finished.wait(10'000);
    reply->deleteLater();
    return { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll() };
}
