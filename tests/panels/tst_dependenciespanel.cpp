// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciesmodel.h"
#include "panels/dependencies/dependenciespanel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace looptide;
using models::DependenciesModel;
using models::ScriptsModel;
using panels::DependenciesPanel;

class DependenciesPanelTest : public QObject
{
    Q_OBJECT

private:
    // Atomically, as editors and npm do.
    void write(const QString &path, const QByteArray &text) const
    {
        const QString full = m_dir->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QSaveFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
        QVERIFY(file.commit());
    }
    QString label(const char *name) const
    {
        auto *label = m_panel->findChild<QLabel *>(QLatin1StringView(name));
        return label->isVisible() ? label->text() : QString();
    }
    QString dump(const char *viewName) const
    {
        const auto *view = m_panel->findChild<QTreeView *>(QLatin1StringView(viewName));
        const QAbstractItemModel *model = view->model();
        QStringList lines;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < std::min(4, model->columnCount()); ++column)
                cells += model->index(row, column).data().toString();
            lines += cells.join(u'|');
        }
        return lines.join(u'\n');
    }
    static QString tree(QAbstractItemModel *model, const QModelIndex &index, int depth = 0)
    {
        model->fetchMore(index);
        QString text = QString(depth, u' ') + index.data().toString() + u' '
            + index.siblingAtColumn(DependenciesModel::InstalledColumn).data().toString() + u'\n';
        for (int row = 0; row < model->rowCount(index); ++row)
            text += tree(model, model->index(row, 0, index), depth + 1);
        return text;
    }
    void show()
    {
        m_panel->setProject(m_dir->path());
        m_panel->resize(420, 600);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DependenciesPanel> m_panel;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_panel = std::make_unique<DependenciesPanel>();
        write(QStringLiteral("package.json"), R"({
            "name": "shop", "version": "2.0.0", "main": "app.js",
            "scripts": { "start": "node app.js", "build": "tsc -p ." },
            "dependencies": { "koa": "^3.0.0", "express": "^5.0.0" },
            "devDependencies": { "tool": "1" } })");
        write(QStringLiteral("app.js"), "");
        write(QStringLiteral("node_modules/express/package.json"), R"({ "version": "5.3.0" })");
    }

    void modelsAreWellFormed()
    {
        DependenciesModel dependencies;
        ScriptsModel scripts;
        QAbstractItemModelTester first(&dependencies);
        QAbstractItemModelTester second(&scripts);
        const project::PackageJson package = project::PackageJson::load(m_dir->path());
        dependencies.setDependencies(package.dependencies);
        scripts.setScripts(package.scripts);
        QCOMPARE(dependencies.rowCount(), 3);
        QCOMPARE(dependencies.missingCount(), 2);
        QSignalSpy reset(&dependencies, &DependenciesModel::modelReset);
        dependencies.setDependencies(package.dependencies);
        QCOMPARE(reset.size(), 0);
    }

    void showsScriptsAndPackages()
    {
        show();
        QCOMPARE(label("packageTitle"), QStringLiteral("shop 2.0.0"));
        QCOMPARE(m_panel->findChild<QToolButton *>(QStringLiteral("entryScript"))->text(),
                 QStringLiteral("app.js"));
        QCOMPARE(dump("scripts"), QStringLiteral("|start|node app.js\n|build|tsc -p ."));
        QCOMPARE(dump("dependencies"),
                 QStringLiteral("koa|^3.0.0|missing|prod\n"
                                "express|^5.0.0|5.3.0|prod\n"
                                "tool|1|missing|dev"));
        QCOMPARE(label("missingText"), QStringLiteral("2 packages are not installed."));
    }

    void belowEachPackageIsWhatItNeeds()
    {
        write(QStringLiteral("node_modules/.package-lock.json"), R"({ "packages": {
            "node_modules/express": { "version": "5.3.0", "license": "MIT",
                "dependencies": { "debug": "^4.0.0", "ms": "1" },
                "optionalDependencies": { "gone": "1" } },
            "node_modules/debug": { "version": "4.4.0", "dependencies": { "ms": "^2.0.0" } },
            "node_modules/ms": { "version": "1.0.0", "deprecated": "<b>Old</b>",
                "dependencies": { "express": "5" } },
            "node_modules/debug/node_modules/ms": { "version": "2.1.3" } } })");
        show();
        auto *view = m_panel->findChild<QTreeView *>(QStringLiteral("dependencies"));
        QAbstractItemModel *model = view->model();
        const auto express = [&] { return model->index(1, 0); };
        QTRY_VERIFY(model->hasChildren(express()));
        QVERIFY(!model->hasChildren(model->index(0, 0))); // koa is not there
        QCOMPARE(tree(model, express()),
                 QStringLiteral("express 5.3.0\n"
                                " gone –\n"
                                " debug 4.4.0\n"
                                "  ms 2.1.3\n"
                                " ms 1.0.0\n"
                                "  express 5.3.0\n"));
        const QString tip = model->index(2, 0, express()).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("Deprecated: &lt;b&gt;Old")), qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("1.0.0, 2.1.3")), qPrintable(tip));
        QCOMPARE(model->index(1, DependenciesModel::LicenseColumn).data().toString(),
                 QStringLiteral("MIT"));
        QTRY_VERIFY(!model->index(1, DependenciesModel::SizeColumn).data().toString().isEmpty());
        QCOMPARE(model->index(1, DependenciesModel::LatestColumn).data().toString(), QString());
    }

    void offersWhatIsPossible()
    {
        show();
        const auto isEnabled = [&](const char *name) {
            return m_panel->findChild<QToolButton *>(QLatin1StringView(name))->isEnabled();
        };
        QVERIFY(!isEnabled("addPackage") && !isEnabled("removePackage")
                && !isEnabled("undoPackages"));
        auto *view = m_panel->findChild<QTreeView *>(QStringLiteral("dependencies"));
        view->setCurrentIndex(view->model()->index(1, 0));
        QVERIFY(isEnabled("removePackage") && isEnabled("updatePackage"));
        QCOMPARE(m_panel->findChild<QToolButton *>(QStringLiteral("removePackage"))->toolTip(),
                 QStringLiteral("Remove express"));
        auto *name = m_panel->findChild<QLineEdit *>(QStringLiteral("packageName"));
        QTest::keyClicks(name, QStringLiteral("--global"));
        QVERIFY(!isEnabled("addPackage"));
        name->setText(QStringLiteral("pad@1"));
        QVERIFY(isEnabled("addPackage"));
        // Another manager's project is left alone.
        write(QStringLiteral("yarn.lock"), "");
        QTRY_VERIFY(!isEnabled("addPackage"));
        QVERIFY2(label("obstacle").contains(QStringLiteral("Yarn")), qPrintable(label("obstacle")));
        QVERIFY(!isEnabled("removePackage"));
    }

    void eachRowSaysWhatIsThere()
    {
        write(QStringLiteral("package.json"),
              "{ \"dependencies\": { "
              "\"noversion\": \"*\", \"badjson\": \"1\", \"dangling\": \"1\", \"lat\": \"^2.0.0\", "
              "\"inf\": \"^3.0.0\", "
              "\"alias\": \"npm:lodash@^4\", \"gh\": \"github:a/b#main\", \"short\": \"a/b\", "
              "\"tar\": \"https://example.test/x.tgz\", \"file\": \"file:./local\", \"ws\": "
              "\"workspace:^\", "
              "\"cat\": \"catalog:\", \"@scope/a.b_c\": \">=1 <3\", \"num\": 5, \"object\": {}, "
              "\"tag\": \"latest\", "
              "\"\": \"1\", \"../../etc\": \"1\" }, "
              "\"optionalDependencies\": { \"fsevents\": \"^2\" } }");
        const auto package = [this](const char *name, const QByteArray &text) {
            write(QStringLiteral("node_modules/%1/package.json").arg(QLatin1StringView(name)),
                  text);
        };
        package("noversion", R"({"name":"noversion"})");
        package("badjson", "{");
        package("lat", "{\"version\":\"2.0.0\",\"author\":\"Jos\xE9\"}");
        package("inf", R"({"version":"3.0.0","x":1e999})");
        package("alias", R"({"name":"lodash","version":"4.17.21"})");
        QVERIFY(QFile::link(QStringLiteral("../gone"),
                            m_dir->filePath(QStringLiteral("node_modules/dangling"))));
        show();
        QCOMPARE(dump("dependencies"),
                 QStringLiteral("noversion|*|no version|prod\n"
                                "badjson|1|damaged|prod\n"
                                "dangling|1|broken link|prod\n"
                                "lat|^2.0.0|2.0.0|prod\n"
                                "inf|^3.0.0|3.0.0|prod\n"
                                "alias|npm:lodash@^4|4.17.21|prod\n"
                                "gh|github:a/b#main|missing|prod\n"
                                "short|a/b|missing|prod\n"
                                "tar|https://example.test/x.tgz|missing|prod\n"
                                "file|file:./local|missing|prod\n"
                                "ws|workspace:^|missing|prod\n"
                                "cat|catalog:|missing|prod\n"
                                "@scope/a.b_c|>=1 <3|missing|prod\n"
                                "num|5|missing|prod\n"
                                "object|…|missing|prod\n"
                                "tag|latest|missing|prod\n"
                                "(no name)|1|bad name|prod\n"
                                "../../etc|1|bad name|prod\n"
                                "fsevents|^2|–|optional"));
        QCOMPARE(label("missingText"), QStringLiteral("12 package(s) missing or damaged."));
    }

    void explainsWhatCanBeDone_data()
    {
        QTest::addColumn<QByteArray>("wanted"); // of the package x
        QTest::addColumn<QByteArray>("manifest"); // of the package in node_modules; null: none
        QTest::addColumn<QString>("text"); // part of what is said
        const QByteArray any = R"("1")";
        const auto row = [](const char *name, const QByteArray &wanted, const QByteArray &manifest,
                            const char *text) {
            QTest::newRow(name) << wanted << manifest << QString::fromUtf8(text);
        };
        row("missing", any, {}, "install the packages to be able to use it");
        row("installed", any, R"({"version":"1.0.0"})", "wanted is 1. 1.0.0 is installed.");
        row("alias", R"("npm:lodash@^4")", R"({"name":"lodash","version":"4.1.0"})",
            "another name for the package lodash@^4. lodash 4.1.0 is installed.");
        row("no version", any, "{}", "its package.json has no version");
        row("damaged", any, "{\n,", "package.json:2:1: not valid JSON");
        row("git", "\"git+ssh://git@x.test/a.git\"", {}, "comes from the Git repository git+ssh:");
        row("git by https", "\"https://x.test/a.git#v1\"", {}, "comes from the Git repository");
        row("tar file", "\"https://x.test/a.tgz\"", {}, "comes from the address");
        row("folder", R"("../local")", {}, "comes from this computer: ../local");
        row("link", R"("link:../local")", {}, "comes from this computer");
        row("workspace", R"("workspace:*")", {}, "install the packages with pnpm or Yarn");
        row("catalog", R"("catalog:react")", {}, "install the packages with pnpm or Yarn");
        row("number", "5", {}, "package.json has 5 for x instead of a text");
        row("markup", R"("<b>")", {}, "wanted is &lt;b&gt;");
    }

    void explainsWhatCanBeDone()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QByteArray, manifest);
        QFETCH(QString, text);
        write(QStringLiteral("package.json"), "{ \"dependencies\": { \"x\": " + wanted + "} }");
        if (!manifest.isNull())
            write(QStringLiteral("node_modules/x/package.json"), manifest);
        DependenciesModel model;
        model.setDependencies(project::PackageJson::load(m_dir->path()).dependencies);
        const QString said = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(said.contains(text), qPrintable(said));
    }

    void opensADamagedPackageWhereItIsWrong()
    {
        write(QStringLiteral("node_modules/koa/package.json"), "{\n  x");
        show();
        QSignalSpy opened(m_panel.get(), &DependenciesPanel::fileActivated);
        auto *view = m_panel->findChild<QTreeView *>(QStringLiteral("dependencies"));
        Q_EMIT view->activated(view->model()->index(0, 0));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).toString(),
                 m_dir->filePath(QStringLiteral("node_modules/koa/package.json")));
        QCOMPARE(opened.first().at(1).toInt(), 2);
        QCOMPARE(opened.first().at(2).toInt(), 3);
    }

    void claimsNothingOfPlugAndPlay()
    {
        write(QStringLiteral(".pnp.cjs"), "");
        show();
        QVERIFY2(dump("dependencies").startsWith(QStringLiteral("koa|^3.0.0|–|prod")),
                 qPrintable(dump("dependencies")));
        QVERIFY(!m_panel->findChild<QWidget *>(QStringLiteral("missingHint"))->isVisible());
    }

    void runsAScriptByButtonAndKey()
    {
        show();
        QSignalSpy wanted(m_panel.get(), &DependenciesPanel::scriptRunRequested);
        QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("run:build")),
                          Qt::LeftButton);
        auto *view = m_panel->findChild<QTreeView *>(QStringLiteral("scripts"));
        view->setFocus();
        view->setCurrentIndex(view->model()->index(0, ScriptsModel::NameColumn));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted.at(0).first().toString(), QStringLiteral("build"));
        QCOMPARE(wanted.at(1).first().toString(), QStringLiteral("start"));
    }

    void opensEntryAndPackages()
    {
        show();
        QSignalSpy opened(m_panel.get(), &DependenciesPanel::fileActivated);
        QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("entryScript")),
                          Qt::LeftButton);
        auto *view = m_panel->findChild<QTreeView *>(QStringLiteral("dependencies"));
        Q_EMIT view->activated(view->model()->index(0, 0)); // missing: nothing to open
        Q_EMIT view->activated(view->model()->index(1, 0));
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(0).first().toString(), m_dir->filePath(QStringLiteral("app.js")));
        QCOMPARE(opened.at(1).first().toString(),
                 m_dir->filePath(QStringLiteral("node_modules/express/package.json")));
    }

    void asksForAnInstall()
    {
        show();
        QSignalSpy wanted(m_panel.get(), &DependenciesPanel::installRequested);
        QTest::mouseClick(m_panel->findChild<QPushButton *>(QStringLiteral("installPackages")),
                          Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
    }

    void followsTheFiles()
    {
        show();
        // Twice: the file that is watched has been replaced by then.
        for (const auto *name : { "one", "two" }) {
            write(QStringLiteral("package.json"),
                  QByteArray(R"({ "name": "%", "dependencies": { "koa": "3" } })")
                      .replace('%', name));
            QTRY_COMPARE(label("packageTitle"), QString::fromLatin1(name));
        }
        QCOMPARE(dump("dependencies"), QStringLiteral("koa|3|missing|prod"));
        QVERIFY(m_panel->findChild<QLabel *>(QStringLiteral("noScripts"))->isVisible());

        write(QStringLiteral("node_modules/koa/package.json"), R"({ "version": "3.3.0" })");
        write(QStringLiteral("node_modules/.package-lock.json"), "{}");
        QTRY_COMPARE(dump("dependencies"), QStringLiteral("koa|3|3.3.0|prod"));
        QVERIFY(!m_panel->findChild<QWidget *>(QStringLiteral("missingHint"))->isVisible());

        QVERIFY(QDir(m_dir->filePath(QStringLiteral("node_modules"))).removeRecursively());
        QTRY_COMPARE(dump("dependencies"), QStringLiteral("koa|3|missing|prod"));

        QVERIFY(QFile::remove(m_dir->filePath(QStringLiteral("package.json"))));
        QTRY_COMPARE(label("messageTitle"), QStringLiteral("No package.json"));
        write(QStringLiteral("package.json"), R"({ "name": "back" })");
        QTRY_COMPARE(label("packageTitle"), QStringLiteral("back"));
    }

    void showsWhereAFileIsMalformed()
    {
        write(QStringLiteral("package.json"), "{\n  \"name\": \"x\",\n}\n");
        show();
        QCOMPARE(label("messageTitle"), QStringLiteral("package.json cannot be read"));
        QVERIFY2(label("messageText").startsWith(QStringLiteral("package.json:3:1:")),
                 qPrintable(label("messageText")));
        QSignalSpy opened(m_panel.get(), &DependenciesPanel::fileActivated);
        QTest::mouseClick(m_panel->findChild<QPushButton *>(QStringLiteral("openPackageJson")),
                          Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(1).toInt(), 3);
        QCOMPARE(opened.first().at(2).toInt(), 1);
    }

    void saysWhenThereIsNothingToShow()
    {
        show();
        m_panel->setProject({});
        QCOMPARE(label("messageTitle"), QStringLiteral("No project"));
        QVERIFY(!m_panel->findChild<QPushButton *>(QStringLiteral("openPackageJson"))->isVisible());

        QTemporaryDir empty;
        m_panel->setProject(empty.path());
        QCOMPARE(label("messageTitle"), QStringLiteral("No package.json"));
        QVERIFY(!m_panel->findChild<QPushButton *>(QStringLiteral("openPackageJson"))->isVisible());
    }

    void catchesUpWhenShownAgain()
    {
        show();
        m_panel->hide();
        write(QStringLiteral("package.json"), R"({ "name": "later" })");
        auto *title = m_panel->findChild<QLabel *>(QStringLiteral("packageTitle"));
        m_panel->show();
        QTRY_COMPARE(title->text(), QStringLiteral("later"));
    }
};

QTEST_MAIN(DependenciesPanelTest)
#include "tst_dependenciespanel.moc"
