// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/sourcewatcher.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::app;

class SourceWatcherTest : public QObject
{
    Q_OBJECT

    void write(const QString &path, const QByteArray &text) const
    {
        const QString full = m_dir->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void link(const QString &target, const QString &name) const
    {
        QVERIFY(QFile::link(m_dir->filePath(target), m_dir->filePath(name)));
    }
    void watch(const QString &folder = QStringLiteral("project"))
    {
        m_watcher = std::make_unique<SourceWatcher>();
        QSignalSpy ready(m_watcher.get(), &SourceWatcher::ready);
        m_watcher->setDirectory(m_dir->filePath(folder));
        QVERIFY(ready.wait());
    }
    // What is reported for a change of one file, relative to the folder of the test.
    QString reportedFor(const QString &path)
    {
        QSignalSpy changed(m_watcher.get(), &SourceWatcher::changed);
        write(path, "another length");
        if (changed.isEmpty() && !changed.wait())
            return {};
        QStringList paths = changed.constFirst().constFirst().toStringList();
        for (QString &each : paths)
            each = QDir(m_dir->path()).relativeFilePath(each);
        return paths.join(u' ');
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SourceWatcher> m_watcher;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("project/main.js"), "x");
        write(QStringLiteral("shared/lib/tool.js"), "x");
    }

    void seesChangesBehindALinkedFolder()
    {
        link(QStringLiteral("shared"), QStringLiteral("project/shared"));
        watch();
        QCOMPARE(reportedFor(QStringLiteral("shared/lib/tool.js")),
                 QStringLiteral("project/shared/lib/tool.js"));
    }

    void seesChangesOfLinkedPackages()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("project/node_modules/@scope")));
        link(QStringLiteral("shared"), QStringLiteral("project/node_modules/@scope/shared"));
        watch();
        QCOMPARE(reportedFor(QStringLiteral("shared/lib/tool.js")),
                 QStringLiteral("project/node_modules/@scope/shared/lib/tool.js"));
    }

    void installedPackagesAreNoSources()
    {
        write(QStringLiteral("project/node_modules/real/index.js"), "x");
        write(QStringLiteral("project/node_modules/.pnpm/a/node_modules/a/index.js"), "x");
        link(QStringLiteral("project/node_modules/.pnpm/a/node_modules/a"),
             QStringLiteral("project/node_modules/a"));
        watch();
        write(QStringLiteral("project/node_modules/real/index.js"), "longer");
        write(QStringLiteral("project/node_modules/.pnpm/a/node_modules/a/index.js"), "longer");
        QCOMPARE(reportedFor(QStringLiteral("project/main.js")), QStringLiteral("project/main.js"));
    }

    void seesChangesOfAFolderThatIsALinkItself()
    {
        link(QStringLiteral("project"), QStringLiteral("opened"));
        watch(QStringLiteral("opened"));
        QCOMPARE(reportedFor(QStringLiteral("project/main.js")), QStringLiteral("opened/main.js"));
    }

    void linksInCirclesEnd()
    {
        link(QStringLiteral("project"), QStringLiteral("project/self"));
        link(QStringLiteral("shared"), QStringLiteral("project/one"));
        link(QStringLiteral("shared/lib"), QStringLiteral("project/two"));
        link(QStringLiteral("project"), QStringLiteral("shared/back"));
        watch();
        QCOMPARE(reportedFor(QStringLiteral("project/main.js")), QStringLiteral("project/main.js"));
        // By the way that was found first, and by no other.
        QCOMPARE(reportedFor(QStringLiteral("shared/lib/tool.js")).count(QStringLiteral("tool.js")),
                 1);
    }

    void aLinkToAFolderAboveBringsNothingIn()
    {
        link(QString(), QStringLiteral("project/above")); // the folder of the test
        watch();
        QSignalSpy changed(m_watcher.get(), &SourceWatcher::changed);
        write(QStringLiteral("shared/lib/tool.js"), "another length");
        QCOMPARE(reportedFor(QStringLiteral("project/main.js")), QStringLiteral("project/main.js"));
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(SourceWatcherTest)
#include "tst_sourcewatcher.moc"
