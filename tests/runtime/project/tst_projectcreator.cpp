// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/projectcreator.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::project;
using Outcome = ProjectCreation::Outcome;

class ProjectCreatorTest : public QObject
{
    Q_OBJECT

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QStringList tree(const QString &dir)
    {
        QStringList paths;
        QDirIterator it(dir, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            paths += QDir(dir).relativeFilePath(it.next());
        paths.sort();
        return paths;
    }
    QString target(const QString &name) const
    {
        return m_dir->filePath(QStringLiteral("out/") + name);
    }
    TemplateStore store() const { return TemplateStore(m_dir->filePath(QStringLiteral("store"))); }

    ProjectCreation create(const QString &directory, const QString &id = QStringLiteral("small"),
                           ProjectCreator::Options options = {})
    {
        ProjectCreator creator(store());
        QSignalSpy finished(&creator, &ProjectCreator::finished);
        creator.start(id, directory, options);
        if (!finished.wait())
            return {};
        return finished.first().first().value<ProjectCreation>();
    }

    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("out")));
        const QString small = m_dir->filePath(QStringLiteral("store/small/"));
        write(
            small + QStringLiteral("template.json"),
            R"({ "title": "Small", "description": "One file", "tags": ["a", "b"], "open": "app.js" })");
        write(small + QStringLiteral("package.json"),
              R"({ "name": "small", "dependencies": { "dep": "^1.0.0" } })");
        write(small + QStringLiteral("package-lock.json"),
              R"({ "name": "small", "packages": { "": { "name": "small" } } })");
        write(small + QStringLiteral("app.js"), "console.log(1)\n");
        write(small + QStringLiteral(".gitignore"), "node_modules/\n");
        write(small + QStringLiteral("public/index.html"), "<p>\n");
        write(small + QStringLiteral("node_modules/.package-lock.json"), R"({ "name": "small" })");
        write(small + QStringLiteral("node_modules/dep/package.json"), R"({ "version": "1.0.7" })");
        write(small + QStringLiteral("node_modules/dep/cli.js"), "#!/usr/bin/env node\n");
        QVERIFY(QFile::setPermissions(small + QStringLiteral("node_modules/dep/cli.js"),
                                      QFile::Permissions(0x7555)));
        QVERIFY(QDir().mkpath(small + QStringLiteral("node_modules/.bin")));
        QVERIFY(QFile::link(QStringLiteral("../dep/cli.js"),
                            small + QStringLiteral("node_modules/.bin/dep")));
    }

    void listsTemplates()
    {
        write(m_dir->filePath(QStringLiteral("store/another/template.json")),
              R"({ "title": "Another" })");
        write(m_dir->filePath(QStringLiteral("store/broken/template.json")), "{");
        const QList<ProjectTemplate> templates = store().templates();
        QCOMPARE(templates.size(), 2);
        QCOMPARE(templates.at(0).id, QStringLiteral("another"));
        const ProjectTemplate &small = templates.at(1);
        QCOMPARE(small.title, QStringLiteral("Small"));
        QCOMPARE(small.tags.join(u' '), QStringLiteral("a b"));
        QCOMPARE(small.packages.size(), 1);
        QCOMPARE(small.packages.first().installed, QStringLiteral("1.0.7"));
        QCOMPARE(
            small.files().join(u' '),
            QStringLiteral("public/index.html .gitignore app.js package-lock.json package.json"));
        QVERIFY(!store().find(QStringLiteral("../store/small")));
    }

    void aFolderOfTheUserIsATemplate()
    {
        const QString own = m_dir->filePath(QStringLiteral("own/"));
        write(own + QStringLiteral("shop/package.json"),
              R"({ "name": "shop", "description": "Sells", "main": "shop.ts" })");
        write(own + QStringLiteral("shop/shop.ts"), "");
        write(own + QStringLiteral("shop/tsconfig.json"), "{}");
        write(own + QStringLiteral("shop/.git/config"), "");
        write(own + QStringLiteral("small/package.json"), R"({ "main": "../../outside.js" })");
        write(own + QStringLiteral("photos/me.png"), "");
        write(m_dir->filePath(QStringLiteral("outside.js")), "");
        const TemplateStore store(m_dir->filePath(QStringLiteral("store")), own);

        QStringList list;
        for (const ProjectTemplate &source : store.templates())
            list += source.id + u' ' + source.title + u' ' + source.description + u' '
                + source.language + u' ' + source.mainFile;
        QCOMPARE(list.join(u'|'),
                 QStringLiteral("shop shop Sells TypeScript shop.ts|small small   package.json"));
        QCOMPARE(store.find(QStringLiteral("shop"))->files().join(u' '),
                 QStringLiteral("package.json shop.ts tsconfig.json"));

        ProjectCreator creator(store);
        QSignalSpy finished(&creator, &ProjectCreator::finished);
        creator.start(QStringLiteral("shop"), target(QStringLiteral("mine")));
        QVERIFY(finished.wait());
        QCOMPARE(tree(target(QStringLiteral("mine"))).join(u' '),
                 QStringLiteral("package.json shop.ts tsconfig.json"));
    }

    void leavesWhatNpmCiWouldLeave()
    {
        const QString dir = target(QStringLiteral("deep/er/My App"));
        const ProjectCreation creation = create(dir);
        QVERIFY2(creation.outcome == Outcome::Created, qPrintable(creation.error));
        QCOMPARE(creation.directory, dir);
        QCOMPARE(creation.mainFile, dir + QStringLiteral("/app.js"));
        QCOMPARE(creation.packageName, QStringLiteral("my-app"));
        QStringList expected = tree(m_dir->filePath(QStringLiteral("store/small")));
        expected.removeOne(QStringLiteral("template.json"));
        QCOMPARE(tree(dir), expected);
        for (const auto *file :
             { "package.json", "package-lock.json", "node_modules/.package-lock.json" }) {
            const QByteArray text = read(dir + u'/' + QLatin1StringView(file));
            QVERIFY2(text.contains("\"my-app\"") && !text.contains("\"small\""), file);
        }
        const QFileInfo link(dir + QStringLiteral("/node_modules/.bin/dep"));
        QCOMPARE(link.readSymLink(), QStringLiteral("../dep/cli.js"));
        QVERIFY(link.isExecutable());
        QVERIFY(QFileInfo(dir + QStringLiteral("/node_modules/dep/cli.js")).permissions()
                & QFile::WriteOwner);
        QVERIFY(!QFileInfo(dir + QStringLiteral("/app.js")).isExecutable());
    }

    void leavesPackagesOutOnRequest()
    {
        const QString dir = target(QStringLiteral("x"));
        QCOMPARE(create(dir, QStringLiteral("small"), { .install = false }).outcome,
                 Outcome::Created);
        QVERIFY(!QFileInfo::exists(dir + QStringLiteral("/node_modules")));
        QVERIFY(QFileInfo::exists(dir + QStringLiteral("/package-lock.json")));
    }

    void usesAnEmptyFolder()
    {
        QVERIFY(QDir().mkpath(target(QStringLiteral("x"))));
        QCOMPARE(create(target(QStringLiteral("x"))).outcome, Outcome::Created);
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("error"); // a part of it

        QTest::newRow("no folder") << QString() << QStringLiteral("Choose a folder");
        QTest::newRow("file") << QStringLiteral("file.txt") << QStringLiteral("is a file");
        QTest::newRow("below a file")
            << QStringLiteral("file.txt/x/y") << QStringLiteral("is not a folder");
        QTest::newRow("full") << QStringLiteral("full")
                              << QStringLiteral("is not empty (it holds .a, b, c, …)");
        QTest::newRow("dead link") << QStringLiteral("dead") << QStringLiteral("leads nowhere");
        QTest::newRow("name") << QStringLiteral("node_modules")
                              << QStringLiteral("cannot be called");
        QTest::newRow("control character")
            << QStringLiteral("a\nb") << QStringLiteral("cannot be shown");
        QTest::newRow("long name") << QString(300, u'n') << QStringLiteral("too long (300 bytes");
        QTest::newRow("long path") << QString(QStringLiteral("abcdefgh/").repeated(500))
                                   << QStringLiteral("The path is too long");
    }

    void refusesWithAReason()
    {
        QFETCH(QString, path);
        QFETCH(QString, error);
        write(target(QStringLiteral("file.txt")), "kept");
        for (const auto *name : { "full/.a", "full/b", "full/c", "full/d" })
            write(target(QString::fromLatin1(name)), "kept");
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), target(QStringLiteral("dead"))));
        const QStringList before = tree(m_dir->path());

        const ProjectCreation creation = create(path.isEmpty() ? path : target(path));
        QCOMPARE(creation.outcome, Outcome::Refused);
        QVERIFY2(creation.error.contains(error), qPrintable(creation.error));
        QCOMPARE(tree(m_dir->path()), before);
    }

    void namesTheKnownTemplates()
    {
        const ProjectCreation creation =
            create(target(QStringLiteral("x")), QStringLiteral("nope"));
        QCOMPARE(creation.outcome, Outcome::Refused);
        QCOMPARE(creation.error,
                 QStringLiteral("There is no template \"nope\". Known templates: small."));
    }

    void refusesAFolderThatCannotBeWritten()
    {
        // Permissions do not bind root: then a file system that nobody can write to stands in.
        QString parent = target(QStringLiteral("locked"));
        QVERIFY(QDir().mkpath(parent));
        QVERIFY(QFile::setPermissions(parent, QFile::ReadOwner | QFile::ExeOwner));
        if (QFileInfo(parent).isWritable())
            parent = QStringLiteral("/proc");
        const ProjectCreation creation = create(parent + QStringLiteral("/x/y"));
        QVERIFY(creation.outcome == Outcome::Refused || creation.outcome == Outcome::Failed);
        QVERIFY2(creation.error.contains(QStringLiteral("cannot be written"))
                     || creation.error.contains(QStringLiteral("could not be made")),
                 qPrintable(creation.error));
        QVERIFY(!QFileInfo::exists(parent + QStringLiteral("/x")));
    }

    void takesBackWhatItMadeWhenItFails()
    {
        // Unreadable as JSON, so naming the package fails half way.
        write(m_dir->filePath(QStringLiteral("store/small/node_modules/.package-lock.json")), "{");
        QVERIFY(QDir().mkpath(target(QStringLiteral("kept"))));
        const QStringList before = tree(m_dir->path());

        ProjectCreation creation = create(target(QStringLiteral("kept")));
        QCOMPARE(creation.outcome, Outcome::Failed);
        QVERIFY(!creation.error.isEmpty());
        creation = create(target(QStringLiteral("new/x")));
        QCOMPARE(creation.outcome, Outcome::Failed);
        QCOMPARE(tree(m_dir->path()), before);
    }

    void takesBackWhatItMadeWhenCancelled()
    {
        for (int i = 0; i < 2000; ++i)
            write(m_dir->filePath(QStringLiteral("store/small/node_modules/many/%1.js").arg(i)),
                  "1");
        const QStringList before = tree(m_dir->path());
        ProjectCreator creator(store());
        QSignalSpy finished(&creator, &ProjectCreator::finished);
        connect(&creator, &ProjectCreator::progressed, &creator, [&creator] { creator.cancel(); });
        creator.start(QStringLiteral("small"), target(QStringLiteral("a/b")));
        QVERIFY(finished.wait());
        QVERIFY(!creator.isRunning());
        QCOMPARE(finished.first().first().value<ProjectCreation>().outcome, Outcome::Cancelled);
        QCOMPARE(tree(m_dir->path()), before);
    }

    void takesBackWhatItMadeWhenDestroyed()
    {
        const QStringList before = tree(m_dir->path());
        {
            ProjectCreator creator(store());
            creator.start(QStringLiteral("small"), target(QStringLiteral("a")));
            creator.cancel();
        }
        QCOMPARE(tree(m_dir->path()), before);
    }

    void tellsHowFarItIs()
    {
        ProjectCreator creator(store());
        QSignalSpy progressed(&creator, &ProjectCreator::progressed);
        QSignalSpy finished(&creator, &ProjectCreator::finished);
        creator.start(QStringLiteral("small"), target(QStringLiteral("x")));
        QVERIFY(finished.wait());
        QCOMPARE_GE(progressed.size(), 2);
        const QVariantList last = progressed.last();
        QCOMPARE(last.at(0), last.at(1));
    }
};

QTEST_GUILESS_MAIN(ProjectCreatorTest)
#include "tst_projectcreator.moc"
