// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/window/mainwindow.h"
#include "tests/support/fakeruntime.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <chrono>

class QAction;

// A test with the window of the product and a folder for its projects.
class WindowTest : public QObject
{
protected:
    // Of the whole test; name keeps its settings apart from those of others.
    static void prepareApplication(const QString &name);
    // Settings, sessions and run configurations of the tests before.
    static void forgetEverything();

    QString write(const QString &path, const QByteArray &text = "x\n") const;
    // Returns when all is done that the window does by itself.
    void open(looptide::app::MainWindow::Parts parts,
              const looptide::app::CommandLine &commandLine = {});
    void close();
    QAction *command(const char *name) const;
    // For what must not happen; fails when time stands still.
    static bool letPass(std::chrono::milliseconds time);

    std::unique_ptr<QTemporaryDir> m_dir = std::make_unique<QTemporaryDir>();
    std::unique_ptr<looptide::app::MainWindow> m_window;
};

// With runtimes that the test drives.
class FakeRunsTest : public WindowTest
{
protected:
    // With a new folder that has the project p, which is not open.
    void begin(const QByteArray &packageJson);
    void openWindow(const looptide::app::CommandLine &commandLine = {});
    void reopen();
    QString project() const { return m_dir->filePath(QStringLiteral("p")); }

    QList<looptide::panels::PanelDescriptor> m_extraPanels; // besides those of the product
    QList<looptide::tests::FakeRuntime *> m_runtimes; // the first one is that of the first session
    QList<looptide::core::RunRequest> m_requests; // of all of them
};

// With those of the product, and a window that continues no session.
class RealRunsTest : public WindowTest
{
protected:
    struct Answer
    {
        int status = 0; // 0: there was none
        QByteArray body;
    };

    void begin(const QString &name);
    Answer get(const looptide::app::RunSession *session, const QString &target);

    QNetworkAccessManager m_network;
};
