// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/installedmodel.h"
#include "panels/dependencies/details/packagelinks.h"
#include "panels/dependencies/details/whymodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace looptide;
using models::PackageLinks;
using models::WhyModel;
using project::InstalledTree;
using project::PackageDependency;

class PackageDetailsTest : public QObject
{
    Q_OBJECT

private:
    static InstalledTree sample()
    {
        return InstalledTree::fromLock(R"({ "packages": {
            "": { "name": "shop" },
            "node_modules/a": { "version": "1.0.0", "dependencies": { "c": "^2.0.0" } },
            "node_modules/b": { "version": "3.0.0", "dependencies": { "c": "^1.0.0", "a": "1" } },
            "node_modules/b/node_modules/c": { "version": "1.5.0" },
            "node_modules/c": { "version": "2.0.0", "engines": { "node": "<1" },
                "dependencies": { "a": "*" } } } })");
    }
    static QList<PackageDependency> direct()
    {
        return { { .name = QStringLiteral("a"), .wanted = QStringLiteral("^1.0.0") },
                 { .name = QStringLiteral("b"),
                   .wanted = QStringLiteral("3"),
                   .kind = PackageDependency::Kind::Development } };
    }
    static QString dump(WhyModel &model, const QModelIndex &parent = {}, int depth = 0)
    {
        model.fetchMore(parent);
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            text += QString(depth, u' ') + index.data().toString() + u' '
                + index.siblingAtColumn(WhyModel::RangeColumn).data().toString() + u'\n'
                + dump(model, index, depth + 1);
        }
        return text;
    }

private Q_SLOTS:
    void whyAPackageIsThere()
    {
        WhyModel model;
        QAbstractItemModelTester tester(&model);
        tester.setUseFetchMore(false); // it would fetch rows while the model is reset
        const InstalledTree tree = sample();
        model.setPackage(tree, direct(), tree.find(QStringLiteral("node_modules/c")));
        // c needs a, which needs c: the circle ends.
        QCOMPARE(dump(model),
                 QStringLiteral("a 1.0.0 ^2.0.0\n"
                                " this project (prod) ^1.0.0\n"
                                " b 3.0.0 1\n"
                                "  this project (dev) 3\n"
                                " c 2.0.0 *\n"));
        model.setPackage(tree, direct(),
                         tree.find(QStringLiteral("node_modules/b/node_modules/c")));
        QCOMPARE(dump(model), QStringLiteral("b 3.0.0 ^1.0.0\n this project (dev) 3\n"));
        model.setPackage({}, {}, -1);
        QCOMPARE(model.rowCount(), 0);
    }

    void allPlacesAreListed()
    {
        models::InstalledModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTree(sample());
        QCOMPARE(model.rowCount(), 4);
        const auto isMarked = [&](int row) {
            return model.index(row, 0).data(models::InstalledModel::AttentionRole).toBool();
        };
        QVERIFY(!isMarked(3));
        model.setUnfitEngines({ QStringLiteral("<1") });
        QVERIFY(isMarked(3) && !isMarked(0));
    }

    void repositoriesHavePages_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("page");

        QTest::newRow("short") << QStringLiteral("a/b.js")
                               << QStringLiteral("https://github.com/a/b.js");
        QTest::newRow("host") << QStringLiteral("gitlab:a/b")
                              << QStringLiteral("https://gitlab.com/a/b");
        QTest::newRow("git") << QStringLiteral("git+https://example.test/a/b.git")
                             << QStringLiteral("https://example.test/a/b");
        QTest::newRow("ssh") << QStringLiteral("git+ssh://git@example.test/a/b.git#main")
                             << QStringLiteral("https://example.test/a/b");
        QTest::newRow("scp") << QStringLiteral("git@example.test:a/b.git")
                             << QStringLiteral("https://example.test/a/b");
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << QString();
        QTest::newRow("script") << QStringLiteral("javascript:alert(1)") << QString();
        QTest::newRow("none") << QString() << QString();
    }

    void repositoriesHavePages()
    {
        QFETCH(QString, repository);
        QFETCH(QString, page);
        QCOMPARE(PackageLinks::pageOf(repository).toString(), page);
    }
};

QTEST_GUILESS_MAIN(PackageDetailsTest)
#include "tst_packagedetails.moc"
