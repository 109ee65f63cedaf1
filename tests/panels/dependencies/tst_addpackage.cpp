// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/add/addpackagedialog.h"
#include "panels/dependencies/packagelookup.h"
#include "tests/support/localregistry.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace looptide;
using models::PackageChanges;
using models::PackageLookup;
using project::SearchAnswer;
using tests::LocalRegistry;

class AddPackageTest : public QObject
{
    Q_OBJECT

private:
    SearchAnswer answerOf(const QString &query) const
    {
        PackageLookup lookup(m_dir->path());
        QSignalSpy found(&lookup, &PackageLookup::found);
        lookup.search(query);
        if (!found.wait(LocalRegistry::timeoutMs))
            return {};
        return found.first().first().value<SearchAnswer>();
    }
    template <typename Widget>
    Widget *child(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    QByteArray manifest() const
    {
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void openDialog(const QString &query)
    {
        m_dialog = new panels::AddPackageDialog(m_dir->path(), m_changes.get(), nullptr);
        m_dialog->setQuery(query);
        m_dialog->show();
        QTRY_VERIFY_WITH_TIMEOUT(child<QTreeView>("foundPackages")->model()->rowCount() > 0,
                                 LocalRegistry::timeoutMs);
    }
    bool added() const
    {
        return QTest::qWaitFor([this] { return !m_changes->isRunning(); }, LocalRegistry::timeoutMs)
            && m_changes->job() && m_changes->job()->state() == core::Job::State::Succeeded;
    }

    std::unique_ptr<LocalRegistry> m_registry;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PackageChanges> m_changes;
    QPointer<panels::AddPackageDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("{\n  \"name\": \"shop\"\n}\n") > 0);
        m_changes = std::make_unique<PackageChanges>();
        m_changes->setProject(m_dir->path());
        m_registry = std::make_unique<LocalRegistry>();
        QVERIFY(m_registry->isRunning());
    }

    void cleanup()
    {
        delete m_dialog;
        m_changes.reset();
        m_registry.reset();
    }

    void searches()
    {
        const SearchAnswer answer = answerOf(QStringLiteral("pad"));
        QCOMPARE(answer.source, SearchAnswer::Source::Registry);
        QVERIFY(!answer.packages.isEmpty());
        QStringList names;
        for (const auto &package : answer.packages)
            names += package.name;
        QVERIFY2(names.contains(QStringLiteral("needs-pad")), qPrintable(names.join(u' ')));
        QCOMPARE(answer.packages.first().date.date(), QDate(2026, 1, 2));
    }

    void aRegistryWithoutSearchIsAskedForTheName()
    {
        m_registry = std::make_unique<LocalRegistry>(QStringList { QStringLiteral("--no-search") });
        const SearchAnswer answer = answerOf(QStringLiteral("pad"));
        QCOMPARE(answer.source, SearchAnswer::Source::Name);
        QCOMPARE(answer.packages.size(), 1);
        QCOMPARE(answer.packages.first().version, QStringLiteral("2.0.0"));
        QVERIFY(answerOf(QStringLiteral("nothing like this")).packages.isEmpty());
    }

    void withoutANetworkTheCacheIsSearched()
    {
        m_changes->add(QStringLiteral("needs-pad"), PackageChanges::Kind::Production);
        QVERIFY(added());
        m_registry->stop();
        const SearchAnswer answer = answerOf(QStringLiteral("pad"));
        QCOMPARE(answer.source, SearchAnswer::Source::Cache);
        QCOMPARE(answer.problem.kind, project::NpmProblem::Kind::NoNetwork);
        QStringList found;
        for (const auto &package : answer.packages)
            found += package.name + u' ' + package.version;
        // Of pad, only the version that was installed.
        QCOMPARE(found.join(u','), QStringLiteral("pad 1.1.0,needs-pad 1.0.0"));
    }

    void theNewestQuestionCounts()
    {
        PackageLookup lookup(m_dir->path());
        QSignalSpy found(&lookup, &PackageLookup::found);
        lookup.search(QStringLiteral("scripted"));
        lookup.search(QStringLiteral("tampered"));
        QVERIFY(found.wait(LocalRegistry::timeoutMs));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().first().value<SearchAnswer>().packages.first().name,
                 QStringLiteral("tampered"));
        lookup.search(QStringLiteral("x"));
        QVERIFY(!lookup.isSearching()); // one letter is too few
    }

    void addsTheLatestVersionAfterTwoClicks()
    {
        openDialog(QStringLiteral("needs-pad"));
        auto *list = child<QTreeView>("foundPackages");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(0, 0)).center());
        QTest::mouseClick(child<QPushButton>("addChosen"), Qt::LeftButton);
        QVERIFY(added());
        QVERIFY2(manifest().contains("\"needs-pad\": \"^1.0.0\""), manifest());
    }

    void addsAChosenVersionForDevelopment()
    {
        openDialog(QStringLiteral("pad"));
        auto *list = child<QTreeView>("foundPackages");
        const QModelIndexList rows =
            list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("pad"),
                                 1, Qt::MatchExactly);
        list->setCurrentIndex(rows.first());
        auto *versions = child<QComboBox>("packageVersion");
        QTRY_VERIFY_WITH_TIMEOUT(versions->count() > 4, LocalRegistry::timeoutMs);
        QCOMPARE(versions->currentText(), QStringLiteral("latest (2.0.0)"));
        QVERIFY(child<QLabel>("aboutPackage")->text().contains(QStringLiteral("MIT")));
        versions->setCurrentIndex(versions->count() - 1); // the oldest
        child<QComboBox>("dependencyKind")->setCurrentIndex(1);
        QTest::mouseClick(child<QPushButton>("addChosen"), Qt::LeftButton);
        QVERIFY(added());
        QVERIFY2(manifest().contains("\"devDependencies\"")
                     && manifest().contains("\"pad\": \"^1.0.0\""),
                 manifest());
    }

    void addsFromTheCacheWithoutANetwork()
    {
        m_changes->add(QStringLiteral("needs-pad"), PackageChanges::Kind::Production);
        QVERIFY(added());
        m_changes->remove({ QStringLiteral("needs-pad") });
        QVERIFY(added());
        m_registry->stop();
        openDialog(QStringLiteral("needs-pad"));
        QVERIFY(child<QLabel>("searchStatus")->text().contains(QStringLiteral("npm's cache")));
        QTRY_VERIFY_WITH_TIMEOUT(child<QComboBox>("packageVersion")->count() > 0,
                                 LocalRegistry::timeoutMs);
        QTest::mouseClick(child<QPushButton>("addChosen"), Qt::LeftButton);
        QVERIFY2(added(), qPrintable(m_changes->job()->result()));
        QVERIFY2(manifest().contains("\"needs-pad\": \"^1.0.0\""), manifest());
    }
};

QTEST_MAIN(AddPackageTest)
#include "tst_addpackage.moc"
