// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/launch.h"

#include "app/commandline.h"
#include "app/crashreport.h"
#include "app/style/style.h"
#include "app/window/dockarea.h"
#include "panels/common/icons.h"
#include "runtime/node/host/noderuntime.h"
#include "runtime/node/host/process.h"
#include "runtime/process/crashhandler.h"
#include "runtime/process/isolatedruntime.h"
#include "runtime/process/processruntime.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>
#include <QTranslator>

#include <cstdio>
#include <ctime>

namespace looptide::app {

namespace {

bool prepareNode()
{
    static const bool isReady = host::initializeProcess(host::ProcessKind::Window);
    return isReady;
}

std::unique_ptr<core::Runtime> createRuntime(RuntimeKind kind)
{
    switch (kind) {
    case RuntimeKind::Process:
        return std::make_unique<process::ProcessRuntime>();
    case RuntimeKind::Command:
    case RuntimeKind::Isolated:
        return std::make_unique<process::IsolatedRuntime>();
    case RuntimeKind::Node:
        break;
    }
    if (!prepareNode())
        return nullptr;
    return std::make_unique<host::NodeRuntime>();
}

// In the C locale, which many containers and remote sessions have, Qt writes large numbers without
// separators.
void separateDigits()
{
    QLocale locale;
    if (locale.language() != QLocale::C)
        return;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    QLocale::setDefault(locale);
}

// English is loaded too, because its file contains the plural forms.
void installTranslations(QApplication &application)
{
    const QLocale locale;
    for (const auto &[catalogue, folder] :
         { std::pair { QStringLiteral("qtbase"),
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath) },
           std::pair { QStringLiteral("looptide"), QStringLiteral(":/i18n") } }) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, catalogue, QStringLiteral("_"), folder)
            || (folder.startsWith(u':') && translator->load(QStringLiteral("looptide_en"), folder)))
            QCoreApplication::installTranslator(translator);
        else {
            delete translator;
            if (folder.startsWith(u':'))
                qWarning("The plural forms of the texts are missing from this build.");
        }
    }
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128 }) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        QLinearGradient sea(0, 0, size, size);
        sea.setColorAt(0, QColor(0x1b, 0xa5, 0xc9));
        sea.setColorAt(1, QColor(0x0a, 0x56, 0x86));
        painter.setPen(Qt::NoPen);
        painter.setBrush(sea);
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22);
        const int inset = size / 6;
        panels::icon(QStringLiteral("waves"), QColor(Qt::white))
            .paint(&painter, QRect(0, 0, size, size).adjusted(inset, inset, -inset, -inset));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

// With LOOPTIDE_TRACE_STARTUP=1, prints one line for each step on standard error, with the time
// since main() began and the processor time of the process, which other programs do not affect.
class StartupTrace
{
public:
    StartupTrace() : m_isOn(qEnvironmentVariableIsSet("LOOPTIDE_TRACE_STARTUP"))
    {
        m_clock.start();
    }

    void reached(const char *step) const
    {
        if (m_isOn)
            std::fprintf(stderr, "looptide: %s after %.1f ms, %.1f ms of processor time\n", step,
                         double(m_clock.nsecsElapsed()) / 1e6,
                         double(std::clock()) * 1e3 / CLOCKS_PER_SEC);
    }

    void follow(MainWindow *window) const
    {
        QObject::connect(window, &MainWindow::firstPainted, window,
                         [trace = *this] { trace.reached("first paint"); });
        QObject::connect(window, &MainWindow::startupFinished, window,
                         [trace = *this] { trace.reached("startup finished"); });
    }

private:
    QElapsedTimer m_clock;
    bool m_isOn;
};

} // namespace

ProcessCare::ProcessCare()
{
    host::keepLogApart();
}

ProcessCare::~ProcessCare()
{
    host::tearDownProcess();
}

QString versionText()
{
    return QStringLiteral("Looptide %1\n").arg(QStringLiteral(LOOPTIDE_VERSION));
}

void prepareApplication(QApplication &application)
{
    QCoreApplication::setApplicationName(QStringLiteral("looptide"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOOPTIDE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Looptide"));
    QGuiApplication::setDesktopFileName(QStringLiteral("looptide"));
    separateDigits();
    installTranslations(application);
    installStyle(application);
    DockArea::configure();
}

MainWindow::Parts realParts()
{
    MainWindow::Parts parts;
    parts.runtimeFactory = &createRuntime;
    parts.prepareRuns = [] {
        QApplication::setWindowIcon(applicationIcon());
        prepareNode();
    };
    return parts;
}

int runWindow(int &argc, char **argv, const CommandLine &commandLine)
{
    const StartupTrace trace;
    if (commandLine.crashedProcess > 0)
        process::waitForCrashedProcess(commandLine.crashedProcess);
    const ProcessCare care;
    QApplication application(argc, argv);
    trace.reached("application made");
    prepareApplication(application);
    handleCrashes(commandLine);
    trace.reached("style installed");
    MainWindow window(realParts());
    trace.reached("window made");
    window.begin(commandLine);
    trace.reached("files opened");
    trace.follow(&window);
    window.show();
    return QApplication::exec();
}

} // namespace looptide::app
