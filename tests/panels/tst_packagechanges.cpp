// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagechanges.h"
#include "panels/dependencies/packagereports.h"
#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using core::Job;
using models::PackageChanges;
using Kind = PackageChanges::Kind;

// The bundled npm against a registry on loopback.
class PackageChangesTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int timeoutMs = 60'000;

    QString path(const QString &name) const { return m_dir->filePath(name); }
    bool exists(const QString &name) const { return QFileInfo::exists(path(name)); }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    QByteArray manifest() const { return read(QStringLiteral("package.json")); }
    Job::State ended() const
    {
        if (!QTest::qWaitFor([this] { return !m_changes->isRunning(); }, timeoutMs))
            return Job::State::Running;
        return m_changes->job()->state();
    }

    QProcess m_registry;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PackageChanges> m_changes;

private Q_SLOTS:
    void initTestCase()
    {
        m_registry.start(core::nodeProgram(), { QStringLiteral(REGISTRY) });
        QVERIFY(m_registry.waitForReadyRead(timeoutMs));
        const QByteArray port = m_registry.readLine().trimmed();
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_home->path().toUtf8());
        qputenv("npm_config_registry", "http://127.0.0.1:" + port);
        qputenv("npm_config_cache", m_home->filePath(QStringLiteral("cache")).toUtf8());
        qputenv("npm_config_fetch_retries", "0");
        qputenv("npm_config_replace_registry_host", "never");
    }

    void cleanupTestCase()
    {
        m_registry.closeWriteChannel();
        QVERIFY(m_registry.waitForFinished(timeoutMs));
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_changes = std::make_unique<PackageChanges>();
        m_changes->setProject(m_dir->path());
        write(QStringLiteral("package.json"), "{\n  \"name\": \"shop\"\n}\n");
    }

    void cleanup() { m_changes.reset(); }

    void addsAndUndoes()
    {
        const QByteArray before = manifest();
        QSignalSpy started(m_changes.get(), &PackageChanges::jobStarted);
        m_changes->add(QStringLiteral("needs-pad"), Kind::Development);
        QVERIFY(m_changes->isRunning() && !m_changes->canUndo());
        QCOMPARE(ended(), Job::State::Succeeded);
        QCOMPARE(started.size(), 1);
        QVERIFY2(manifest().contains("\"devDependencies\""), manifest());
        QVERIFY(exists(QStringLiteral("node_modules/pad/package.json")));
        QVERIFY2(m_changes->job()->result().contains(QStringLiteral("added 2 packages")),
                 qPrintable(m_changes->job()->result()));

        QVERIFY(m_changes->canUndo());
        m_changes->undo();
        QCOMPARE(ended(), Job::State::Succeeded);
        QCOMPARE(manifest(), before);
        QVERIFY(!exists(QStringLiteral("node_modules/pad")));
        QVERIFY(!m_changes->canUndo());
    }

    void updatesAndRemoves()
    {
        m_changes->add(QStringLiteral("pad@1.0.0"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        m_changes->update({});
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(read(QStringLiteral("node_modules/pad/package.json")).contains("1.1.0"),
                 manifest());
        m_changes->updateToLatest(QStringLiteral("pad"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(manifest().contains("\"pad\": \"^2.0.0\""), manifest());
        m_changes->remove({ QStringLiteral("pad") });
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(!manifest().contains("pad"), manifest());
    }

    void undoOverwritesNoOtherChange()
    {
        m_changes->add(QStringLiteral("pad"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        write(QStringLiteral("package.json"), "{}");
        m_changes->undo();
        QCOMPARE(ended(), Job::State::Failed);
        QVERIFY(m_changes->job()->result().contains(QStringLiteral("changed since")));
        QCOMPARE(manifest(), QByteArray("{}"));
    }

    void cancelLeavesTheFilesAsTheyWere()
    {
        m_changes->add(QStringLiteral("pad"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        const QByteArray before = manifest();
        const QByteArray lock = read(QStringLiteral("package-lock.json"));
        m_changes->add(QStringLiteral("silent"), Kind::Production);
        QVERIFY(m_changes->isRunning());
        m_changes->job()->cancel();
        QCOMPARE(ended(), Job::State::Cancelled);
        QCOMPARE(manifest(), before);
        QCOMPARE(read(QStringLiteral("package-lock.json")), lock);
        QVERIFY(m_changes->canUndo()); // the change before can still be undone
    }

    void failuresAreExplained_data()
    {
        QTest::addColumn<QString>("specification");
        QTest::addColumn<QString>("text");

        QTest::newRow("not there")
            << QStringLiteral("nowhere") << QStringLiteral("The registry has no such package.");
        QTest::newRow("no version")
            << QStringLiteral("pad@9") << QStringLiteral("The package has no version like this.");
        QTest::newRow("tampered") << QStringLiteral("tampered")
                                  << QStringLiteral("is not the one that package-lock.json");
        QTest::newRow("conflict") << QStringLiteral("wants-old-pad")
                                  << QStringLiteral("do not fit together");
    }

    void failuresAreExplained()
    {
        QFETCH(QString, specification);
        QFETCH(QString, text);
        m_changes->add(QStringLiteral("pad"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        const QByteArray before = manifest();
        m_changes->add(specification, Kind::Production);
        QCOMPARE(ended(), Job::State::Failed);
        QVERIFY2(m_changes->job()->result().contains(text), qPrintable(m_changes->job()->result()));
        QCOMPARE(manifest(), before);
    }

    void withoutARegistryItSaysSo()
    {
        const QByteArray registry = qgetenv("npm_config_registry");
        qputenv("npm_config_registry", "http://127.0.0.1:1");
        m_changes->add(QStringLiteral("pad"), Kind::Production);
        const Job::State state = ended();
        qputenv("npm_config_registry", registry);
        QCOMPARE(state, Job::State::Failed);
        QVERIFY2(m_changes->job()->result().contains(QStringLiteral("cannot be reached")),
                 qPrintable(m_changes->job()->result()));
    }

    void installScriptsDoNotRun()
    {
        m_changes->add(QStringLiteral("scripted"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY(exists(QStringLiteral("node_modules/scripted/package.json")));
        QVERIFY(!exists(QStringLiteral("node_modules/scripted/ran")));
    }

    void allowedInstallScriptsRunAndAreRemembered()
    {
        const QString scripted = QStringLiteral("scripted@1.0.0");
        m_changes->add(QStringLiteral("scripted"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        m_changes->setAllowedScripts({ scripted }, {}, {});
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(manifest().contains("\"scripted@1.0.0\": true"), manifest());
        QVERIFY(!exists(QStringLiteral("node_modules/scripted/ran")));
        m_changes->setAllowedScripts({}, {}, { scripted });
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY(exists(QStringLiteral("node_modules/scripted/ran")));
        m_changes->setAllowedScripts({}, { scripted }, {});
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(manifest().contains("false"), manifest());
        m_changes->undo();
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(manifest().contains("\"scripted@1.0.0\": true"), manifest());
    }

    void updatesKeepTheStyleOfRanges()
    {
        write(QStringLiteral("package.json"),
              "{\n  \"dependencies\": { \"pad\": \"1.0.0\" },\n"
              "  \"devDependencies\": { \"needs-pad\": \"~1.0.0\" }\n}\n");
        m_changes->reinstall();
        QCOMPARE(ended(), Job::State::Succeeded);
        m_changes->updateTo(
            { { QStringLiteral("pad"), QStringLiteral("2.0.0"), QStringLiteral("1.0.0") },
              { QStringLiteral("needs-pad"), QStringLiteral("1.0.0"), QStringLiteral("~1.0.0") } });
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY2(manifest().contains("\"pad\": \"2.0.0\""), manifest());
        QVERIFY2(manifest().contains("\"needs-pad\": \"~1.0.0\""), manifest());
        QVERIFY2(manifest().contains("\"devDependencies\""), manifest());
    }

    void reinstallsOrKeepsWhatIsThere()
    {
        m_changes->add(QStringLiteral("pad"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        write(QStringLiteral("node_modules/pad/extra"), "x");
        m_changes->reinstall();
        QCOMPARE(ended(), Job::State::Succeeded);
        QVERIFY(exists(QStringLiteral("node_modules/pad/package.json")));
        QVERIFY(!exists(QStringLiteral("node_modules/pad/extra")));

        write(QStringLiteral("package.json"), R"({ "dependencies": { "nowhere": "1" } })");
        m_changes->reinstall();
        QCOMPARE(ended(), Job::State::Failed);
        QVERIFY(exists(QStringLiteral("node_modules/pad/package.json")));
    }

    void otherManagersKeepTheirProjects()
    {
        QCOMPARE(m_changes->obstacle(), QString());
        write(QStringLiteral("pnpm-lock.yaml"), "");
        QVERIFY(m_changes->obstacle().contains(QStringLiteral("pnpm")));
        write(QStringLiteral("package-lock.json"), "{}");
        QCOMPARE(m_changes->obstacle(), QString());
    }

    void optionsAreNoPackages()
    {
        QVERIFY(!PackageChanges::problemWith(QStringLiteral(" --global")).isEmpty());
        QVERIFY(!PackageChanges::problemWith(QString()).isEmpty());
        QVERIFY(PackageChanges::problemWith(QStringLiteral("@a/b@1")).isEmpty());
        m_changes->add(QStringLiteral("--global"), Kind::Production);
        QVERIFY(!m_changes->isRunning());
    }

    void asksTheRegistry()
    {
        m_changes->add(QStringLiteral("pad@1.0.0"), Kind::Production);
        QCOMPARE(ended(), Job::State::Succeeded);
        models::PackageReports reports;
        reports.setProject(m_dir->path());
        QSignalSpy versions(&reports, &models::PackageReports::versionsReceived);
        reports.askForVersions();
        QVERIFY(versions.wait(timeoutMs));
        const auto outdated =
            versions.first().first().value<QHash<QString, project::OutdatedPackage>>();
        QCOMPARE(outdated.value(QStringLiteral("pad")).latest, QStringLiteral("2.0.0"));
        QTRY_VERIFY(!reports.isRunning());

        QSignalSpy vulnerabilities(&reports, &models::PackageReports::vulnerabilitiesReceived);
        reports.askForVulnerabilities();
        QVERIFY(vulnerabilities.wait(timeoutMs));
        const auto findings = vulnerabilities.first().first().value<QList<project::AuditFinding>>();
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().titles.join(u' '), QStringLiteral("Pads too much"));
        QVERIFY(findings.first().isFixable);
    }
};

QTEST_GUILESS_MAIN(PackageChangesTest)
#include "tst_packagechanges.moc"
